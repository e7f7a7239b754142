"""What was recognised before, by the pixels: no picture is recognised twice.

Workers of one run share it: who begins with a picture claims it, and the others pass on or wait.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from PIL import Image

from extractors.ocr.engine import Fragment

Reading = tuple[list[Fragment], int]
_MOST_IN_MEMORY = 64
_BEAT = 1.0  # seconds between signs of life while waiting
_LOOK = 0.05  # seconds between looks at what another worker is recognising


class OcrCache:
    """Keeps readings in memory and, if a folder is given, on disk.

    `claims` is a folder that the workers of one run have in common, None when there is one worker.
    """

    def __init__(self, folder: str | None, version: str, claims: str | None = None) -> None:
        self._folder = Path(folder) if folder else None
        self._claims = Path(claims) if claims else None
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

    def put(self, key: str, reading: Reading) -> Reading:
        """Keep a reading and give it as it is kept: the same whether read anew or from here.

        A folder that cannot be written only costs time later.
        """
        reading = [_rounded(fragment) for fragment in reading[0]], reading[1]
        if len(self._memory) >= _MOST_IN_MEMORY:
            self._memory.pop(next(iter(self._memory)))
        self._memory[key] = reading
        if self._folder is not None:
            self._write(self._folder, key, reading)
        self.release(key)
        return reading

    def _write(self, folder: Path, key: str, reading: Reading) -> None:
        lines = [
            [f.text, [value for corner in f.corners for value in corner], f.score]
            for f in reading[0]
        ]
        text = json.dumps({"turn": reading[1], "lines": lines}, ensure_ascii=False)
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            # Two runs may write the same picture: each to a name of its own, then moved.
            part = folder / f"{key}.{os.getpid()}.part"
            part.write_text(text, encoding="utf-8")
            part.replace(folder / f"{key}.json")

    def claim(self, key: str) -> bool:
        """Take a picture for this process; False when another one is at work on it."""
        place = self._claim_place(key)
        if place is None:
            return True
        try:
            with place.open("x", encoding="ascii") as stream:
                stream.write(str(os.getpid()))
        except FileExistsError:
            return False
        except OSError:  # then nobody can claim: twice the work, the same result
            return True
        return True

    def release(self, key: str) -> None:
        """Give up a claim, after a reading was kept or when there will be none."""
        place = self._claim_place(key)
        if place is not None:
            with contextlib.suppress(OSError):
                place.unlink()

    def wait(self, key: str, seconds: float, heartbeat: Callable[[], None]) -> Reading | None:
        """Wait for another worker's reading; None when it will not come, the claim then ours.

        Who waits says so while the other one lives: waiting is no standing still.
        """
        until = time.monotonic() + seconds
        beat = time.monotonic() + _BEAT
        while True:
            if time.monotonic() >= beat:
                beat = time.monotonic() + _BEAT
                heartbeat()
            found = self.get(key)
            if found is not None:
                heartbeat()
                return found
            if self.claim(key):
                return self.get(key)  # released a moment ago, with or without a reading
            if time.monotonic() > until or not self._owner_lives(key):
                heartbeat()  # who has waited reads the picture now, with the whole time for it
                return None
            time.sleep(_LOOK)

    def _claim_place(self, key: str) -> Path | None:
        return None if self._claims is None else self._claims / f"{key}.claim"

    def _owner_lives(self, key: str) -> bool:
        place = self._claim_place(key)
        try:
            owner = place.read_text(encoding="ascii") if place is not None else ""
        except OSError:
            return True  # just released: the next look will tell
        return not owner.isdigit() or psutil.pid_exists(int(owner))


def _rounded(fragment: Fragment) -> Fragment:
    a, b, c, d = ((round(x, 2), round(y, 2)) for x, y in fragment.corners)
    return Fragment(fragment.text, (a, b, c, d), fragment.score)


def _fragment(text: str, numbers: list[float], score: float) -> Fragment:
    a, b, c, d, e, f, g, h = (float(number) for number in numbers)
    return Fragment(str(text), ((a, b), (c, d), (e, f), (g, h)), float(score))
