"""Convert every file below a folder to Markdown, as a person would who wants its text.

    python convert_with_markitdown.py FOLDER

Prints JSON: seconds by file suffix, import seconds, characters, files, failures.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from pathlib import Path


def main() -> None:
    """Convert and print what it took."""
    begin = time.perf_counter()
    from markitdown import MarkItDown

    converter = MarkItDown()
    ready = time.perf_counter() - begin
    seconds: defaultdict[str, float] = defaultdict(float)
    characters = files = 0
    failures = []
    for path in sorted(Path(sys.argv[1]).rglob("*")):
        if not path.is_file():
            continue
        files += 1
        begin = time.perf_counter()
        try:
            characters += len(converter.convert(path).markdown)
        except Exception as error:
            failures.append(f"{path.name}: {type(error).__name__}")
        seconds[path.suffix] += time.perf_counter() - begin
    found = {"import": ready, "seconds": seconds, "characters": characters, "files": files}
    json.dump(found | {"failures": failures}, sys.stdout)


if __name__ == "__main__":
    main()
