"""What reaches into a document from its submission: whose it is and which period it is for."""

from __future__ import annotations

from dataclasses import dataclass, field

from matchers.period import Period
from matchers.profile import Profile


@dataclass(frozen=True, slots=True)
class SubmissionContext:
    """Facts about the submission that matchers may use.

    `name` is the folder's or archive's name; `period` is the assessment period, None while it
    is still to be inferred from the material (it is then no help with missing years).
    """

    name: str = ""
    profile: Profile = field(default_factory=Profile)
    period: Period | None = None

    @property
    def own_names(self) -> tuple[str, ...]:
        """Give the names that mean this school, longest first."""
        names = {self.profile.name or "", *self.profile.aliases}
        return tuple(sorted((name for name in names if name), key=lambda n: (-len(n), n)))
