"""Builds this corpus again, byte for byte: python corpora/yucai-primary/build.py [--out DIR]."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from corpora.folder_builder.folder import main

SEED = 20220831

if __name__ == "__main__":
    main(HERE, "submission", SEED)
