"""What goes wrong for reasons outside the program.

    RunError            the run failed: exit status 1
    └── InputError      bad arguments, or a bad rubric or profile file: exit status 2

Messages are Chinese and say what is wrong, where, and what to do. Everything else that is
raised is a bug and is not caught on the way.
"""

from __future__ import annotations


class RunError(Exception):
    """The run could not be finished."""

    exit_status = 1


class InputError(RunError):
    """What the person gave cannot be used."""

    exit_status = 2
