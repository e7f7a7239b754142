"""RapidOCR behind the engine protocol; its models come with the package, no network is used."""

from __future__ import annotations

import importlib.metadata
from functools import lru_cache
from typing import Any

import numpy as np
from PIL import Image

from extractors.errors import MissingToolError
from extractors.ocr.engine import Fragment, OcrEngine

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
        parameters: dict[str, object] = {"Global.log_level": "error"}
        if threads:
            parameters["EngineConfig.onnxruntime.intra_op_num_threads"] = threads
            parameters["EngineConfig.onnxruntime.inter_op_num_threads"] = 1
        self._engine = RapidOCR(params=parameters)

    @property
    def version(self) -> str:
        """Name and version."""
        return f"rapidocr-{importlib.metadata.version('rapidocr')}"

    def read(self, image: Image.Image) -> list[Fragment]:
        """Give the pieces of text; lines are taken as upright, pages are turned before."""
        pixels = np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])
        # What comes back depends on which steps were asked for; all were.
        result: Any = self._engine(pixels, use_cls=False)
        if result.txts is None or result.boxes is None or result.scores is None:
            return []
        found = []
        for text, box, score in zip(result.txts, result.boxes, result.scores, strict=True):
            if text.strip():
                a, b, c, d = ((float(x), float(y)) for x, y in box)
                found.append(Fragment(text.strip(), (a, b, c, d), float(score)))
        return found


@lru_cache(maxsize=2)
def load_engine(threads: int) -> OcrEngine:
    """Give this process's engine, loaded when first asked for.

    Raises:
        MissingToolError: as `RapidEngine`.
    """
    return RapidEngine(threads)
