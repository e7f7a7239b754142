"""A bureau's lexicon, as its guide shows it: through whole commands, strict about mistakes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from matchers.annotation import DocumentKind
from matchers.checked_yaml import CheckedYamlError
from matchers.document_kind import classify
from matchers.lexicon import load_lexicon
from matchers.lexicon_words import checked_words, telling_words
from matchers.own_lexicon import load_own_lexicon
from pipeline import cli
from tests.matchers.made_documents import made

GUIDE = Path(__file__).parents[2] / "docs" / "extending-the-lexicon.md"
EXAMPLE = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)[0]
SALON = """红色读书沙龙纪事
时间：2022年4月15日下午
地点：图书馆
主持人：李明
开展红色读书沙龙，全体党员参加，大家交流了心得。
"""
LECTURE = """先锋讲坛记录
时间：2022年5月18日下午
地点：先锋讲坛报告厅
主讲人：李明
开展先锋讲坛，全体党员听讲。
"""
POST = """党员先锋岗任务书
一、岗位职责：带头上好示范课。
二、服务承诺：按时答复家长来信。
育英小学党支部
2022年3月1日
"""
RUBRIC = """id: posts-2022
version: "1"
title: 先锋岗考核（样例）
source: 样例
max: 2
groups:
  - {id: g1, title: 先锋岗, max: 2}
items:
  - id: "1"
    group: g1
    label: （1）
    max: 2
    text: 有党员先锋岗任务书，开展读书沙龙。
    criteria: 有任务书得1分；开展读书沙龙得1分。
    rules:
      - id: "1.1"
        text: 有任务书得1分
        points: 1
        measures:
          - kind: documents
            of: [{types: [pioneer_post_duty], title: 党员先锋岗任务书, clauses: [promise]}]
      - id: "1.2"
        text: 开展读书沙龙得1分
        points: 1
        measures:
          - kind: events
            streams: [{types: [reading_salon], per: year}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "育英小学"
    root.mkdir()
    for name, text in {"读书": SALON, "讲坛": LECTURE, "岗位": POST}.items():
        (root / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "本地词库.yaml").write_text(EXAMPLE, encoding="utf-8")
    (tmp_path / "本地标准.yaml").write_text(RUBRIC, encoding="utf-8")
    return root


def test_events_says_which_entry_matched(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lexicon = folder.parent / "本地词库.yaml"
    assert cli.main(["events", str(folder), "--lexicon", str(lexicon)]) == 0
    out = capsys.readouterr().out
    assert "■ 红色读书沙龙　已开展 1 场" in out
    assert "词条：“红色读书沙龙”→红色读书沙龙（本地词库）" in out
    assert "“先锋讲坛”→党课（本地词库）" in out


def test_built_in_entries_are_not_called_the_bureau_s(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "党课.txt").write_text(LECTURE.replace("先锋讲坛", "专题党课"), encoding="utf-8")
    assert cli.main(["events", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "→党课" in out
    assert "本地词库" not in out
    assert "红色读书沙龙→" not in out


def test_a_rubric_counts_the_bureau_s_events_and_documents(folder: Path) -> None:
    there = folder.parent
    arguments = ["check", str(folder), "--rubric", str(there / "本地标准.yaml")]
    arguments += ["--out", str(there / "报告"), "--period", "2022"]
    assert cli.main([*arguments, "--lexicon", str(there / "本地词库.yaml")]) == 0
    text = (there / "报告" / "assessment.json").read_text(encoding="utf-8")
    found = [(found["status"], found["suggested"]) for found in json.loads(text)["findings"]]
    assert found == [("met", 2)]


def test_a_genre_word_of_the_bureau_decides_what_a_paper_is(folder: Path) -> None:
    own = folder.parent / "本地词库.yaml"
    duty = made(POST, "岗位.txt")
    assert classify(duty).kind is not DocumentKind.POLICY
    assert classify(duty, own).kind is DocumentKind.POLICY
    assert classify(made(LECTURE, "讲坛.txt"), own).kind is classify(made(LECTURE, "讲坛.txt")).kind


MISTAKES = {
    "events:\n  - {id: party_lectur, names: [讲坛]}": (2, 5, "你是不是想写已有的 party_lecture"),
    "events:\n  - {id: salon, names: [沙龙]}": (2, 5, "要用 title 写上中文名称"),
    "events:\n  - {id: party_lecture, names: [课]}": (2, 32, "只有一个字"),
    "events:\n  - {id: party_lecture, acts: [上*]}": (2, 31, "前后都要有字"),
    "events:\n  - {id: party_lecture, names: [讲坛], lookalikes: {讲坛: 场馆}}": (
        2,
        5,
        "只能写在一处",
    ),
    'events:\n  - {id: party_lecture, lookalikes: {讲坛报告厅: ""}}': (2, 37, "写明不计的原因"),
    "events:\n  - {id: party_lecture, part_of: [lecture]}": (2, 34, "没有“lecture”这个活动类型"),
    "events:\n  - {id: party_lecture, topic_in: [lecture]}": (2, 35, "没有“lecture”这个活动类型"),
    "events:\n  - {id: party_lecture, topic_in: [comittee_meeting]}": (
        2,
        35,
        "你是不是想写 committee_meeting",
    ),
    "events:\n  - {id: salon, title: 沙龙, names: [读书沙龙]}\n"
    "  - {id: salon, title: 沙龙, acts: [办*沙龙]}": (3, 10, "前面已经写过"),
    "events:\n  - {id: party_lecture, acts: [<上|讲先锋课]}": (2, 31, "尖括号没有成对"),
    "events:\n  - {id: party_lecture, acts: [上|讲先锋课]}": (2, 31, "写在尖括号里"),
    "events:\n  - {id: party_lecture, acts: [<|>先锋课]}": (2, 31, "尖括号里是空的"),
    "events:\n  - {id: party_lecture, acts: [召开]}": (2, 31, "太常见"),
    "events:\n  - {id: party_lecture, acts: [<召开|举行>*会议]}": (2, 31, "太常见"),
    "events:\n  - {id: party_lecture, names: [活动]}": (2, 32, "太常见"),
    "events:\n  - {id: party_lecture, subtypes: {short_one: {title: 短课}}}": (
        2,
        35,
        "没有写任何词",
    ),
    "documents:\n  - {id: post, title: 任务书, names: [先锋岗<制度]}": (2, 38, "尖括号没有成对"),
    "events:\n  - {id: party_lecture}": (2, 5, "没有写任何词"),
    "events:\n  - {id: party_lecture, name: [讲坛]}": (2, 25, "你是不是想写 names"),
    "documents:\n  - {id: post, title: 任务书, names: [先锋岗<制渡>]}": (
        2,
        38,
        "没有叫“制渡”的词组",
    ),
    "documents:\n  - {id: post, names: [任务书]}": (2, 5, "要用 title 写上中文名称"),
    "documents:\n  - {id: post, title: 任务书, names: [任务书], kinds: [polcy]}": (2, 52, "polcy"),
    "genres:\n  - {kind: polcy, words: [任务书]}": (2, 12, "你是不是想写 policy"),
    "genres:\n  - {kind: policy, words: []}": (2, 27, "至少写一个词"),
    "event:\n  - {id: party_lecture, names: [讲坛]}": (1, 1, "你是不是想写 events"),
    "events: []": (1, 1, "没有任何词条"),
}


@pytest.mark.parametrize("text", MISTAKES, ids=lambda text: text.replace("\n", " ")[:40])
def test_a_mistake_is_named_with_its_place(text: str, tmp_path: Path) -> None:
    line, _, words = MISTAKES[text]
    path = tmp_path / "词库.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CheckedYamlError) as caught:
        load_own_lexicon(path)
    found = [(m.line, m.column, f"{m.message_zh}{m.hint_zh}") for m in caught.value.mistakes]
    assert any(at == line and words in said for at, _, said in found), found
    assert all(column >= 1 for _, column, _ in found)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "词库.yaml"
    path.write_text(
        "events:\n"
        "  - {id: salon, title: 沙龙, names: [读书沙龙], topic_in: [comittee]}\n"
        "  - {id: salon, title: 沙龙, acts: [召开]}\n"
        "  - {id: party_lecture, acts: [<上|讲先锋课]}\n"
        "documents:\n  - {id: post, title: 任务书, names: [先锋岗<制渡>]}\n",
        encoding="utf-8",
    )
    with pytest.raises(CheckedYamlError) as caught:
        load_own_lexicon(path)
    assert [m.line for m in caught.value.mistakes] == [2, 3, 3, 4, 6]


def test_types_of_one_file_may_name_each_other_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "词库.yaml"
    path.write_text(
        "events:\n"
        "  - {id: salon_talk, title: 沙龙发言, names: [沙龙发言], part_of: [salon]}\n"
        "  - {id: salon, title: 读书沙龙, names: [读书沙龙], topic_in: [committee_meeting]}\n"
        "  - {id: party_lecture, acts: [<上|讲>*先锋课, 召开*读书沙龙]}\n",
        encoding="utf-8",
    )
    assert next(entry.id for entry in load_own_lexicon(path).events) == "salon_talk"
    other = tmp_path / "别的.yaml"  # what one file says is forgotten for the next
    other.write_text("events:\n  - {id: party_lecture, part_of: [salon]}\n", encoding="utf-8")
    with pytest.raises(CheckedYamlError):
        load_own_lexicon(other)


def test_own_word_groups_may_be_used_in_names(tmp_path: Path) -> None:
    path = tmp_path / "词库.yaml"
    path.write_text(
        "endings: {任务: [任务书, 任务单]}\n"
        "documents:\n  - {id: post, title: 任务书, names: [先锋岗<任务>]}\n",
        encoding="utf-8",
    )
    assert load_own_lexicon(path).documents[0].names == ("先锋岗<任务>",)


def test_a_command_stops_at_a_broken_lexicon(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = folder.parent / "写错.yaml"
    broken.write_text("documents:\n  - {id: post, names: [任务书]}\n", encoding="utf-8")
    assert cli.main(["events", str(folder), "--lexicon", str(broken)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "写错.yaml:2:5" in captured.err


def test_the_built_in_words_are_as_strict() -> None:
    """What the program refuses from a bureau it does not allow itself."""
    for entry in load_lexicon().events:
        for words in (entry.names, entry.acts, entry.agenda, entry.weak):
            assert telling_words(checked_words(words)) == words
