"""What a form says about the whole: grades, weights and vetoes, in the notes around its table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractors.document import Document
from rubrics.form_rules import Band, Form, Veto, Weight
from rubrics.measures import Judgement

_N = r"(\d{1,3}(?:\.\d{1,2})?)"
_FROM = re.compile(
    rf"{_N}\s*分?\s*(?:[（(]含{_N}?分?[）)])?\s*(?:以上|及以上|（含）以上)[^，；。]{{0,6}}?[为评定]+[“\"]?([\u4e00-\u9fff]{{1,4}}?)(?=[，；。、”\"\s]|$)"
)
_BETWEEN = re.compile(
    rf"{_N}\s*分?\s*[—–\-~～至到]+\s*{_N}\s*分?[^，；。]{{0,8}}?[为评定]+[“\"]?([\u4e00-\u9fff]{{1,4}}?)(?=[，；。、”\"\s]|$)"
)
_BELOW = re.compile(
    rf"(?:不足|低于)?\s*{_N}\s*分?\s*(?:以下|的)[^，；。]{{0,6}}?[为评定]+[“\"]?([\u4e00-\u9fff]{{1,4}}?)(?=[，；。、”\"\s]|$)"
)
_WEIGHT = re.compile(
    r"([\u4e00-\u9fff]{0,10}?(?:自评|自查|考评|测评|考核|评议|评价))[^，；。\d]{0,6}占?\s*(\d{1,3})\s*[%％]"
)
_VETO = re.compile(r"一票否决|直接(?:定|评)为|不得评为|不能(?:列|评)为|取消评优")
_CAP = re.compile(r"(?:不得|不能)(?:评|列|定)为[“\"]?([\u4e00-\u9fff]{1,4})")
_FORCED = re.compile(r"直接(?:定|评)为[“\"]?([\u4e00-\u9fff]{1,4})")
_NUMBER = re.compile(
    r"^\s*(?:[一二三四五六七八九十\d]+[、．.]|[（(][一二三四五六七八九十\d]+[）)])\s*"
)
_OPEN = re.compile(r"包括但不限于")


def read_notes(document: Document) -> Form:
    """Read bands, weights and vetoes off the paragraphs; what is not stated stays out."""
    texts = [block.text for block in document.blocks if not block.cells or len(block.cells) == 1]
    bands = _bands(texts)
    return Form(
        weights=_weights(texts),
        bands=bands,
        vetoes=_vetoes(texts, bands),
        open_vetoes=any(_OPEN.search(text) and _VETO.search(text) for text in texts),
    )


def _bands(texts: Sequence[str]) -> tuple[Band, ...]:
    for text in texts:
        found: dict[str, Band] = {}
        for match in _FROM.finditer(text):
            found.setdefault(
                match[3], Band(label=match[3], at_least=Decimal(match[1]), printed=match[0])
            )
        for match in _BETWEEN.finditer(text):
            low, high = sorted((Decimal(match[1]), Decimal(match[2])))
            band = Band(label=match[3], at_least=low, at_most=high, printed=match[0])
            found.setdefault(match[3], band)
        lowest = _BELOW.search(text)
        if lowest is not None and len(found) >= 1 and lowest[2] not in found:
            found[lowest[2]] = Band(label=lowest[2], at_least=Decimal(0), printed=lowest[0])
        if len(found) >= 2:
            return tuple(sorted(_ends(found), key=lambda band: -band.at_least))
    return ()


def _ends(found: dict[str, Band]) -> list[Band]:
    """Leave out printed ends that only repeat where the next band begins (80—90, 90以上)."""
    starts = {band.at_least for band in found.values()}
    return [
        band.model_copy(update={"at_most": None}) if band.at_most in starts else band
        for band in found.values()
    ]


def _weights(texts: Sequence[str]) -> tuple[Weight, ...]:
    for text in texts:
        found = [(match[1], Decimal(match[2]) / 100) for match in _WEIGHT.finditer(text)]
        if len(found) > 1 and sum(share for _, share in found) == 1:
            return tuple(Weight(assessor=_assessor(name), share=share) for name, share in found)
    return ()


def _assessor(name: str) -> str:
    """Call the school's own and the bureau's total by their usual names."""
    return next((word for word in ("自评", "考评") if word in name), name)


def _vetoes(texts: Sequence[str], bands: Sequence[Band]) -> tuple[Veto, ...]:
    """Take every sentence that vetoes; whether it holds is a person's to say."""
    if not bands:
        return ()
    sentences = [s.strip() for text in texts for s in re.split(r"[。\n]", text) if _VETO.search(s)]
    told = [(case, sentence) for sentence in sentences for case in _cases(sentence)]
    return tuple(_veto(f"v{n}", *pair, bands) for n, pair in enumerate(told, 1))


def _cases(sentence: str) -> list[str]:
    """Cut …下列情形之一的直接定为后进：甲；乙；丙 into its cases."""
    head, colon, listed = sentence.partition("：")
    if colon and ("情形" in head or "下列" in head) and "；" in listed:
        return [case.strip() for case in listed.split("；") if case.strip()]
    return [_NUMBER.sub("", sentence)]


def _veto(name: str, case: str, sentence: str, bands: Sequence[Band]) -> Veto:
    labels = [band.label for band in bands]
    judged = (Judgement(topics=(case[:20],), ask=f"有没有：{case}"),)
    cap, forced = _CAP.search(sentence), _FORCED.search(sentence)
    if forced is not None and (band := _label(forced[1], labels)):
        return Veto(id=name, text=case, band=band, measures=judged)
    if cap is not None and (barred := _label(cap[1], labels)) and barred != labels[-1]:
        below = labels[labels.index(barred) + 1]
        return Veto(id=name, text=case, effect="cap_band", band=below, measures=judged)
    return Veto(id=name, text=case, measures=judged)


def _label(told: str, labels: Sequence[str]) -> str | None:
    """Find the grade some characters begin with."""
    return next((label for label in labels if told.startswith(label)), None)
