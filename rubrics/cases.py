"""Worked cases of a rubric: made-up evidence and the points a person worked out by hand.

They stand beside the rubric in `cases/*.yaml`, so that whoever changes a rule sees what it did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from extractors.document import FileStatus
from matchers.checked_yaml import load_checked
from matchers.passages import PassageIndex
from matchers.period import parse_period
from rubrics.case_copies import copied
from rubrics.case_evidence import build_evidence
from rubrics.case_files import read_files
from rubrics.case_model import Case, CaseFile, Expected
from rubrics.evidence import Evidence
from rubrics.finding import RuleFinding
from rubrics.judge import assess
from rubrics.rubric import Rubric


def load_cases(folder: Path) -> tuple[Case, ...]:
    """Load all cases of a folder, in the order of the files' names, their copies written out.

    Raises:
        CheckedYamlError: when a file has mistakes.
        KeyError: when a case copies a text that no file of the folder has.
    """
    files = sorted(folder.glob("*.yaml"))
    loaded = [load_checked(file, CaseFile, what="算例文件") for file in files]
    texts = {name: text for file in loaded for name, text in file.texts.items()}
    return tuple(_written_out(case, texts) for file in loaded for case in file.cases)


def _written_out(case: Case, texts: Mapping[str, str]) -> Case:
    files = {**copied(texts, case.copies), **case.files}
    return case.model_copy(update={"files": files})


def run_case(rubric: Rubric, case: Case) -> tuple[str, ...]:
    """Assess a case and list in Chinese where the outcome differs from what was worked out."""
    period = parse_period(case.period)
    if case.through_the_matchers:
        evidence = evidence_of_files(case)
        kinds = {annotation.file: annotation.kind for annotation in evidence.annotations}
        passages = PassageIndex(evidence.documents, kinds)
        card = assess(rubric, evidence, case.profile, period, passages=passages)
    else:
        card = assess(rubric, build_evidence(case), case.profile, period)
    rules = [rule for finding in card.findings for rule in finding.rules]
    found = next((rule for rule in rules if rule.id == case.rule), None)
    if found is None:
        return (f"没有“{case.rule}”这条规则",)
    return tuple(_differences(case.expect, found))


def _differences(expect: Expected, found: RuleFinding) -> Iterator[str]:
    for name in ("suggested", "low", "high", "status", "required", "counted", "possible"):
        yield from _compare(name, getattr(expect, name), getattr(found, name))
    for name in ("claimed", "missing", "needs"):
        yield from _compare(name, getattr(expect, name), getattr(found, name))
    if expect.undecided and found.suggested is not None:
        yield f"不应给出建议分，却给了 {found.suggested}"
    for word in expect.says:
        if word not in found.explanation:
            yield f"说明里应有“{word}”，实际是：{found.explanation}"
    for word in expect.cites:
        if not any(word in citation.quote for citation in found.citations):
            yield f"出处里应有“{word}”"


def _compare(name: str, expected: object, found: object) -> Iterator[str]:
    if expected is not None and expected != found:
        yield f"{name} 应为 {expected}，算得 {found}"


def evidence_of_files(case: Case) -> Evidence:
    """Read a case's files with the matchers."""
    read = read_files(case.files, case.profile, parse_period(case.period))
    documents, annotations, events = read
    unread = tuple(one.path for one in documents if one.status is not FileStatus.READ)
    return Evidence(events, annotations, documents, (*unread, *case.unread))
