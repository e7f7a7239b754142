"""The command line: the only place that prints. Commands are imported when they are called."""

from __future__ import annotations

import argparse
import errno
import importlib
import io
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from functools import partial
from typing import TextIO

from extractors.errors import is_machines_fault
from pipeline.arguments import build_parser
from pipeline.errors import RunError
from pipeline.reply import Reply
from pipeline.version import program_version

# command -> the module whose `run(arguments) -> Reply` answers it
COMMANDS = {
    "batch": "pipeline.commands.batch",
    "cache": "pipeline.commands.cache",
    "check": "pipeline.commands.check",
    "events": "pipeline.commands.events",
    "extract": "pipeline.commands.extract",
    "rubric": "pipeline.commands.rubric",
    "scheduler": "pipeline.commands.scheduler",
    "worker": "pipeline.commands.worker",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give the exit status: 0 done, 1 the run failed, 2 bad input."""
    _speak_utf8(sys.stdout, sys.stderr)
    given = sys.argv[1:] if argv is None else list(argv)
    parser = build_parser(program_version())
    if not given:
        _write(sys.stderr, parser.format_help())
        return 2
    arguments = parser.parse_args(given)
    try:
        reply = _answer(arguments)
    except RunError as error:
        _write(sys.stderr, f"{error}\n")
        return error.exit_status
    except KeyboardInterrupt:
        _write(sys.stderr, "已中断。\n")
        return 1
    except OSError as error:
        told = _machine_message(error) if is_machines_fault(error) else None
        _write(sys.stderr, told or _bug_message(arguments.verbose))
        return 1
    except Exception:  # a bug: said to the person, with the details for whoever mends it
        _write(sys.stderr, _bug_message(arguments.verbose))
        return 1
    _write(sys.stderr, reply.note)
    return reply.exit_status if _write(sys.stdout, reply.text) else 1


def _answer(arguments: argparse.Namespace) -> Reply:
    command = importlib.import_module(COMMANDS[arguments.command])
    reply: Reply = command.run(arguments)
    if reply.serve is not None:
        reply.serve(partial(_write, sys.stdout))
    return reply


def _machine_message(error: OSError) -> str:
    """Say what this machine lacks; without a file of its own it is the folder for unpacking."""
    why = "磁盘已满" if error.errno == errno.ENOSPC else f"读写文件出错，{error.strerror}"
    place = error.filename or tempfile.gettempdir()
    return f"{why}（{place}）。请检查磁盘空间和网络后重新运行；这不是材料的问题。\n"


def _bug_message(verbose: bool) -> str:
    if verbose:
        return f"程序内部出错：\n{traceback.format_exc()}"
    kind, error, _ = sys.exc_info()
    return (
        f"程序内部出错（{kind.__name__ if kind else '未知'}：{error}）。\n"
        "这是程序的问题，不是材料的问题。请在命令后加 -v 再运行一次，把显示的内容发给维护人员。\n"
    )


def _speak_utf8(*streams: TextIO) -> None:
    """Let consoles and pipes of any system take Chinese; what they cannot show becomes ?."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _write(stream: TextIO, text: str) -> bool:
    """Write; False when the reader has gone (a closed pipe), which is not worth a message."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
