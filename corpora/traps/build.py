"""Builds this corpus again, byte for byte: python corpora/traps/build.py [--out DIR]."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEED = 20230115


def main() -> None:
    """Build into ``files`` beside this file, or where ``--out`` says."""
    sys.path.insert(0, str(HERE.parents[1]))
    from corpora.folder_builder.folder import run

    run(HERE, "files", SEED)


if __name__ == "__main__":
    main()
