"""A title without what does not matter in it: quotation marks and blanks, offsets kept."""

from __future__ import annotations

from dataclasses import dataclass

from matchers.normalize import normalize

_SKIPPED = frozenset(" \t\n\u200b“”\"'‘’「」『』《》〈〉<>")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """Normalised text without quotation marks and blanks.

    `places[i]` is the offset in the original of the i-th character kept, so a span found here
    walks back exactly.
    """

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the half-open span of the original that a non-empty span covers."""
        return self.places[start], self.places[end - 1] + 1


def squeeze(text: str) -> Squeezed:
    """Squeeze a text; the original's offsets stay known."""
    normal = normalize(text)
    places = tuple(at for at, sign in enumerate(normal) if sign not in _SKIPPED)
    return Squeezed("".join(normal[at] for at in places), places)
