"""What leads elsewhere on web pages and their copies is kept and shown, and is no text's word.

Every form stands beside one that looks like it and belongs to the text.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import BlockKind
from extractors.outline import render_outline
from tests.extractors.made_files import read

NEWS = "11月20日，三年级学生开展了手抄报展评活动。"
CREDIT = "发布时间：2023-11-21 来源：党支部"


def _navigation(tmp_path: Path, text: str, name: str = "a.txt") -> list[str]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return [b.text for b in read(tmp_path / name).blocks if b.kind is BlockKind.NAVIGATION]


def _page(tmp_path: Path, extra: str) -> list[str]:
    page = f"<html><body><h1>手抄报展评</h1><p>{CREDIT}</p><p>{NEWS}</p>{extra}</body></html>"
    return _navigation(tmp_path, page, "a.html")


@pytest.mark.parametrize(
    "line",
    [
        "上一篇：我校党支部召开党员大会",
        "上一条：党支部开展主题党日活动",
        "下一篇: 没有了",
        "上一篇：喜报！我校党支部获评先进！",
        "【下一篇】 书记上党课",
        "← 上一篇：书记上党课",
        "下一则 学校召开教代会",
        "返回首页 | 打印本页 | 关闭窗口",
        "【打印】【关闭】",
        "【字号：大 中 小】 打印 关闭",
        "版权所有：江城市育才路小学 苏ICP备12345678号",
        "当前位置：首页 > 党建工作 > 主题党日",
    ],
)
def test_a_line_that_leads_elsewhere_is_navigation(tmp_path: Path, line: str) -> None:
    assert _navigation(tmp_path, f"手抄报展评\n{CREDIT}\n{NEWS}\n{line}\n") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "上一篇文章谈到党员大会的程序，这一篇谈党课。",
        "上一条意见由支委会研究后落实。",
        "下一步：召开党员大会，讨论工作计划。",
        "下一条：支委会负责落实，6月10日前报总支。",
        "返回学校后，党员召开了主题党日活动总结会。",
        "打印党员名册三份",
        "分享会上，五名党员先后发言",
        "关闭会议室门窗",
        "当前位置：首页 >> 党建工作 >> 正文　发布日期：2018年07月03日",
        "相关人员参加了党员大会",
        "大会推荐阅读《论语》",
    ],
)
def test_a_line_with_the_same_words_is_text(tmp_path: Path, line: str) -> None:
    assert _navigation(tmp_path, f"手抄报展评\n{CREDIT}\n{NEWS}\n{line}\n") == []


def test_a_list_of_other_news_is_navigation_to_its_last_title(tmp_path: Path) -> None:
    listed = ["相关新闻", "书记上专题党课", "我校召开支委会 2023-11-02", "党员大会召开"]
    assert _navigation(tmp_path, "\n".join(["手抄报展评", CREDIT, NEWS, *listed])) == listed


def test_a_title_right_above_its_text_is_no_item_of_a_list(tmp_path: Path) -> None:
    text = f"手抄报展评\n{NEWS}\n相关新闻\n书记上专题党课\n党员大会召开\n{CREDIT}\n{NEWS}"
    assert _navigation(tmp_path, text) == ["相关新闻", "书记上专题党课"]


@pytest.mark.parametrize(
    "text",
    [
        f"图片新闻\n党员大会召开\n{CREDIT}\n{NEWS}",
        f"相关链接\n{NEWS}\n{NEWS}",
        "推荐阅读\n时间：2023年3月9日\n地点：会议室\n主持：刘芳",
    ],
)
def test_a_heading_without_a_list_is_text(tmp_path: Path, text: str) -> None:
    assert _navigation(tmp_path, text) == []


def test_a_pointer_may_have_its_title_on_the_next_line(tmp_path: Path) -> None:
    text = f"手抄报展评\n{NEWS}\n上一篇：\n党员大会召开\n下一篇：\n书记上党课\n"
    assert _navigation(tmp_path, text) == ["上一篇：", "党员大会召开", "下一篇：", "书记上党课"]


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ("<div>下一篇：我校党支部召开党员大会</div>", ["下一篇：我校党支部召开党员大会"]),
        ("<h3>相关新闻</h3><ul><li>书记上党课</li></ul>", ["相关新闻", "书记上党课"]),
        ("<nav><a href='/'>首页</a><p>党员大会</p></nav>", ["首页", "党员大会"]),
        ("<aside>书记上专题党课</aside>", ["书记上专题党课"]),
        ("<div role='navigation'>主题党日</div>", ["主题党日"]),
        ("<footer>育才路小学党支部</footer>", ["育才路小学党支部"]),
        (
            "<ul><li><a href='1'>书记上党课</a> 11-02</li><li><a href='2'>党员大会召开</a></li>"
            "<li><a href='3'>支委会召开</a></li></ul>",
            ["书记上党课 11-02", "党员大会召开", "支委会召开"],
        ),
        (
            "<table><tr><td><a href='1'>党课</a></td><td><a href='2'>党员大会</a></td></tr>"
            "<tr><td><a href='3'>支委会</a></td><td></td></tr></table>",
            ["党课", "党员大会", "支委会"],
        ),
    ],
)
def test_the_frame_of_a_page_is_navigation(tmp_path: Path, extra: str, expected: list[str]) -> None:
    assert _page(tmp_path, extra) == expected


@pytest.mark.parametrize(
    "extra",
    [
        "<ul><li>学习党章</li><li>讨论转正</li><li>交纳党费</li></ul>",
        "<p>会上学习了<a href='1'>党章</a>、<a href='2'>准则</a>和<a href='3'>条例</a>。</p>",
        "<ul><li><a href='a.docx'>党员大会记录</a></li><li><a href='b.doc'>签到</a></li>"
        "<li><a href='c.pdf?x=1'>党课讲稿</a></li></ul>",
        "<article><p>正文。</p><footer>育才路小学党支部</footer></article>",
        "<table><tr><td>时间</td><td>内容</td></tr><tr><td>3月9日</td>"
        "<td><a href='1'>支委会</a></td></tr></table>",
    ],
)
def test_lists_and_links_inside_a_text_are_text(tmp_path: Path, extra: str) -> None:
    assert _page(tmp_path, extra) == []


def test_a_page_of_headlines_only_is_a_text(tmp_path: Path) -> None:
    items = "".join(f"<li><a href='{n}'>第{n}次党员大会召开</a> 03-0{n}</li>" for n in range(1, 6))
    page = f"<html><body><h1>党建新闻</h1><ul>{items}</ul></body></html>"
    assert _navigation(tmp_path, page, "a.html") == []


def test_what_was_set_aside_is_shown_with_its_kind(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{NEWS}\n上一篇：书记上党课\n", encoding="utf-8")
    assert "网页导航" in render_outline(read(tmp_path / "a.txt"))
