"""What is fixed about one made-up school: its name, people and habits."""

from __future__ import annotations

import random
from dataclasses import dataclass

from benchmarks.scale.voice import Voice, wording

YEAR = 2022


@dataclass(frozen=True, slots=True)
class School:
    """A school; `members` are its Party members, the first is the secretary."""

    number: int
    name: str
    district: str
    members: tuple[str, ...]
    committee: tuple[str, ...]
    recorder: str
    groups: int
    declares: bool  # hands in a file about itself
    packed: bool  # hands in one archive, not a folder

    @property
    def branch(self) -> str:
        """Give the name of its Party branch."""
        return f"{self.name}党支部"

    @property
    def secretary(self) -> str:
        """Give its secretary's name."""
        return self.members[0]

    def profile(self) -> str:
        """Give the file in which it says who it is."""
        leaders = ", ".join(self.committee)
        return (
            f"name: {self.district}{self.name}\naliases: [{self.name}, {self.branch}]\n"
            f"ownership: public\norganization: branch\nmembers: {len(self.members)}\n"
            f"groups: {self.groups}\nsecretary: {self.secretary}\nleaders: [{leaders}]\n"
        )


def dice_of(seed: int, number: int) -> random.Random:
    """Give the dice of one school; they do not depend on how many schools are made."""
    return random.Random(f"{seed}:{number}")


def draw_school(number: int, dice: random.Random) -> School:
    """Draw a school; no two numbers up to `names()` have the same name."""
    members = _people(dice, dice.randint(12, 32))
    return School(
        number=number,
        name=_name(number),
        district=dice.choice(wording()["districts"]),
        members=members,
        committee=members[:5],
        recorder=members[5],
        groups=dice.choice((2, 2, 3)),
        declares=dice.random() < 0.7,
        packed=dice.random() < 0.2,
    )


def voice_of(school: School, dice: random.Random) -> Voice:
    """Give the voice in which a school's papers are written."""
    return Voice(dice, {"person": school.members, "school": (school.name,)})


def names() -> int:
    """Give how many schools can be named."""
    lists = wording()
    return len(lists["name_first"]) * len(lists["name_second"]) * len(lists["kinds"])


def _name(number: int) -> str:
    """Spread the numbers over all names: neighbours differ in every part."""
    lists = wording()
    first, second, kinds = lists["name_first"], lists["name_second"], lists["kinds"]
    place = number * 7919 % names()  # a prime, so that no name comes twice
    place, kind = divmod(place, len(kinds))
    at, other = divmod(place, len(second))
    return first[at] + second[other] + kinds[kind]


def _people(dice: random.Random, count: int) -> tuple[str, ...]:
    surnames, given = wording()["surnames"], wording()["given"]
    people: dict[str, None] = {}
    while len(people) < count:
        first = dice.choice(given)
        second = dice.choice(given) if dice.random() < 0.7 else ""
        if first != second:
            people[dice.choice(surnames) + first + second] = None
    return tuple(people)
