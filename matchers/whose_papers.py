"""Whose paper it is: the school's own, or one that an authority or another school wrote.

A folder holds the plans and rules of the bureau beside the school's own. They show what was
asked for, not what the school drew up. A paper that names the school in its title or at its end
is its own: a joint paper, one that passes a superior's on, one with its seal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from extractors.document import Block, BlockKind, Document
from matchers.document_titles import visible
from matchers.normalize import normalize
from matchers.papers import Paper
from matchers.school_names import is_own, schools_in

_VERB = re.compile(
    r"关于|贯彻|落实|根据|按照|依据|学习|转发|转达|执行|迎接|响应|参加|对照|结合|认真|深入|为了?|向|对|在|报送?|呈|致"
)
_PARTY_OF = r"(?:党委|党组|党工委|工委|工作委员会|委员会)"
_AUTHORITY = re.compile(
    r"(?:中共|中国共产党)?[\u4e00-\u9fff]{0,16}?(?:"
    r"(?:教育局|教体局|教育体育局|教育和体育局|教育文体局|教育文化体育局|教育厅|教育委员会|教育工委|教工委)"
    rf"(?:直属机关)?(?:{_PARTY_OF}|办公室)?"
    r"|人民政府(?:办公室|教育督导室)?|组织部|宣传部|纪律检查委员会|纪委监委|文明办|文明委|精神文明建设指导委员会(?:办公室)?"
    rf"|[\u4e00-\u9fff]{{1,8}}(?:镇|乡|街道)(?:{_PARTY_OF}|办事处|人民政府)"
    rf"|[\u4e00-\u9fff]{{1,8}}(?:省|市|区|县|旗)(?:委|{_PARTY_OF})(?:教育(?:工作领导小组|工委)|办公室)?"
    r"|学区(?:管理|工作)?(?:委员会|党委|党总支)"
    r")"
)
_GOES_ON = re.compile(r"文件|(?:19|20)\d\d|[二〇零一]{4}年|关于|年度|党建|工作|党风|意识形态|印发")
_SCHOOLISH = re.compile(r"小学|中学|学校|幼儿园|幼教|学院|支部|总支|附小|附中|职专|中心校|教育集团")
_OURS = re.compile(r"我校|本校|我园|本园|我支部|本支部|我总支|本总支")
_DAY = re.compile(r"(?:19|20)\d\d\s?年.*|[二〇零一]{4}年.*|[(（].*")
_SEAL = re.compile(
    r"(?:签发单位|发文单位|制定单位|单位|盖章|印章|公章)[:：]?|[(（]?(?:盖章|公章|印)[)）]?"
)
_ADDRESSED = re.compile(r"[:：]\s*$|^(?:报送?|抄送|主送|送|呈报)")
_GENERIC = re.compile(r"(?:全[省市区县]|各|所有|部分|其他|兄弟|中小|所)(?:中小)?学校|^学校$")
_BESIDE = re.compile(r"[与和同跟到赴由经]")
_SIGNED = re.compile(r"(?:中国共产党|中共)?(?:党支部|支部|党总支|总支部?|党委)?(?:委员会)?")
_OPENING, _ENDING, _SHORT = 3, 6, 60


def whose_paper(
    document: Document, paper: Paper, own: tuple[str, ...]
) -> tuple[bool | None, tuple[str, ...]]:
    """Say whether a paper is the school's own, and why not (Chinese).

    Args:
        document: the file the paper is in.
        paper: its title and blocks.
        own: the names that mean this school; empty when nobody said.

    Returns:
        False for a paper of an authority or another school, None where an authority's paper may
        be the school's since nobody knows its name; True in all other cases.
    """
    first = visible(document)[:_OPENING]
    opening = [*_lines(first)[:_OPENING], *_lines(paper.blocks)[:_OPENING]]
    ending = _lines(paper.blocks)[-_ENDING:]
    title = _bare(paper.title.text)
    name = _bare(PurePosixPath(document.path).stem)
    if _names_own([title, name, *opening, *ending, *_stamps(document)], own):
        return True, ()
    if any(_OURS.search(block.text) for block in paper.blocks):
        return True, ()
    writer = _authority_of(title, opening, ending)
    if writer is not None:
        return (False if own else None), (f"是“{writer}”的文件，没有写本校",)
    other = _other_school([title, *ending], own)
    if other is not None:
        return False, (f"是“{other}”的，不是本校的",)
    return True, ()


def _lines(blocks: Sequence[Block]) -> list[str]:
    """Give the lines of blocks that are not blank, without blanks, page edges left out."""
    edges = (BlockKind.DELETED, BlockKind.HEADER, BlockKind.FOOTER)
    return [
        _bare(line)
        for block in blocks
        if block.kind not in edges
        for line in block.text.split("\n")
        if line.strip()
    ]


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", normalize(text))


def _stamps(document: Document) -> list[str]:
    return [_bare(block.text) for block in document.blocks if block.kind is BlockKind.STAMP]


def _names_own(texts: Sequence[str], own: tuple[str, ...]) -> bool:
    names = [_bare(name) for name in own]
    return any(
        any(name in text for name in names)
        or any(is_own(school, own) for school in schools_in(text) if len(school) > 3)
        for text in texts
        if len(text) <= _SHORT and names
    )


def _authority_of(title: str, opening: Sequence[str], ending: Sequence[str]) -> str | None:
    """Give the authority that opens a title or the paper, or that signs at its end."""
    signed = [_SEAL.sub("", _DAY.sub("", line)) for line in ending if not _ADDRESSED.search(line)]
    if any(_SCHOOLISH.search(line) for line in signed[-2:] if len(line) <= 24):
        return None
    for line in signed:
        found = _AUTHORITY.fullmatch(line)
        if found and not _is_verbal(line):
            return line
    for line in (title, *opening):
        found = _AUTHORITY.match(line)
        if found is None or len(line) > _SHORT or _ADDRESSED.search(line) or _is_verbal(line):
            continue
        rest = line[found.end() :]
        if not _SCHOOLISH.match(rest) and (not rest or _GOES_ON.match(rest)):
            return found.group()
    return None


def _is_verbal(line: str) -> bool:
    """Tell 贯彻区教育局…方案 and 关于…: the authority is spoken of, it does not speak."""
    return _VERB.match(line) is not None or _SCHOOLISH.search(line[:24]) is not None


def _other_school(texts: Sequence[str], own: tuple[str, ...]) -> str | None:
    """Give another school that a title begins with or that signs, where the own one is known."""
    if not own:
        return None
    title, *ending = texts
    signed = [_SEAL.sub("", _DAY.sub("", line)) for line in ending if not _ADDRESSED.search(line)]
    for number, text in enumerate((title, *signed)):
        for school in schools_in(text[:_SHORT]):
            if _GENERIC.search(school) or _VERB.match(text) or is_own(school, own):
                continue
            if not text.startswith((school, f"中共{school}")) or _BESIDE.match(school):
                continue
            if not number or _SIGNED.fullmatch(text[text.find(school) + len(school) :]):
                return school
    return None
