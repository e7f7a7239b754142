"""Take the text of every PDF below a folder with pdfplumber, and nothing else.

    python read_with_pdfplumber.py FOLDER

Prints JSON: processor seconds without imports, characters, files.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main() -> None:
    """Read and print what it took."""
    import pdfplumber

    files = sorted(Path(sys.argv[1]).rglob("*.pdf"))
    characters = 0
    begin = time.process_time()
    for path in files:
        with pdfplumber.open(path) as document:
            characters += sum(len(page.extract_text()) for page in document.pages)
    seconds = time.process_time() - begin
    json.dump({"seconds": seconds, "characters": characters, "files": len(files)}, sys.stdout)


if __name__ == "__main__":
    main()
