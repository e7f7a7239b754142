"""Lines that lead away from a text: 上一篇, 相关新闻, 返回, 版权所有; web pages and copies of them.

What they name is told elsewhere: such a line keeps its place and can be cited, and is no body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.document import Block, BlockKind

_LONGEST = 200
_ITEM_CHARS = 60
_MOST_ITEMS = 30
_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.MAIL_BODY})
_POINTER = re.compile(
    r"\A[\s【\[(（《<«‹←·•]{0,4}(?:(?:上|下|前|后)一?(?:篇|条|则)|(?:上|下)一个)(?:文章|新闻|信息)?"
    r"[】\])）》]?(?:\s*[:：>»→]+\s*|\s+|\Z)(?P<rest>.*)"
)
_LIST_HEAD = re.compile(
    r"\A[\s【\[(（■◆●▌|]{0,4}(?:"
    r"(?:相关|热门|热点|推荐|精彩|延伸|近期|往期)(?:新闻|文章|链接|阅读|推荐|报道|资讯|回顾|推送)"
    r"|最新(?:新闻|文章|资讯|发布)|(?:热门|点击|阅读|新闻|热点)排行|猜你喜欢|友情链接"
    r"|图片新闻|站内导航|快速导航|网站导航)"
    r"[】\])）|]?\s*[:：]?\s*(?:更多|MORE|more)?\s*[>»]*\s*\Z"
)
_BUTTON = (
    r"返回(?:首页|主页|列表|顶部|上[一]?页|上级|目录)?|回到顶部|打印(?:本页|本文|此文|文章)?"
    r"|关闭(?:窗口|本页|页面|此页)?|分享(?:到[^\s|]{0,12})?|(?:加入|添加)?收藏(?:本页|本站)?|设为首页"
    r"|上一页|下一页|首页|尾页|末页|点赞|转发|评论|举报|字[号体]|TOP|top|微信|微博|QQ空间"
)
_BUTTONS = re.compile(
    rf"\A(?=.*(?:返回|打印|关闭|分享|收藏|首页|上一页|下一页|TOP|top|顶部))"
    rf"(?:[\s|｜/【】\[\]()（）·、,，:：>»«<-]|(?:{_BUTTON})|[大中小](?![一-鿿])|\d{{1,3}})+\Z"
)
_IMPRINT = re.compile(
    r"\A\s*(?:版权所有|本站版权|网站版权|Copyright|COPYRIGHT|copyright|©|\(C\)|技术支持\s*[:：])"
    r"|[A-Z]?ICP备|公网安备"
)
_BREADCRUMB = re.compile(
    r"\A\s*(?:您|你)?(?:当前|现在|目前|所在)的?(?:所在|当前)?(?:的)?位置(?:是)?\s*[:：][^\d]*[>»›][^\d]*\Z"
)
_STOPS = re.compile(r"[。；;！!？?]\s*\Z|。")
_SENTENCE = re.compile(r"[；;]\s*\Z|。")  # headlines end with ！, too
_LABELLED = re.compile(r"\A\s*[一-鿿]{2,6}\s*[:：]")
_CREDIT = re.compile(r"(?:发布|发表|更新|发稿)(?:时间|日期|于)?\s*[:：]|来源\s*[:：]|作者\s*[:：]")


def mark_navigation(blocks: Sequence[Block]) -> list[Block]:
    """Give the blocks, those that only lead elsewhere with kind NAVIGATION; nothing else changes.

    A heading such as 相关新闻 takes the titles under it along, up to the first sentence, labelled
    line or table; a title right above the text that it heads belongs to that text.
    """
    found = {number for number in _leading_away(blocks) if blocks[number].kind in _LINES}
    return [
        replace(block, kind=BlockKind.NAVIGATION, level=None) if number in found else block
        for number, block in enumerate(blocks)
    ]


def _leading_away(blocks: Sequence[Block]) -> Iterator[int]:
    number = 0
    while number < len(blocks):
        step = 1
        if _is_line(blocks[number]):
            step = _stretch(blocks, number)
            yield from range(number, number + step)
            step = max(step, 1)
        number += step


def _stretch(blocks: Sequence[Block], number: int) -> int:
    """Count the blocks from this one on that belong to one piece of navigation."""
    text = blocks[number].text
    if pointer := _POINTER.match(text):
        if pointer["rest"].strip():
            return 0 if _SENTENCE.search(text) else 1
        named = _items(blocks, number + 1, most=1)
        return 1 + (named == 1 and _POINTER.match(blocks[number + 1].text) is None)
    if _BUTTONS.match(text) or _IMPRINT.search(text) or _BREADCRUMB.match(text):
        return 1
    if _LIST_HEAD.match(text):
        count = _items(blocks, number + 1, most=_MOST_ITEMS)
        return 1 + count if count else 0
    return 0


def _items(blocks: Sequence[Block], start: int, most: int) -> int:
    """Count the titles from `start` on; the one above a text or its credit line heads that text."""
    end = start
    while end < len(blocks) and end - start < most and _is_item(blocks[end]):
        end += 1
    if end < len(blocks) and _is_text(blocks[end]):
        end -= 1
        if end > start and _CREDIT.search(blocks[end].text):
            end -= 1
    return max(end - start, 0)


def _is_line(block: Block) -> bool:
    return block.kind in _LINES and len(block.text) <= _LONGEST


def _is_item(block: Block) -> bool:
    text = block.text
    if block.kind not in _LINES or block.level is not None or len(text) > _ITEM_CHARS:
        return False
    return not (_STOPS.search(text) or _LABELLED.match(text) or _CREDIT.search(text))


def _is_text(block: Block) -> bool:
    """Say whether a block is a text's sentence or credit line, so that a title may stand above."""
    if block.kind not in _LINES or block.level is not None:
        return False
    text = block.text
    if _POINTER.match(text) or _IMPRINT.search(text) or _BUTTONS.match(text):
        return False
    return bool(_STOPS.search(text) or _CREDIT.search(text) or len(text) > _ITEM_CHARS)
