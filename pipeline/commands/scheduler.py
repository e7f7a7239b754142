"""`zuozheng scheduler`: hand out a batch's submissions to several machines."""

from __future__ import annotations

import argparse
from functools import partial

from pipeline.engines.cluster_nodes import run_scheduler
from pipeline.reply import Reply


def run(arguments: argparse.Namespace) -> Reply:
    """Give what runs until it is interrupted."""
    ports = arguments.port, arguments.dashboard_port
    return Reply(serve=partial(run_scheduler, arguments.host, *ports))
