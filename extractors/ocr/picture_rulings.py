"""Ruling lines in a picture of a page, so that recognised tables keep their rows."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

from extractors.glyphs import Ruling

_SIDE = 1800  # pixels of the longer side: enough for lines, quick to search
_LONG = 40  # a line is at least a fortieth of the page's side
_THIN = 12  # pixels: thicker bars are pictures
_LEVEL = 0.5  # pixels over the whole side: not askew
_MOST = 3000  # lines of one direction


def find_rulings(image: Image.Image, scale: float, angle: float) -> list[Ruling]:
    """Give level and upright lines of an upright picture, in points (`scale` pixels a point).

    `angle` is the skew in radians; the picture is levelled before lines are searched. Gives
    nothing where OpenCV is missing.
    """
    try:
        import cv2
    except ImportError:
        return []
    gray = image.convert("L")
    if abs(angle) * max(gray.size) > _LEVEL:
        gray = gray.rotate(math.degrees(angle), fillcolor=255)
    factor = min(1.0, _SIDE / max(gray.size))
    if factor < 1.0:
        gray = gray.resize((int(gray.width * factor), int(gray.height * factor)))
    pixels = np.asarray(gray)
    dark = cv2.adaptiveThreshold(
        pixels, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12
    )
    found: list[Ruling] = []
    for level in (True, False):
        length = max(20, (gray.width if level else gray.height) // _LONG)
        shape = (length, 1) if level else (1, length)
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, shape)
        lines = cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel)
        lines = cv2.dilate(lines, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))
        # Outlines cost a thirtieth of what labelling every pixel of connected components does.
        outlines, levels = cv2.findContours(lines, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
        if levels is None:
            continue
        outer = (line for line, level in zip(outlines, levels[0], strict=True) if level[3] < 0)
        boxes = sorted(tuple(cv2.boundingRect(line)) for line in outer)
        for x, y, width, height in boxes[:_MOST]:
            thin, long = (height, width) if level else (width, height)
            if thin <= _THIN and long >= length:
                found.append(_ruling(level, x, y, width, height, scale * factor))
    return found


def _ruling(level: bool, x: float, y: float, width: float, height: float, scale: float) -> Ruling:
    if level:
        middle = (y + height / 2) / scale
        return Ruling(float(x / scale), float(middle), float((x + width) / scale), float(middle))
    middle = (x + width / 2) / scale
    return Ruling(float(middle), float(y / scale), float(middle), float((y + height) / scale))
