"""What programmes state, and what they do not (MEASURES F1 and F3)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from partnermap.analysis.profile.domains import plain
from partnermap.analysis.profile.framing import Asks, Framing, LoadedWord, Tags, loaded_words, tags_of
from partnermap.analysis.profile.horizon import Horizon, horizon_of
from partnermap.analysis.profile.voices import counter_voices_of
from partnermap.domain.evidence import Statement
from partnermap.domain.place import Place
from partnermap.domain.programme import Programme, ProgrammeOwner
from partnermap.domain.sentences import digits, joined, part_of, sentence

FIELDS = (
    ("inequality_type", "type of inequality"),
    ("group", "group"),
    ("comparison", "comparison"),
    ("geography", "geography"),
    ("driver", "driver"),
    ("logic", "logic"),
    ("mechanism", "mechanism"),
    ("measure", "measure"),
)
"""The eight things to state, in their order: the field of the record, and what people call it."""

NOT_STATED = frozenset(
    {"", "not stated", "not known", "unknown", "not recorded", "tbc", "n/a", "?", "-"}
)
"""What counts as unanswered."""

NO_BASELINE = "It has no baseline, so it cannot be tracked."
NO_SPONSOR = "It has no sponsor: nobody is named who speaks up for it."


@dataclass(frozen=True, slots=True)
class ProgrammeRecord:
    """One programme.

    Attributes:
        owners: ids of organisations.
        answered, missing: names of the eight fields, in their order.
        has_baseline: without one it cannot be tracked.
        tags: what its framing says.
        horizon: how far it looks ahead; None where nobody recorded it.
        written_horizon: the same as it was written.
        loaded_words: labels in its texts that deserve a question.
        counter_voices: statements on who may push back, the latest first.
        admissions: `explicit`, `implied`, `none` or another word; None where nobody recorded it.
        prompts: what to ask about it, in sentences; no verdicts.
    """

    id: str
    name: str
    owners: tuple[str, ...]
    answered: tuple[str, ...]
    missing: tuple[str, ...]
    has_baseline: bool
    sponsor: str | None
    tags: Tags
    horizon: Horizon | None
    written_horizon: str | None
    loaded_words: tuple[LoadedWord, ...]
    counter_voices: tuple[Statement, ...]
    admissions: str | None
    prompts: tuple[str, ...]

    @property
    def clarity(self) -> float:
        """Fields answered of eight, 0 to 1."""
        return len(self.answered) / (len(self.answered) + len(self.missing))

    @property
    def clarity_text(self) -> str:
        """`We can state 5 of 8 things about this programme.`, as a board is told."""
        return f"We can state {part_of(len(self.answered), len(FIELDS), 'thing')} about this programme."

    @property
    def framing(self) -> Framing | None:
        """Where the problem is put; None where nobody recorded it."""
        return self.tags.unit

    @property
    def asks(self) -> frozenset[Asks]:
        """Who must change, by the framing recorded; empty where it does not say."""
        return self.tags.asks

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
    admissions: Mapping[str, int]

    @property
    def without_sponsor(self) -> tuple[ProgrammeRecord, ...]:
        """Those for which nobody is named who speaks up for them."""
        return tuple(item for item in self.records if item.sponsor is None)

    @property
    def not_trackable(self) -> tuple[ProgrammeRecord, ...]:
        """Those without a baseline."""
        return tuple(item for item in self.records if not item.has_baseline)

    def asked_of(self, record: ProgrammeRecord) -> tuple[str, ...]:
        """Everything to ask about one programme, in sentences; no verdicts."""
        clashes = (clash.text for clash in self.clashes if record.id in clash.programme_ids)
        lacks = ((record.has_baseline, NO_BASELINE), (record.sponsor is not None, NO_SPONSOR))
        return (*(text for is_there, text in lacks if not is_there), *record.prompts, *clashes)

    def asking(self, asks: Asks) -> tuple[ProgrammeRecord, ...]:
        """Those whose recorded framing asks somebody to change."""
        return tuple(item for item in self.records if asks in item.asks)


def programmes_of(place: Place) -> Programmes:
    """Every programme with what it states and what it leaves open."""
    owners: dict[str, list[str]] = {}
    for row in place.of(ProgrammeOwner).values():
        owners.setdefault(row.programme_id, []).append(row.organisation_id)
    voices = counter_voices_of(place)
    records = tuple(
        _record(place, item, tuple(dict.fromkeys(owners.get(item.id, ()))), voices.get(item.id, ()))
        for item in place.of(Programme).values()
    )
    return Programmes(
        records=records,
        clashes=tuple(_clashes(place)),
        framing_text=_framing_text(records),
        admissions=_admissions(records),
    )


def stated(text: str | None) -> str | None:
    """The text of a field, None where it says nothing."""
    return None if plain(text) in NOT_STATED else (text or "").strip()


def _record(
    place: Place, item: Programme, owners: tuple[str, ...], voices: tuple[Statement, ...]
) -> ProgrammeRecord:
    answered = tuple(title for field, title in FIELDS if stated(getattr(item, field)))
    tags = tags_of(stated(item.framing))
    return ProgrammeRecord(
        id=item.id,
        name=item.name,
        owners=owners,
        answered=answered,
        missing=tuple(title for _, title in FIELDS if title not in answered),
        has_baseline=stated(item.baseline) is not None,
        sponsor=stated(item.sponsor),
        tags=tags,
        horizon=horizon_of(stated(item.horizon)),
        written_horizon=stated(item.horizon),
        loaded_words=tuple(loaded_words(item)),
        counter_voices=voices,
        admissions=_admission(item),
        prompts=tuple(_prompts(place, item, owners, tags.asks)),
    )


def _admission(item: Programme) -> str | None:
    """`none` is an answer here: no link to avoidable admissions."""
    text = stated(item.avoidable_admissions)
    return plain(text) if text is not None else None


def _prompts(
    place: Place, item: Programme, owners: tuple[str, ...], asks: frozenset[Asks]
) -> Iterator[str]:
    if asks == {Asks.INDIVIDUALS}:
        yield "It asks individuals alone to change; what in their conditions would have to change too?"
    if owners and not place.has_vcse(owners):
        yield "No voluntary or community body owns it; who from the community helps to decide?"
    if stated(item.logic) is None:
        yield "It does not say why the gap arises here."


def _clashes(place: Place) -> Iterator[Clash]:
    groups: dict[str, list[Programme]] = {}
    for item in place.of(Programme).values():
        if stated(item.group) and stated(item.inequality_type):
            groups.setdefault(plain(item.group), []).append(item)
    for found in groups.values():
        types = tuple(dict.fromkeys(plain(item.inequality_type) for item in found))
        if len(types) > 1:
            yield _clash(found, types)


def _clash(found: Sequence[Programme], types: tuple[str, ...]) -> Clash:
    group = (found[0].group or "").strip()
    names = joined([f"“{item.name}”" for item in found])
    text = sentence(
        f"{names} are for the same group, {group}, but mean different inequalities: {joined(types)}"
    )
    return Clash(group, tuple(item.id for item in found), types, text)


def _framing_text(records: Sequence[ProgrammeRecord]) -> str:
    if not records:
        return "No programme is recorded."
    people, bodies = (sum(who in item.asks for item in records) for who in Asks)
    silent = sum(not item.asks for item in records)
    of = part_of(people, len(records), "programme")
    text = f"{of} {'asks' if people == 1 else 'ask'} individuals to change; "
    text += f"{digits(bodies)} {'asks' if bodies == 1 else 'ask'} organisations to"
    return sentence(text + (f"; {silent:,} {'does' if silent == 1 else 'do'} not say" if silent else ""))


def _admissions(records: Sequence[ProgrammeRecord]) -> Mapping[str, int]:
    counts = Counter(item.admissions or "not recorded" for item in records)
    first = ("explicit", "implied", "none", "not recorded")
    return {word: counts[word] for word in (*first, *(key for key in counts if key not in first))}
