"""RapidOCR behind the engine protocol; its models come with the package, no network is used."""

from __future__ import annotations

import contextlib
import importlib.metadata
import math
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from extractors.errors import MissingToolError
from extractors.ocr.engine import Fragment, OcrEngine, Pixels, Strip

if TYPE_CHECKING:
    from rapidocr import RapidOCR

_LONG = 1.5  # the engine lays strips down that are so much higher than wide
_MISSING = "文字识别组件没有装好（{what}）：请重新安装本程序，或另附文字说明"


class RapidEngine:
    """RapidOCR on onnxruntime, loaded once a process."""

    def __init__(self, threads: int) -> None:
        """Load the models; `threads` 0 leaves the number of threads to onnxruntime.

        Raises:
            MissingToolError: when rapidocr or onnxruntime cannot be imported here.
        """
        try:
            from rapidocr import RapidOCR
        except (ImportError, OSError) as error:
            raise MissingToolError(_MISSING.format(what=str(error)[:80])) from error
        parameters: dict[str, object] = {
            "Global.log_level": "error",
            "Global.text_score": 0.0,  # what scores low is left out, and named, further on
        }
        if threads:
            parameters["EngineConfig.onnxruntime.intra_op_num_threads"] = threads
            parameters["EngineConfig.onnxruntime.inter_op_num_threads"] = 1
        self._engine = RapidOCR(params=parameters)

    @property
    def version(self) -> str:
        """Name and version."""
        return f"rapidocr-{importlib.metadata.version('rapidocr')}"

    def look(self, image: Image.Image) -> RapidLook:
        """Find where text is."""
        return RapidLook(self._engine, image)

    def read_strips(self, strips: Sequence[Pixels]) -> list[tuple[str, float]]:
        """Read level strips; what reads as nothing scores nothing."""
        if not strips:
            return []
        result: Any = self._engine.recognize_txt(list(strips))
        found = zip(result.txts, result.scores, strict=True)
        return [(str(text), float(score)) for text, score in found]

    def upside_down(self, strips: Sequence[Pixels]) -> float:
        """Give the share that the small classifier takes for upside down."""
        if not strips:
            return 0.0
        _, result = self._engine.cls_and_rotate(list(strips))
        return sum("180" in label for label, _ in result.cls_res or ()) / len(strips)


class RapidLook:
    """The places of text in one picture, found by RapidOCR's detector.

    The engine's own steps one by one, so that the direction can be asked about between them.
    """

    def __init__(self, engine: RapidOCR, image: Image.Image) -> None:
        self._engine = engine
        self._pixels: Pixels = np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])
        level, self._record = engine.preprocess_img(self._pixels)
        self._places: Any = None
        self._cut: list[Pixels] = []
        with contextlib.suppress(_nothing_found()):
            self._cut, self._places = engine.detect_and_crop(level, self._record)

    @property
    def strips(self) -> list[Strip]:
        """The places, as they are given to the recogniser."""
        if self._places is None:
            return []
        found = []
        for (a, b, c, d), pixels in zip(self._places.boxes, self._cut, strict=True):
            wide = max(np.linalg.norm(b - a), np.linalg.norm(c - d))
            high = max(np.linalg.norm(d - a), np.linalg.norm(c - b))
            turn = None
            if high >= wide * _LONG:  # laid down to the left: begins at the top
                turn = _turn(*(d - a))
            elif wide >= high * _LONG:
                turn = _turn(*(b - a))
            found.append(Strip(pixels, turn, float(max(wide, high))))
        return found

    def read(self) -> list[Fragment]:
        """Recognise every place and give the pieces of text."""
        from rapidocr.ch_ppocr_cls import TextClsOutput

        if self._places is None:
            return []
        texts = self._engine.recognize_txt(self._cut)
        # What comes back depends on which steps were taken; all were but the classifier's.
        result: Any = self._engine.build_final_output(
            self._pixels, self._places, TextClsOutput(), texts, self._cut, self._record
        )
        if result.txts is None or result.boxes is None or result.scores is None:
            return []
        found = []
        for text, box, score in zip(result.txts, result.boxes, result.scores, strict=True):
            if text.strip():
                a, b, c, d = ((float(x), float(y)) for x, y in box)
                found.append(Fragment(text.strip(), (a, b, c, d), float(score)))
        return found


def _turn(x: float, y: float) -> int:
    """Tell by which turn clockwise a line that runs so (y downwards) would run to the right."""
    return round(-math.degrees(math.atan2(y, x)) / 90) * 90 % 360


def _nothing_found() -> type[Exception]:
    from rapidocr.main import RapidOCRError

    found: type[Exception] = RapidOCRError
    return found


@lru_cache(maxsize=2)
def load_engine(threads: int) -> OcrEngine:
    """Give this process's engine, loaded when first asked for.

    Raises:
        MissingToolError: as `RapidEngine`.
    """
    return RapidEngine(threads)
