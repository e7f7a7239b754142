"""`zuozheng extract`: what the program reads from one file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from extractors.outline import render_outline
from extractors.serialize import document_to_json
from pipeline.commands.options import session_from
from pipeline.reply import Reply
from pipeline.single_file import read_one


def run(arguments: argparse.Namespace) -> Reply:
    """Read one file and show its text with places.

    Raises:
        InputError: for whatever the person has to put right.
    """
    with session_from(arguments) as session:
        document = read_one(Path(arguments.path), session)
    if arguments.json:
        text = json.dumps(document_to_json(document), ensure_ascii=False, indent=1) + "\n"
    else:
        text = render_outline(document)
    return Reply(text)
