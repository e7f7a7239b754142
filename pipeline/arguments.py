"""The command line in Chinese: which commands and options there are. Imports nothing heavy."""

from __future__ import annotations

from pipeline.argument_values import FORMATS, formats, jobs, place, port, store_place
from pipeline.chinese_parser import ChineseParser

PROGRAM = "zuozheng"
USUAL_FORMATS = ("html", "json", "xlsx")
OCR_MODES = ("auto", "off", "all")

_PERIOD_HELP = (
    "考核时段：2022、2021-2022学年、2022上半年、2022Q1、2022-03 或 2022-01-01..2022-12-31，"
    "也可写 二〇二二年、2022年第一季度、2022年1-6月；不写则从材料推断，并在结果里注明"
)


def build_parser(version: str) -> ChineseParser:
    """Make the parser; `command` in its result names the chosen command, `action` rubric's own."""
    parser = ChineseParser(
        prog=PROGRAM,
        description="佐证：读学校报送的材料，找出确有其事的活动，对照评分标准给出带出处的建议分。",
        epilog="每个命令都有自己的说明，例如 zuozheng check --help。材料只在本机处理，不联网。",
    )
    parser.switches.add_argument(
        "--version", action="version", version=f"{PROGRAM} {version}", help="显示版本号"
    )
    commands = parser.add_subparsers(
        title="命令", metavar="命令", dest="command", required=True, parser_class=ChineseParser
    )
    _describe_check(commands.add_parser("check", help="核查一份材料，给出建议分和报告"))
    _describe_batch(commands.add_parser("batch", help="批量核查：一个总文件夹里的全部学校"))
    _describe_events(commands.add_parser("events", help="列出材料里的活动：何时、何事、出处"))
    _describe_extract(commands.add_parser("extract", help="看程序从一个文件里读到了什么"))
    _describe_rubric(commands.add_parser("rubric", help="查看、检查和起草评分标准"))
    _describe_scheduler(commands.add_parser("scheduler", help="用多台电脑批量核查：启动调度程序"))
    _describe_worker(commands.add_parser("worker", help="用多台电脑批量核查：启动工作进程"))
    _describe_cache(commands.add_parser("cache", help="查看和清理缓存"))
    return parser


def _describe_check(parser: ChineseParser) -> None:
    parser.description = "读一个学校的材料，对照评分标准核查，写出报告。"
    _add_submission(parser)
    _add_rubric(parser)
    parser.switches.add_argument(
        "--self-score",
        metavar="文件",
        help="学校填好的自评表；不写则在材料里找",
    )
    parser.switches.add_argument(
        "--out",
        metavar="目录",
        help="报告放在哪里；不写则放在材料旁边的“材料名-核查报告”；"
        "写 - 则输出到屏幕（只限一种格式）",
    )
    _add_formats(parser)
    parser.switches.add_argument(
        "--reproducible", action="store_true", help="结果里不写生成时间，同样的材料得到同样的字节"
    )


def _describe_batch(parser: ChineseParser) -> None:
    parser.description = (
        "核查总文件夹里的全部材料（每个学校一个文件夹或压缩包，也可以先分年度），"
        "写出各校报告和汇总。中断后加 --resume 接着做。"
    )
    parser.places.add_argument("path", metavar="总文件夹", help="里面每个学校一个文件夹或压缩包")
    _add_rubric(parser)
    parser.switches.add_argument("--period", metavar="时段", help=_PERIOD_HELP)
    parser.switches.add_argument(
        "--out",
        metavar="目录",
        help="报告和汇总放在哪里；不写则放在总文件夹旁边的“总文件夹名-批量核查”",
    )
    _add_formats(parser)
    parser.switches.add_argument(
        "--resume", action="store_true", help="接着上次做：材料没有变化的不再做"
    )
    parser.switches.add_argument(
        "--jobs", type=jobs, metavar="个数", help="同时核查几个学校；不写则按处理器核数"
    )
    parser.switches.add_argument(
        "--scheduler",
        metavar="地址",
        help="用多台电脑做：Dask 调度程序的地址，如 tcp://10.0.0.5:8786",
    )
    _add_reading(parser)
    _add_store(parser)
    _add_verbose(parser)


def _describe_scheduler(parser: ChineseParser) -> None:
    parser.description = (
        "启动调度程序：把批量核查分给各台电脑。只在单位内部网络里用。按 Ctrl+C 结束。"
    )
    parser.switches.add_argument(
        "--host", default="127.0.0.1", metavar="地址", help="本机在内部网络里的地址；不写则只限本机"
    )
    parser.switches.add_argument(
        "--port", type=port, default=8786, metavar="端口", help="端口，不写则 8786"
    )
    parser.switches.add_argument(
        "--dashboard-port",
        type=port,
        default=8787,
        metavar="端口",
        help="看进度的网页的端口，不写则 8787",
    )
    _add_verbose(parser)


def _describe_worker(parser: ChineseParser) -> None:
    parser.description = "启动工作进程：在这台电脑上为批量核查出力。按 Ctrl+C 结束。"
    parser.switches.add_argument(
        "--scheduler", required=True, metavar="地址", help="调度程序的地址，如 tcp://10.0.0.5:8786"
    )
    parser.switches.add_argument(
        "--jobs", type=jobs, metavar="个数", help="同时核查几个学校；不写则按处理器核数"
    )
    parser.switches.add_argument(
        "--port",
        type=port,
        metavar="端口",
        help="从这个端口起，每个工作进程用两个（设防火墙时用）；不写则用任意空着的端口",
    )
    _add_verbose(parser)


def _add_rubric(parser: ChineseParser) -> None:
    parser.switches.add_argument(
        "--rubric", required=True, metavar="标准", help="评分标准的编号（rubric list 可查）或文件"
    )


def _add_formats(parser: ChineseParser) -> None:
    parser.switches.add_argument(
        "--format",
        dest="formats",
        type=formats,
        default=USUAL_FORMATS,
        metavar="格式",
        help=f"报告格式，用逗号隔开：{'、'.join(FORMATS)}；不写则是 {'、'.join(USUAL_FORMATS)}",
    )


def _describe_events(parser: ChineseParser) -> None:
    parser.description = "列出材料里的活动：何时、何事、什么状态、哪里写着。不评分。"
    _add_submission(parser)
    parser.switches.add_argument("--json", action="store_true", help="输出 JSON，供其他程序使用")


def _describe_extract(parser: ChineseParser) -> None:
    parser.description = "显示程序从一个文件里读到的全部文字和位置；没找到活动时，先看这里。"
    parser.places.add_argument(
        "path", type=place, metavar="文件", help="要读的文件，也可以是压缩包、邮件或文件里面的文件"
    )
    parser.switches.add_argument("--json", action="store_true", help="输出 JSON，供其他程序使用")
    _add_ocr(parser)
    parser.switches.add_argument(
        "--jobs", type=jobs, metavar="个数", help="同时识别几页；不写则按处理器核数"
    )
    _add_store(parser)
    _add_verbose(parser)
    parser.set_defaults(lexicon=None)


def _describe_rubric(parser: ChineseParser) -> None:
    parser.description = "查看、检查和起草评分标准。"
    actions = parser.add_subparsers(
        title="命令", metavar="命令", dest="action", required=True, parser_class=ChineseParser
    )
    listing = actions.add_parser("list", help="列出自带的评分标准")
    listing.description = "列出自带的评分标准。"
    show = actions.add_parser("show", help="显示一份评分标准的指标和计分规则")
    show.description = "显示一份评分标准的指标和计分规则。"
    show.places.add_argument("rubric", metavar="标准", help="评分标准的编号或文件")
    check = actions.add_parser("check", help="检查自己写的评分标准，一次列出全部错误")
    check.description = "检查自己写的评分标准，一次列出全部错误，注明行、列和改法。"
    check.places.add_argument("rubric", metavar="文件", help="评分标准文件（YAML）")
    draft = actions.add_parser("draft", help="把自己的评分表（Word、Excel、PDF）读成评分标准草稿")
    draft.description = (
        "把一张评分表读成评分标准草稿，并说明每一条读懂了什么、哪些要由人评定、分值是否合得上。"
    )
    draft.places.add_argument("form", metavar="评分表", help="评分表文件：.docx、.xlsx 或 .pdf")
    draft.switches.add_argument(
        "--out", metavar="文件", help="草稿存到哪里（.yaml）；不写则输出到屏幕"
    )
    for action in (listing, show, check, draft):
        _add_verbose(action)


def _describe_cache(parser: ChineseParser) -> None:
    parser.description = "查看和清理缓存：读过的文件再次核查时不必重读。"
    actions = parser.add_subparsers(
        title="命令", metavar="命令", dest="action", required=True, parser_class=ChineseParser
    )
    info = actions.add_parser("info", help="缓存在哪里，占多少空间")
    info.description = "显示缓存在哪里，存了什么，占多少空间。"
    prune = actions.add_parser("prune", help="清理缓存")
    prune.description = "清理很久没有用过的缓存；不影响材料和已经写好的报告。"
    prune.switches.add_argument(
        "--days", type=jobs, default=90, metavar="天数", help="清理多少天没有用过的，不写则 90 天"
    )
    prune.switches.add_argument("--all", action="store_true", help="全部清理")
    for action in (info, prune):
        _add_store_place(action)
        _add_verbose(action)


def _add_submission(parser: ChineseParser) -> None:
    parser.places.add_argument("path", type=place, metavar="材料", help="材料文件夹或压缩包")
    parser.switches.add_argument("--period", metavar="时段", help=_PERIOD_HELP)
    parser.switches.add_argument(
        "--profile",
        metavar="文件",
        help="学校信息文件；不写则用材料最上层的 profile.yaml 或 学校信息.yaml",
    )
    _add_reading(parser)
    parser.switches.add_argument(
        "--jobs", type=jobs, metavar="个数", help="同时读几个文件；不写则按处理器核数"
    )
    _add_store(parser)
    _add_verbose(parser)


def _add_reading(parser: ChineseParser) -> None:
    parser.switches.add_argument(
        "--lexicon",
        metavar="文件",
        help="本地词库文件：自己的活动和材料类型、别名、形似词、文种词，加在自带词库上",
    )
    _add_ocr(parser)


def _add_ocr(parser: ChineseParser) -> None:
    parser.switches.add_argument(
        "--ocr",
        choices=OCR_MODES,
        default="auto",
        metavar="方式",
        help="图片文字识别：auto 需要时（默认）、off 不识别、all 全部识别",
    )


def _add_store(parser: ChineseParser) -> None:
    _add_store_place(parser)
    parser.switches.add_argument(
        "--no-cache", action="store_true", help="不用缓存，也不存：全部重新读取"
    )


def _add_store_place(parser: ChineseParser) -> None:
    parser.switches.add_argument(
        "--store",
        type=store_place,
        metavar="位置",
        help="缓存放在哪里：文件夹，或 postgresql:// 地址；不写则放在本机用户目录",
    )
    parser.switches.add_argument(
        "--blobs",
        type=store_place,
        metavar="位置",
        help="缓存里较大的内容放在哪里：文件夹，或 s3:// 等地址；不写则和缓存放在一起",
    )


def _add_verbose(parser: ChineseParser) -> None:
    parser.switches.add_argument(
        "-v", "--verbose", action="store_true", help="程序内部出错时显示技术细节"
    )
