"""Pictures that a mail or web page shows in its text: which of them say something."""

from __future__ import annotations

import io

_SMALLEST = (120, 40)  # pixels: smaller pictures in a text are bullets, icons and signatures
SUFFIXES = {"jpeg": "jpg", "tiff": "tif"}  # of media types whose name is no usual suffix


def tells_something(data: bytes) -> bool:
    """Tell pictures from icons and drawings.

    What cannot be opened is kept: who reads it will name it.
    """
    from PIL import Image

    if b"<svg" in data[:1000]:  # drawn, never a photograph or scan
        return False
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return picture.width >= _SMALLEST[0] and picture.height >= _SMALLEST[1]
    except Exception:  # Pillow raises errors of many kinds
        return bool(data)
