"""What a doubtful recognition of the quoted words does to an event."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Citation


def sureness(citations: Sequence[Citation]) -> float:
    """Give the share of an event's confidence that is left: 1.0 unless a quote is doubtful."""
    return min((c.confidence for c in citations if c.doubtful and c.confidence), default=1.0)


def doubts(citations: Sequence[Citation]) -> tuple[str, ...]:
    """Say in Chinese which quote is doubtful, the least certain one; nothing where none is."""
    unsure = [(c.confidence, c.quote) for c in citations if c.doubtful and c.confidence is not None]
    if not unsure:
        return ()
    score, quote = min(unsure)
    return (f"“{quote[:20]}”所在的文字识别把握只有 {score:.0%}，请核对原件",)
