"""What was recognised before, by the pixels: no picture is recognised twice."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path

from PIL import Image

from extractors.ocr.engine import Fragment

Reading = tuple[list[Fragment], int]
_MOST_IN_MEMORY = 64


class OcrCache:
    """Keeps readings in memory and, if a folder is given, on disk."""

    def __init__(self, folder: str | None, version: str) -> None:
        self._folder = Path(folder) if folder else None
        self._version = version
        self._memory: dict[str, Reading] = {}

    def key(self, image: Image.Image) -> str:
        """Give the picture's key: its pixels, size and the engine's version."""
        digest = hashlib.sha256(f"{self._version} {image.mode} {image.size}".encode())
        digest.update(image.tobytes())
        return digest.hexdigest()

    def get(self, key: str) -> Reading | None:
        """Give the kept reading: fragments and the turn, None if there is none (or it is bad)."""
        if key in self._memory:
            return self._memory[key]
        if self._folder is None:
            return None
        try:
            kept = json.loads((self._folder / f"{key}.json").read_text(encoding="utf-8"))
            fragments = [_fragment(text, numbers, score) for text, numbers, score in kept["lines"]]
            return fragments, int(kept["turn"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, reading: Reading) -> None:
        """Keep a reading; a folder that cannot be written only costs time later."""
        if len(self._memory) >= _MOST_IN_MEMORY:
            self._memory.pop(next(iter(self._memory)))
        self._memory[key] = reading
        if self._folder is None:
            return
        lines = [
            [f.text, [round(value, 2) for corner in f.corners for value in corner], f.score]
            for f in reading[0]
        ]
        text = json.dumps({"turn": reading[1], "lines": lines}, ensure_ascii=False)
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            # Two workers may write the same picture: each to a name of its own, then moved.
            part = self._folder / f"{key}.{os.getpid()}.part"
            part.write_text(text, encoding="utf-8")
            part.replace(self._folder / f"{key}.json")


def _fragment(text: str, numbers: list[float], score: float) -> Fragment:
    a, b, c, d, e, f, g, h = (float(number) for number in numbers)
    return Fragment(str(text), ((a, b), (c, d), (e, f), (g, h)), float(score))
