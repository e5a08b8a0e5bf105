"""What programmes state, and what they do not (MEASURES F1 and F3)."""

from dataclasses import dataclass

from partnermap.analysis.profile.framing import Framing, LoadedWord


@dataclass(frozen=True, slots=True)
class ProgrammeRecord:
    """One programme.

    Attributes:
        owners: ids of organisations.
        answered, missing: names of the eight fields, in their order.
        has_baseline: without one it cannot be tracked.
        framing: how the problem is framed; None where nobody recorded it.
        loaded_words: labels in its texts that deserve a question.
        admissions: `explicit`, `implied`, `none` or another word; None where nobody recorded it.
    """

    id: str
    name: str
    owners: tuple[str, ...]
    answered: tuple[str, ...]
    missing: tuple[str, ...]
    has_baseline: bool
    sponsor: str | None
    framing: Framing | None
    loaded_words: tuple[LoadedWord, ...]
    admissions: str | None

    @property
    def clarity(self) -> float:
        """Fields answered of eight, 0 to 1."""
        return len(self.answered) / (len(self.answered) + len(self.missing))

    @property
    def is_shared(self) -> bool:
        """Whether two or more organisations own it."""
        return len(self.owners) > 1


@dataclass(frozen=True, slots=True)
class Clash:
    """Programmes for the same group that name different types of inequality."""

    group: str
    programme_ids: tuple[str, ...]
    types: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Programmes:
    """All programmes of a place.

    Attributes:
        records: in the order recorded.
        clashes: same group, different type.
        framing_text: how many ask individuals and how many organisations to change, for a board.
        admissions: how many say `explicit`, `implied`, `none` and `not recorded`.
    """

    records: tuple[ProgrammeRecord, ...]
    clashes: tuple[Clash, ...]
    framing_text: str
    admissions: dict[str, int]

    @property
    def without_sponsor(self) -> tuple[ProgrammeRecord, ...]:
        """Those for which nobody is named who speaks up for them."""
        return tuple(item for item in self.records if item.sponsor is None)

    @property
    def not_trackable(self) -> tuple[ProgrammeRecord, ...]:
        """Those without a baseline."""
        return tuple(item for item in self.records if not item.has_baseline)
