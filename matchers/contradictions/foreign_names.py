"""Papers of the submission that bear another school's name as their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.document import Citation, Document
from matchers.annotation import DocumentKind, Flag
from matchers.document_kind import KindVerdict
from matchers.normalize import normalize
from matchers.organisations import names_another_school

_OWN_PAPERS = (
    DocumentKind.MINUTES,
    DocumentKind.SUMMARY,
    DocumentKind.PLAN,
    DocumentKind.REPORT,
    DocumentKind.REGISTER,
    DocumentKind.SIGNIN,
    DocumentKind.POLICY,
)
# In a title these bring another school in rightly.
_TOGETHER = re.compile(
    r"[与和同赴]|结对|共建|联合|联动|走进|参观|交流|观摩|兄弟|帮扶|送教|来访|共学|研学|学习考察|转"
)
_OUR_SCHOOL = re.compile(r"我[校园](?:\(|,)?([\u4e00-\u9fff]{2,12}(?:小学|中学|学校|幼儿园))")
_NOT_A_NAME = re.compile(r"[是在与和到对同被将的]|全体|各|兄弟|附近|周边|结对")


def check_foreign_names(
    document: Document, verdict: KindVerdict, own: tuple[str, ...]
) -> Iterator[Flag]:
    """Flag a paper whose title, signature or “我校（…）” names a school that is not this one.

    Args:
        document: what was read.
        verdict: what paper it is; only kinds that a school writes itself are looked at.
        own: the names that mean this school; without any nothing is asked.
    """
    if not own or verdict.kind not in _OWN_PAPERS or verdict.template:
        return
    said = [verdict.title, verdict.own_hint or ""]
    for text in said:
        name = None if _TOGETHER.search(text) else names_another_school(normalize(text), own)
        if name is not None:
            yield _flag(document, name)
            return
    for block in document.blocks:
        for found in _OUR_SCHOOL.finditer(normalize(block.text)):
            if not _NOT_A_NAME.search(found[1]) and names_another_school(found[1], own):
                yield _flag(document, found[1])
                return


def _flag(document: Document, name: str) -> Flag:
    message = f"材料里把“{name}”写成了本校，与报送学校不同，请核对是否放错或照搬。"
    return Flag("foreign_school_name", "medium", message, _cited(document, name))


def _cited(document: Document, name: str) -> tuple[Citation, ...]:
    for block in document.blocks:
        at = normalize(block.text).find(name)
        if at >= 0:
            return (document.cite(block.index, at, at + len(name)),)
    return ()
