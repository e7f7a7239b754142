"""`zuozheng events`: what happened, when, and where it says so."""

from __future__ import annotations

import argparse

from pipeline.commands.options import session_from
from pipeline.progress import progress_for_terminal
from pipeline.reply import Reply
from pipeline.reports.events_report import events_list
from pipeline.reports.json_report import events_json
from pipeline.run import find_events


def run(arguments: argparse.Namespace) -> Reply:
    """Read a submission and list its events."""
    with progress_for_terminal() as progress, session_from(arguments) as session:
        reading = find_events(
            arguments.path,
            period=arguments.period,
            profile=arguments.profile,
            progress=progress,
            session=session,
        )
    return Reply(events_json(reading) if arguments.json else events_list(reading))
