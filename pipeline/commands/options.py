"""Options that several commands share, turned into settings."""

from __future__ import annotations

import argparse
from pathlib import Path

from extractors.settings import ExtractSettings
from pipeline.settings import Settings


def settings_from(arguments: argparse.Namespace) -> Settings:
    """Give the run's settings as the person wrote them."""
    lexicon = Path(arguments.lexicon) if arguments.lexicon else None
    return Settings(ExtractSettings(ocr=arguments.ocr), arguments.jobs, lexicon)
