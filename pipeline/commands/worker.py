"""`zuozheng worker`: let this machine work on a batch that a scheduler hands out."""

from __future__ import annotations

import argparse
from functools import partial

from pipeline.engines.cluster_nodes import run_workers
from pipeline.reply import Reply
from pipeline.settings import usable_processors


def run(arguments: argparse.Namespace) -> Reply:
    """Give what runs until it is interrupted."""
    jobs = arguments.jobs or max(1, len(usable_processors()))
    return Reply(serve=partial(run_workers, arguments.scheduler, jobs, arguments.port))
