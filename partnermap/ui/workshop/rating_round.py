"""A round of ratings: what is asked, the slips that are in, and what they become when they are shown."""

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from partnermap.analysis.measure.confirmation import FEWEST_RATERS
from partnermap.analysis.profile.agreement_of_raters import is_split, r_wg, word
from partnermap.analysis.profile.domains import DOMAINS, plain
from partnermap.analysis.profile.opinion import Agreement, Answers
from partnermap.document.commands.records import AddRecords
from partnermap.document.naming import shortened
from partnermap.domain.changes import new_id
from partnermap.domain.dates import PartialDate
from partnermap.domain.evidence import Rating
from partnermap.domain.place import Place
from partnermap.domain.words import Sector
from partnermap.shell.words import counted, text

STEPS = 5
Tally = Mapping[Sector | None, Sequence[int]]
"""How many gave each score from 1 to 5, by sector; None for answers without one."""

ANONYMOUS = (
    "Nobody can see who gave which answer. Slips have no names; until all have answered, the screen "
    "says only how many answers are in. What is kept is how many people gave each score, never in "
    "which order they came."
)
"""What stands there before people answer."""

RULE_OF_FIVE = (
    f"A sector is kept with an answer only where {FEWEST_RATERS} or more of that sector answer and the "
    f"rest are none or {FEWEST_RATERS} or more; otherwise a small group could be worked out. With 8 to "
    "15 people, leave this off."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One statement, and what each score means; a statement of one's own has no anchors."""

    statement: str
    title: str = ""
    anchors: tuple[str, ...] = ()
    is_optional: bool = False


def standard_statements() -> tuple[Asked, ...]:
    """The statements of the domains of partnership health, in their order."""
    return tuple(Asked(one.statement, one.name, one.anchors, one.is_optional) for one in DOMAINS)


@dataclass(eq=False)
class Slips:
    """The answers to one statement that are in and not recorded.

    Attributes:
        restored: how many of each score were kept from before; their order is not known.
        entered: scores as they were typed, so that the last can be taken back.
    """

    restored: dict[Sector | None, list[int]] = field(default_factory=dict)
    entered: list[tuple[Sector | None, int]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many are in."""
        return len(self.entered) + sum(sum(counts) for counts in self.restored.values())

    @property
    def tally(self) -> dict[Sector | None, list[int]]:
        """How many gave each score, which is all that is ever kept."""
        found = {sector: list(counts) for sector, counts in self.restored.items()}
        for sector, score in self.entered:
            found.setdefault(sector, [0] * STEPS)[score - 1] += 1
        return found

    def take_back(self) -> bool:
        """Take the last one back; False where none was typed since they were kept."""
        if self.entered:
            self.entered.pop()
            return True
        return False


@dataclass(eq=False)
class Round:
    """One round: its name, its day, what is asked, and the slips by statement."""

    name: str
    date: PartialDate
    asked: tuple[Asked, ...]
    slips: dict[str, Slips] = field(default_factory=dict)

    def of(self, asked: Asked) -> Slips:
        """The slips of a statement."""
        return self.slips.setdefault(plain(asked.statement), Slips())


def recorded(round_: Round, asked: Asked) -> AddRecords:
    """The command that records all slips of a statement as one step, in the order of their scores."""
    tally = anonymous(round_.of(asked).tally)
    rows = sorted(
        (score, sector.value if sector else "")
        for sector, counts in tally.items()
        for score, count in enumerate(counts, start=1)
        for _ in range(count)
    )
    ratings = tuple(
        Rating(
            id=new_id(),
            round=round_.name,
            date=round_.date,
            sector=Sector(sector) if sector else None,
            statement=asked.statement,
            score=score,
        )
        for score, sector in rows
    )
    label = text(
        "{answers} to “{statement}”",
        answers=counted(len(ratings), "answer"),
        statement=asked.statement,
    )
    return AddRecords(shortened(label), ratings)


def anonymous(tally: Tally) -> dict[Sector | None, list[int]]:
    """The same answers without the sectors that could give somebody away (the rule of five)."""
    named = sorted(
        (sector for sector in tally if sector and sum(tally[sector]) >= FEWEST_RATERS),
        key=lambda sector: (-sum(tally[sector]), sector.value),
    )
    total = sum(sum(counts) for counts in tally.values())
    while named and 0 < total - sum(sum(tally[sector]) for sector in named) < FEWEST_RATERS:
        named.pop()
    kept: dict[Sector | None, list[int]] = {sector: list(tally[sector]) for sector in named}
    rest = [tally[sector] for sector in tally if sector not in kept]
    if rest:
        kept[None] = [sum(counts) for counts in zip(*rest, strict=True)]
    return kept


def answers_to(place: Place, round_: Round, asked: Asked) -> Answers | None:
    """What is recorded of a statement in this round; None while nothing is."""
    wanted = plain(asked.statement)
    return answers_of(
        row.score
        for row in place.of(Rating).values()
        if row.round == round_.name and plain(row.statement) == wanted
    )


def answers_of(scores: Iterable[int]) -> Answers | None:
    """Counts, median and range; None for no answer."""
    found = [score for score in scores if 1 <= score <= STEPS]
    if not found:
        return None
    counts = Counter(found)
    return Answers(
        (counts[1], counts[2], counts[3], counts[4], counts[5]),
        float(statistics.median(found)),
        min(found),
        max(found),
    )


def answers_sentence(answers: Answers) -> str:
    """Median, number and range; whether views are divided; and how far people agree, from five on."""
    scores = [score for score, count in enumerate(answers.counts, start=1) for _ in range(count)]
    spread = (
        text("all of them {low}", low=answers.low)
        if answers.low == answers.high
        else text("from {low} to {high}", low=answers.low, high=answers.high)
    )
    words = [
        text(
            "Median {median:g}, {answers}, {spread}.",
            median=answers.median,
            answers=counted(answers.n, "answer"),
            spread=spread,
        )
    ]
    agreement = word(answers.n, r_wg(scores))
    if is_split(answers.counts):
        words.append(text("Views are divided."))
    elif agreement is not Agreement.TOO_FEW:
        words.append(f"{agreement.value[:1].upper()}{agreement.value[1:]}.")
    return " ".join(words)


def default_name(today: dt.date) -> str:
    """What a round is called where nobody says otherwise."""
    return text("Workshop {day}", day=PartialDate.from_day(today).in_words())
