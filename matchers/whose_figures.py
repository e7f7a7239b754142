"""Whose honour or number it is: the school's own, another body's, or nobody can say.

A folder holds papers of authorities (总结、命名文件) and papers that speak of other schools. What
these say of 全区 or of another school is no achievement of the school that handed them in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Block, Citation, Document
from matchers.annotation import Award, DocumentKind, Quantity
from matchers.document_titles import visible
from matchers.normalize import normalize
from matchers.school_names import is_own, schools_in
from matchers.sentences import sentence_around

_AUTHORITY = re.compile(
    r"(?:中共|中国共产党)?[\u4e00-\u9fff]{2,16}?(?:教育局|教体局|教育体育局|教育和体育局|教育文体局|"
    r"教育厅|教育部|工委|工作委员会|人民政府|文明办|文明办公室|文明委|文明委员会|组织部|宣传部|"
    r"精神文明建设指导委员会)(?:党委|党组|委员会|办公室)?"
)
_OPENS = re.compile(rf"{_AUTHORITY.pattern}(?=$|文件|(?:19|20)\d\d|关于|年度|工作|党建|第)")
_SCHOOLISH = re.compile(r"小学|中学|学校|幼儿园|学院|支部|总支")
_WIDE = re.compile(
    r"(?<![在居列于过排为获])全(?:国|省|市|区|县|镇|系统|域|学区)[^,;:在居列于过排]{0,12}$"
)
_MANY = re.compile(r"(?:各|所属|辖区|兄弟)(?:中小)?(?:学校|校|单位)|\d+所(?:中小)?(?:学校|幼儿园)")
_OURS = re.compile(r"我校|本校|我园|本园|学校党|我支部|本支部|我们")
_ALL_SCHOOLS = re.compile(r"(?:全[省市区县]|各|所有|部分|其他|兄弟|中小|所)(?:中小)?学校|学校$")
_ASIDE = re.compile(r"[在赴到与和同向由经往]$")
_CERTIFICATE_CHARS = 320
_ENDING, _OPENING, _SHORT = 4, 3, 60


def whose_awards(
    document: Document, kind: DocumentKind, own: tuple[str, ...], awards: Sequence[Award]
) -> tuple[Award, ...]:
    """Mark the honours of one document that are another's (False) or may be (None).

    Args:
        document: where they were read.
        kind: its kind; a certificate is what the school got, whoever issued it.
        own: the names that mean this school; empty when nobody said.
        awards: what was found in it.
    """
    if not awards:
        return ()
    blocks = visible(document)
    whole = "\n".join(normalize(block.text) for block in blocks)
    above = from_above(blocks)
    named = _names_own(whole, own)
    short = len(whole) <= _CERTIFICATE_CHARS and kind is not DocumentKind.SUMMARY

    def mark(award: Award) -> Award:
        said = _sentence(document, award.citation)
        if not _spoken_of(said, own):
            return replace(award, own=False)
        if not above or named:
            return award
        if short and (not own or not schools_in(whole)):  # a certificate, of whom nobody says
            return award
        return replace(award, own=False if own else None)

    return tuple(mark(award) for award in awards)


def whose_quantities(
    document: Document, own: tuple[str, ...], quantities: Sequence[Quantity]
) -> tuple[Quantity, ...]:
    """Mark the numbers of one document that are another's (False) or may be (None)."""
    if not quantities:
        return ()
    above = from_above(visible(document))

    def mark(quantity: Quantity) -> Quantity:
        said = _sentence(document, quantity.citation)
        verdict = _spoken_of(said, own) and not _of_all(document, quantity.citation, said)
        if verdict and above and not _names_own(said, own):
            return replace(quantity, own=False if own else None)
        return quantity if verdict else replace(quantity, own=False)

    return tuple(mark(quantity) for quantity in quantities)


def from_above(blocks: Sequence[Block]) -> bool:
    """Say whether an authority issued a paper: it opens its title, or signs at its end."""
    lines = [
        re.sub(r"\s+", "", line)
        for block in blocks
        for line in normalize(block.text).split("\n")
        if line.strip()
    ]
    opening = any(_OPENS.match(line) for line in lines[:_OPENING] if len(line) <= _SHORT)
    ending = any(
        _AUTHORITY.fullmatch(re.sub(r"[(（].*|(?:19|20)\d\d年.*", "", line))
        for line in lines[-_ENDING:]
        if len(line) <= _SHORT
    )
    issued = opening or ending
    return issued and not any(_SCHOOLISH.search(line) for line in lines[-2:] if len(line) <= 24)


def _sentence(document: Document, cited: Citation) -> str:
    text = normalize(document.blocks[cited.block].text)
    span = sentence_around(text, cited.start, cited.end)
    return text[span.start : span.end]


def _spoken_of(said: str, own: tuple[str, ...]) -> bool:
    """Say whether a sentence may speak of the own school, by its subject."""
    if _OURS.search(said) or _names_own(said, own):
        return True
    return not (_MANY.search(said) or (own and _other_subject(said, own)))


def _of_all(document: Document, cited: Citation, said: str) -> bool:
    """Say whether a number is that of a whole district (全区…满意率), not a place within it."""
    if _OURS.search(said):
        return False
    text = normalize(document.blocks[cited.block].text)
    clause = re.split(r"[,;。:\n]", text[: cited.start])[-1]
    return _WIDE.search(clause) is not None


def _other_subject(said: str, own: tuple[str, ...]) -> bool:
    """Say whether another school stands where the subject stands, not aside (在某小学举行)."""
    for name in schools_in(said):
        if is_own(name, own) or _ALL_SCHOOLS.search(name):
            continue
        bare = re.sub(r"^.*[在赴到与和同向由经往]", "", name)
        at = said.find(name) + len(name) - len(bare)
        if not _ASIDE.search(said[:at]):
            return True
    return False


def _names_own(text: str, own: tuple[str, ...]) -> bool:
    if any(name in text for name in own):
        return True
    return bool(own) and any(is_own(name, own) for name in schools_in(text) if len(name) > 3)
