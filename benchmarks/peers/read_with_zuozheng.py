"""Take the text of every PDF below a folder with this project's own reader.

    python -m benchmarks.peers.read_with_zuozheng FOLDER

Prints JSON like `read_with_pdfplumber`: processor seconds without imports, characters, files.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from extractors import pdf  # noqa: F401 - loaded when used otherwise; imports are not timed
from extractors.registry import extract_file


def main() -> None:
    """Read and print what it took."""
    files = sorted(Path(sys.argv[1]).rglob("*.pdf"))
    begin = time.process_time()
    characters = sum(extract_file(path).chars for path in files)
    seconds = time.process_time() - begin
    json.dump({"seconds": seconds, "characters": characters, "files": len(files)}, sys.stdout)


if __name__ == "__main__":
    main()
