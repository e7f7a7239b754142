"""What a machine of a cluster runs, told as plain words before anything of the program is sent.

Workers announce it as Dask resources, which are names in the message by which they join, and every
submission asks for the resources of the machine that began the batch. So a worker with another
program is never given one, whenever it joins, and nothing of ours is unpickled there.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache

from extractors.settings import ExtractSettings
from pipeline.keys import digest, libraries, room_version
from pipeline.outside_programs import outside_program_names
from pipeline.version import program_version

Facts = dict[str, str]
_MARK = "佐证|"
PROGRAM, PYTHON, LIBRARIES, READERS = "程序", "Python", "组件", "读文件的程序"
_ROOMS = ("extractors", "matchers", "rubrics", "pipeline")
_OF_THE_CLUSTER = ("cloudpickle", "dask", "distributed", "msgpack")
_MOST = 6  # components named in a message

_OLD = (
    "没有报出自己的版本：那边装的佐证太旧，或者不是用 zuozheng {command} 启动的。\n"
    "请在那台电脑上安装和本机相同的安装包，再用 zuozheng {command} 启动。"
)
_ADVICE = {
    PROGRAM: "请在各台电脑上安装同一个安装包（同一个 .whl 文件），再重新启动那边的 zuozheng。",
    PYTHON: "请在各台电脑上装同一个版本的 Python（前两段数字相同），再重新安装佐证。",
    LIBRARIES: "佐证是同一个版本，但它用的组件不是：请在那台电脑上新建环境，照本机的版本重新安装。",
    READERS: (
        "佐证不用重装：请在各台电脑上装同样的 LibreOffice 和解压 RAR 的程序"
        "（或者都不装），再重新启动那边的 zuozheng。"
    ),
}


@cache
def announced() -> Facts:
    """Tell what runs on this machine: the program, Python, its libraries, outside programs."""
    program = digest([room_version(room) for room in _ROOMS])[:12]
    versions = libraries(*_OF_THE_CLUSTER)
    readers = outside_program_names(ExtractSettings())
    return {
        PROGRAM: f"{program_version()}-{program}",
        PYTHON: ".".join(map(str, sys.version_info[:2])),
        LIBRARIES: _joined(versions),
        READERS: _joined(readers),
    }


def as_resources(facts: Mapping[str, str]) -> dict[str, float]:
    """Give facts as the resources of a worker, of which every submission uses one up."""
    return {f"{_MARK}{kind}|{value}": 1.0 for kind, value in facts.items()}


def from_resources(resources: Mapping[str, float]) -> Facts:
    """Read the facts that a worker announced; none if it announced nothing."""
    parts = (
        name.removeprefix(_MARK).partition("|") for name in resources if name.startswith(_MARK)
    )
    return {kind: value for kind, _, value in parts}


def difference(
    there: Mapping[str, str], here: Mapping[str, str], *, command: str = "worker"
) -> str:
    """Say in which way another machine differs and what to do about it; "" when it does not.

    Only the first kind of difference is told: what is behind it often goes with it.
    """
    if not there:
        return _OLD.format(command=command)
    for kind, mine in here.items():
        other = there.get(kind, "")
        if other != mine:
            return f"{kind}和本机的不同：{_compared(other, mine)}。\n{_ADVICE[kind]}"
    return ""


def _joined(versions: Mapping[str, str]) -> str:
    return " ".join(f"{name}={version}" for name, version in sorted(versions.items()))


def _compared(other: str, mine: str) -> str:
    if "=" not in other + mine:
        return f"那边 {other or '没有'}，本机 {mine}"
    there, here = (dict(part.split("=", 1) for part in text.split()) for text in (other, mine))
    names = [name for name in sorted({*there, *here}) if there.get(name) != here.get(name)]
    told = [
        f"{name}（那边{there.get(name) or '没有'}，本机{here.get(name) or '没有'}）"
        for name in names[:_MOST]
    ]
    more = f"等 {len(names)} 个" if len(names) > _MOST else ""
    return "、".join(told) + more
