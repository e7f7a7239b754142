"""Pictures that a mail or web page shows in its text: which of them say something."""

from __future__ import annotations

import io

# Pixels: smaller pictures are bullets, icons and signatures; pages have banners and buttons too.
IN_MAIL, IN_PAGE = (120, 40), (200, 120)
SUFFIXES = {"jpeg": "jpg", "tiff": "tif"}  # of media types whose name is no usual suffix


def tells_something(data: bytes, smallest: tuple[int, int]) -> bool:
    """Tell pictures at least as large as `smallest` from icons and drawings.

    What cannot be opened is kept: who reads it will name it.
    """
    from PIL import Image

    if b"<svg" in data[:1000]:  # drawn, never a photograph or scan
        return False
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return picture.width >= smallest[0] and picture.height >= smallest[1]
    except Exception:  # Pillow raises errors of many kinds
        return bool(data)
