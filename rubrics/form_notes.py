"""What a form says about the whole: grades, weights and vetoes, in the notes around its table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractors.document import Document
from rubrics.form_rules import Band, Bonus, Form, Quota, Veto, Weight
from rubrics.measures import Judgement

_N = r"(\d{1,3}(?:\.\d{1,2})?)"
_NAME = (
    r"[“\"]?([A-DＡ-Ｄ][级等类档]?|[\u4e00-\u9fff]{1,4}?)"
    r"(?=[，；。、”\"\s（(]|[等档]次|等级|学校|党支部|党组织|党总支|单位|$)"
)
_IS = r"(?:的?[^，；。\d]{0,8}?[为评定是属]+)"
_FROM = re.compile(
    rf"{_N}\s*分?\s*(?:[（(]含{_N}?分?[）)])?\s*(?:以上|及以上|（含）以上){_IS}{_NAME}"
)
_BETWEEN = re.compile(
    rf"{_N}\s*分?\s*(?:[（(]不?含[^）)]{{0,5}}[）)])?\s*[—–\-~～至到]+\s*{_N}\s*分?(?:[（(]不?含[^）)]{{0,5}}[）)])?{_IS}{_NAME}"
)
_BELOW = re.compile(
    rf"(?:(?:不足|低于|不满|未达到?)\s*{_N}\s*分?|{_N}\s*分?\s*(?:[（(]不含[^）)]{{0,5}}[）)])?\s*以下){_IS}{_NAME}"
)
_WEIGHT = re.compile(
    r"([\u4e00-\u9fff]{0,10}?(?:自评|自查|考评|测评|考核|评议|评价|评定|审核|评审|核查|复核|核定|终评|验收|督查|抽查|打分|评分|检查))"
    r"[^，；。\d+＋]{0,6}[占*×xX]?\s*(\d{1,3})\s*[%％]"
)
_TO = r"(?:评定|认定|确定|判定|列|定|评|降)"
_OUTRIGHT = r"(?:直接|一律|结论|等次|结果)"
_VETO = re.compile(
    rf"一票否决|{_OUTRIGHT}{_TO}为|(?:不得|不能|不予|取消){_TO}(?:为|先|优)|取消评优|不得参评"
)
_CAP = re.compile(rf"(?:不得|不能|不予){_TO}为[“\"]?([A-D][级等类档]?|[\u4e00-\u9fff]{{1,4}})")
_FORCED = re.compile(rf"{_OUTRIGHT}{_TO}为[“\"]?([A-D][级等类档]?|[\u4e00-\u9fff]{{1,4}})")
_QUOTA = re.compile(
    r"[“\"]?([A-D][级等类档]?|[\u4e00-\u9fff]{1,4}?)[”\"]?(?:等次|等级|档次)?的?(?:党支部|学校|单位|党组织)?(?:的?(?:比例|数量|名额))?[一]?般?"
    r"(?:不超过|不得超过|不多于|控制在)[^，；。\d]{0,14}?(\d{1,3}(?:\.\d+)?)\s*([%％]|个|名|所|家)"
)
_BONUS_CAP = re.compile(
    r"加分(?:项|合计|累计|最高|总分|总计)*(?:不超过|不得超过|最高|上限为?)\s*(\d+(?:\.\d+)?)\s*分"
)
_PENALTY_CAP = re.compile(
    r"(?:扣|减)分(?:项|合计|累计|最[高多]|总分|总计)*(?:不超过|不得超过|最[高多]|上限为?)\s*(\d+(?:\.\d+)?)\s*分"
)
_SUM = re.compile(
    rf"(?:总分|满分|合计|共计|总计|基[础本准]分|分值)[^，；。\d\n]{{0,6}}{_N}\s*分|共\s*{_N}\s*分"
)
_NUMBER = re.compile(
    r"^\s*(?:[一二三四五六七八九十\d]+[、．.]|[（(][一二三四五六七八九十\d]+[）)])\s*"
)
_OF_THE_WHOLE = re.compile(
    r"达标的|认定为|定为|评为|总[得评]?分|最[后终]得分|折算|四舍五入|平均|加分|扣分|一票|等次|否决"
)
_FLOORS = re.compile(r"扣[完满至][^，；。]*止")  # every item has its floor anyway
_OPEN = re.compile(r"包括但不限于")


def stated_sums(document: Document) -> frozenset[Decimal]:
    """Give the sums a form may have: 100, and those its text or its last row states."""
    told = (m[1] or m[2] for block in document.blocks for m in _SUM.finditer(block.text))
    return frozenset((Decimal(100), *map(Decimal, told)))


def unread_notes(document: Document) -> tuple[str, ...]:
    """Give sentences around the table that speak of the whole and that no pattern reads."""
    known = (
        _FROM,
        _BETWEEN,
        _BELOW,
        _WEIGHT,
        _VETO,
        _QUOTA,
        _BONUS_CAP,
        _PENALTY_CAP,
        _SUM,
        _FLOORS,
    )
    first = next((b.index for b in document.blocks if len(b.cells) > 1), None)
    behind = [b for b in document.blocks if first is not None and b.index > first]
    texts = [block.text for block in behind if not block.cells or len(block.cells) == 1]
    sentences = [s.strip() for text in texts for s in re.split(r"[。；\n]", text)]
    return tuple(
        _NUMBER.sub("", sentence)
        for sentence in sentences
        if _OF_THE_WHOLE.search(sentence) and not any(p.search(sentence) for p in known)
    )


def read_notes(document: Document) -> Form:
    """Read bands, weights and vetoes off the paragraphs; what is not stated stays out."""
    texts = [block.text for block in document.blocks if not block.cells or len(block.cells) == 1]
    bands = _bands(texts)
    return Form(
        weights=_weights(texts),
        bands=bands,
        vetoes=_vetoes(texts, bands),
        bonus=_bonus(texts),
        quotas=_quotas(texts, bands),
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
        for lowest in _BELOW.finditer(text):
            if found and lowest[3] not in found:
                found[lowest[3]] = Band(label=lowest[3], at_least=Decimal(0), printed=lowest[0])
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
    bare = re.sub(r"^(?:和|及|与|由|按|以|其中|得分|总分|占)+", "", name)
    return next((word for word in ("自评", "考评") if word in bare), bare)


def _quotas(texts: Sequence[str], bands: Sequence[Band]) -> tuple[Quota, ...]:
    """Read how many schools may get a grade: a share of them, or a number."""
    labels = [band.label for band in bands]
    found: dict[str, Quota] = {}
    for match in (m for text in texts for m in _QUOTA.finditer(text)):
        band = next((label for label in labels if match[1] in (label, label[:1])), None)
        if band is None:
            continue
        number = Decimal(match[2])
        if match[3] in "%％":
            if number <= 100:
                found.setdefault(band, Quota(band=band, share=number / 100))
        elif number == number.to_integral_value():
            found.setdefault(band, Quota(band=band, most=int(number)))
    return tuple(found.values())


def _bonus(texts: Sequence[str]) -> Bonus:
    """Read how much all bonus items, and all penalties, may come to together."""
    whole = "\n".join(text for text in texts if "项" in text or "合计" in text or "累计" in text)
    cap, penalty = _BONUS_CAP.search(whole), _PENALTY_CAP.search(whole)
    return Bonus(
        cap=Decimal(cap[1]) if cap else None,
        penalty_cap=Decimal(penalty[1]) if penalty else None,
    )


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
    if colon and ("情形" in head or "情况" in head or "下列" in head) and "；" in listed:
        return [_NUMBER.sub("", case.strip()) for case in listed.split("；") if case.strip()]
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
