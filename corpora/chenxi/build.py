"""Builds this corpus again, byte for byte: python corpora/chenxi/build.py [--out DIR]."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEED = 20221230


def main() -> None:
    """Build into ``submission`` beside this file, or where ``--out`` says."""
    sys.path.insert(0, str(HERE.parents[1]))
    from corpora.folder_builder.folder import run

    run(HERE, "submission", SEED)


if __name__ == "__main__":
    main()
