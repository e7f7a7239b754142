"""How firmly the event stage stands: labelled pages changed in ways that leave what happened alone.

Another school's name, another era of years, a lost title, lines run together or broken up,
full-width digits, other punctuation: what was held on which day stays the same, so every change
of the answer shows a rule that hangs on the wording of one page.

    python -m benchmarks.perturbed_events [--only NAME] [--show N] FILE.jsonl …

Prints, for each kind of change, how many pages answer otherwise, how many held events came and
went, and F1 against the labels, which the change moves along.
"""

from __future__ import annotations

import argparse
import copy
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.accuracy_events import find_in_page, load_pages, score_pages
from matchers.annotation import Status

Page = dict[str, Any]
Change = Callable[[str], str]
Held = Counter[tuple[str, str]]

# The calendar repeats after 28 years: weekdays stay true, and nothing lies in the future.
ERA = 28
_YEAR = re.compile(r"(?<!\d)(?:19[89]|20[0-3])\d(?=\D|$|[01]\d[0-3]\d(?!\d))")
_HAN_YEAR = re.compile(r"(?:二[○〇零O0]|一九)[○〇零O0一二三四五六七八九]{2}(?=年)")
_TIED = re.compile(r"周年|学年|华诞|百年|二十大|十[八九]大")  # their years are known
_NAMED = 5
_HAN = "〇一二三四五六七八九"
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_HALF = str.maketrans("，；：（）", ",;:()")
_DAY = re.compile(r"(?<![\d.])(\d{1,2})月(\d{1,2})日")
_END = re.compile(r"([。！？])(?=[^\n”』」）)])")
_OTHER_NAME = "临江市青枫路实验学校"
_LINE_END = re.compile(r"[。！？；：，、,;:!?…）)”》\]】\t]$")
_TABLE = re.compile(r"\t|｜|\|")


def in_era(text: str) -> str:
    """Move the years of a text back by `ERA`, those in Chinese numerals, too."""
    text = _YEAR.sub(lambda m: str(int(m.group()) - ERA), text)
    return _HAN_YEAR.sub(lambda m: _han(_number(m.group()) - ERA), text)


def _number(numeral: str) -> int:
    return int("".join("0" if c in "○〇零O0" else str(_HAN.index(c)) for c in numeral))


def _han(number: int) -> str:
    return "".join(_HAN[int(digit)] for digit in str(number))


def full_width(text: str) -> str:
    """Write digits as full-width ones."""
    return text.translate(_FULL)


def half_width(text: str) -> str:
    """Write commas, colons and brackets as half-width ones."""
    return text.translate(_HALF)


def spaced(text: str) -> str:
    """Put blanks around the digits of days, as word processors do."""
    return _DAY.sub(r"\1 月 \2 日", text)


def padded(text: str) -> str:
    """Write days with two digits each."""
    return _DAY.sub(lambda m: f"{int(m.group(1)):02}月{int(m.group(2)):02}日", text)


def as_spoken(text: str) -> str:
    """Write 号 for 日."""
    return _DAY.sub(r"\1月\2号", text)


def broken_up(text: str) -> str:
    """Put every sentence on its own line; rows of tables are left alone."""
    return text if _TABLE.search(text) else _END.sub(r"\1\n", text)


def run_together(text: str) -> str:
    """Make one paragraph of running text; lists, tables and forms are left alone."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if _TABLE.search(text) or any(not _LINE_END.search(line) for line in lines):
        return text
    return "".join(lines)


def _everywhere(change: Change) -> Callable[[Page], Page]:
    def changed(page: Page) -> Page:
        new = copy.deepcopy(page)
        for part in ("title", "text"):
            new[part] = change(page[part] or "")
        return new

    return changed


def _in_text(change: Change) -> Callable[[Page], Page]:
    return lambda page: {**copy.deepcopy(page), "text": change(page["text"])}


def _renamed(page: Page) -> Page:
    """Give the school another name, where the page has no shorter form of its name."""
    own = page.get("own")
    if not own or len(own) < _NAMED:
        return page
    rest = ((page["title"] or "") + page["text"]).replace(own, "")
    if own[-_NAMED:] in rest:
        return page
    new = _everywhere(lambda text: text.replace(own, _OTHER_NAME))(page)
    return {**new, "own": _OTHER_NAME}


def _another_era(page: Page) -> Page:
    if _TIED.search((page["title"] or "") + page["text"]):
        return page
    new = _everywhere(in_era)(page)
    new["published"] = in_era(page.get("published") or "")
    new["path"] = in_era(page.get("path") or "")
    for event in new["events"]:
        event["date"] = in_era(event.get("date") or "")
    return new


def _untitled(page: Page) -> Page:
    return {**page, "title": ""} if page["text"].strip() else page


def _without_path(page: Page) -> Page:
    return {**page, "path": "材料.docx"}


def _framed(page: Page) -> Page:
    """Put a web page's frame around the text."""
    head, foot = "首页 > 学校党建 > 党建动态", "责任编辑：办公室\n上一篇：没有了"
    return {**page, "text": f"{head}\n{page['text']}\n{foot}"}


CHANGES: dict[str, Callable[[Page], Page]] = {
    "another_name": _renamed,
    "another_era": _another_era,
    "untitled": _untitled,
    "without_path": _without_path,
    "framed": _framed,
    "broken_up": _in_text(broken_up),
    "run_together": _in_text(run_together),
    "full_width": _everywhere(full_width),
    "half_width": _everywhere(half_width),
    "spaced": _everywhere(spaced),
    "padded": _everywhere(padded),
    "as_spoken": _everywhere(as_spoken),
}


def held_of(page: Page) -> Held:
    """Give the types and days that the program finds held in a page."""
    return Counter(
        (event_type, event.date.begin.isoformat() if event.date else "")
        for event in find_in_page(page)[1]
        if event.status is Status.HELD
        for event_type in event.types
    )


def in_same_era(held: Held) -> Held:
    """Give what was held with its days moved as `another_era` moves them."""
    return Counter({(kind, in_era(day)): n for (kind, day), n in held.items()})


def differences(page: Page, name: str, before: Held) -> tuple[Held, Held]:
    """Give what a change makes appear and disappear among the held events of a page."""
    after = held_of(CHANGES[name](page))
    wanted = in_same_era(before) if name == "another_era" else before
    return after - wanted, wanted - after


def report(pages: Sequence[Page], names: Sequence[str], show: int) -> str:
    """Give the figures for each kind of change as text."""
    before = {page["id"]: held_of(page) for page in pages}
    lines = [f"{'原样':16} F1 {score_pages(pages).held.f1:.3f}  {len(pages)} 段"]
    for name in names:
        changed = [page for page in pages if CHANGES[name](page) != page]
        came = gone = moved = 0
        worst = []
        for page in changed:
            more, less = differences(page, name, before[page["id"]])
            came, gone = came + more.total(), gone + less.total()
            if more or less:
                moved += 1
                worst.append(f"    {page['id']} 多 {dict(more)} 少 {dict(less)}")
        f1 = score_pages(CHANGES[name](page) for page in pages).held.f1
        lines.append(
            f"{name:16} F1 {f1:.3f}  改动 {len(changed)} 段，结果不同 {moved} 段"
            f"（多出 {came}，丢失 {gone}）"
        )
        lines += worst[:show]
    return "\n".join(lines)


def main() -> None:
    """Print how each kind of change moves the answers on the labelled files given."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--only", choices=sorted(CHANGES), action="append")
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    pages = [page for path in arguments.files for page in load_pages(path, "dev")]
    print(report(pages, arguments.only or list(CHANGES), arguments.show))


if __name__ == "__main__":
    main()
