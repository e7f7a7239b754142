"""Nothing may need POSIX: what Windows lacks is used only where the code has asked for it."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors import processes

ROOT = Path(__file__).parents[2]
ROOMS = ("extractors", "matchers", "rubrics", "pipeline")

MODULES = frozenset(
    ["fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"]
)
LACKING = {
    "os": frozenset(
        [
            "WNOHANG",
            "chown",
            "chroot",
            "ctermid",
            "fchown",
            "fork",
            "forkpty",
            "getegid",
            "geteuid",
            "getgid",
            "getgroups",
            "getloadavg",
            "getpgid",
            "getpgrp",
            "getpriority",
            "getresuid",
            "getsid",
            "getuid",
            "initgroups",
            "killpg",
            "lchown",
            "lockf",
            "mkfifo",
            "mknod",
            "nice",
            "openpty",
            "pathconf",
            "posix_fallocate",
            "posix_fadvise",
            "posix_spawn",
            "pread",
            "preadv",
            "pwrite",
            "pwritev",
            "register_at_fork",
            "sched_getaffinity",
            "sched_setaffinity",
            "sendfile",
            "setegid",
            "seteuid",
            "setgid",
            "setgroups",
            "setpgid",
            "setpriority",
            "setsid",
            "setuid",
            "statvfs",
            "sync",
            "sysconf",
            "tcgetpgrp",
            "ttyname",
            "uname",
            "wait",
            "wait3",
            "wait4",
            "waitid",
            "O_CLOEXEC",
            "O_DIRECTORY",
            "O_NOFOLLOW",
            "O_NONBLOCK",
        ]
    ),
    "signal": frozenset(
        [
            "ITIMER_REAL",
            "SIGALRM",
            "SIGCHLD",
            "SIGCONT",
            "SIGHUP",
            "SIGKILL",
            "SIGPIPE",
            "SIGQUIT",
            "SIGSTOP",
            "SIGTSTP",
            "SIGUSR1",
            "SIGUSR2",
            "alarm",
            "getitimer",
            "pause",
            "pthread_kill",
            "pthread_sigmask",
            "setitimer",
            "siginterrupt",
            "sigpending",
            "sigtimedwait",
            "sigwait",
        ]
    ),
    "select": frozenset(["devpoll", "epoll", "kqueue", "poll"]),
    "socket": frozenset(["AF_UNIX", "fromfd_unix", "socketpair_unix"]),
    "time": frozenset(["clock_settime", "pthread_getcpuclockid", "tzset"]),
}
KEYWORDS = frozenset({"preexec_fn", "pass_fds", "user", "umask"})  # of subprocess
STARTS = frozenset({"fork", "forkserver"})  # of multiprocessing
PLACES = ("/tmp", "/dev/", "/proc/", "/etc/", "/var/", "/usr/", "/bin/")
GUARDS = ("hasattr(", "sys.platform", "os.name", "platform.system")


def _needs_posix(node: ast.AST) -> str | None:
    """Name what a node uses that Windows lacks."""
    if isinstance(node, ast.Import):
        return next((a.name for a in node.names if a.name.partition(".")[0] in MODULES), None)
    if isinstance(node, ast.ImportFrom):
        lacking = LACKING.get(node.module or "", frozenset())
        if node.module in MODULES:
            return node.module
        return next((a.name for a in node.names if a.name in lacking), None)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        found = node.attr in LACKING.get(node.value.id, frozenset())
        return f"{node.value.id}.{node.attr}" if found else None
    if isinstance(node, ast.Call):
        return _call_that_needs_posix(node)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value if node.value.startswith(PLACES) else None
    return None


def _call_that_needs_posix(node: ast.Call) -> str | None:
    name = ast.unparse(node.func)
    first = node.args[0] if node.args else None
    if name.endswith(("get_context", "set_start_method")) and isinstance(first, ast.Constant):
        return str(first.value) if first.value in STARTS else None
    if name in {"subprocess.run", "subprocess.Popen", "run", "Popen"}:
        return next((k.arg for k in node.keywords if k.arg in KEYWORDS), None)
    return None


def _unguarded(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give line and name of each use that nothing above asks for first."""
    yield from _below(tree, guarded=False)


def _below(node: ast.AST, *, guarded: bool) -> Iterator[tuple[int, str]]:
    found = _needs_posix(node)
    if found is not None and not guarded:
        yield getattr(node, "lineno", 0), found
        return
    for _, value in ast.iter_fields(node):
        asked = guarded or _asks(node)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _below(child, guarded=asked)
                # A way out for the others guards what follows in the same block.
                asked = asked or (_asks(child) and _leaves(child))


def _asks(node: ast.AST) -> bool:
    """Say whether a node asks what the system has before it goes on."""
    if isinstance(node, ast.If | ast.IfExp):
        return any(guard in ast.unparse(node.test) for guard in GUARDS)
    if isinstance(node, ast.BoolOp):
        return any(guard in ast.unparse(node.values[0]) for guard in GUARDS)
    if isinstance(node, ast.Try):
        caught = " ".join(ast.unparse(one.type) for one in node.handlers if one.type)
        return "ImportError" in caught or "AttributeError" in caught
    return False


def _leaves(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.body[-1], ast.Return | ast.Raise)


def _found(text: str) -> list[str]:
    return [name for _, name in _unguarded(ast.parse(textwrap.dedent(text)))]


@pytest.mark.parametrize("room", ROOMS)
def test_what_windows_lacks_is_asked_for_first(room: str) -> None:
    found = [
        (path.relative_to(ROOT).as_posix(), line, name)
        for path in sorted((ROOT / room).rglob("*.py"))
        for line, name in _unguarded(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import fcntl", ["fcntl"]),
        ("from os import fork", ["fork"]),
        ("import os\nos.killpg(1, 9)", ["os.killpg"]),
        ("import signal\nsignal.signal(signal.SIGKILL, f)", ["signal.SIGKILL"]),
        ("import multiprocessing as m\nm.get_context('fork')", ["fork"]),
        ("import subprocess\nsubprocess.run(x, preexec_fn=f)", ["preexec_fn"]),
        ("open('/tmp/a')", ["/tmp/a"]),
        ("if ready:\n    os.fork()", ["os.fork"]),
        ("def f():\n    if tired:\n        return\n    os.fork()", ["os.fork"]),
        ("if hasattr(os, 'fork'):\n    os.fork()", []),
        ("a = os.getuid() if hasattr(os, 'getuid') else 0", []),
        ("a = hasattr(os, 'nice') and os.nice(1)", []),
        ("try:\n    import resource\nexcept ImportError:\n    resource = None", []),
        ("def f():\n    if sys.platform == 'win32':\n        return\n    os.fork()", []),
        ("os.kill(1, signal.SIGTERM)\nos.getpid()", []),
    ],
)
def test_the_search_sees_uses_and_guards(text: str, found: list[str]) -> None:
    assert _found(text) == found


def test_no_more_is_waited_for_at_once_than_windows_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Windows waits for 63 things at most; any more raise an error there."""
    asked: list[int] = []
    monkeypatch.setattr(processes, "wait", lambda some, timeout: asked.append(len(some)))
    connections: list[Any] = [object()] * 200
    processes.wait_for_any(connections, 0.1)
    assert asked == [processes.MOST_WAITED_FOR]
    assert processes.MOST_WAITED_FOR <= 63


def test_nothing_waits_for_connections_in_another_way() -> None:
    using = [
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if "multiprocessing.connection import wait" in path.read_text(encoding="utf-8")
        or "connection import Connection, wait" in path.read_text(encoding="utf-8")
    ]
    assert using == ["extractors/processes.py"]
