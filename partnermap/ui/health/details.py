"""What the pane beside the profile says of one domain, found out on a worker; no Qt."""

from dataclasses import dataclass

from partnermap.analysis.measure.result import NotKnown
from partnermap.analysis.profile.observed import Indicator
from partnermap.analysis.profile.opinion import Agreement, Answers, Opinion
from partnermap.analysis.profile.profile import DomainHealth
from partnermap.analysis.profile.sentences import WHOLE_GROUP, gap_text, strength_text
from partnermap.document.naming import name_of, noun
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.sentences import capital, joined, sentence
from partnermap.report.health.words import (
    answers_words,
    indicator_words,
    observed_words,
)
from partnermap.shell.words import text
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading

_METHOD = text(
    "Agreement is r_wg: 1 where all answer alike, 0 where answers vary as much as evenly spread ones."
)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its sentences; quiet ones explain the one before them, `method` all of them."""

    title: str
    lines: tuple[tuple[str, bool], ...]
    method: str = ""


@dataclass(frozen=True, slots=True)
class DomainDetails:
    """All that is known of one domain."""

    number: int
    title: str
    statement: str
    parts: tuple[Part, ...]
    records: FigureTable


def details_of(place: Place, item: DomainHealth) -> DomainDetails:
    """Anchors, what people say, what the records show with its cut-points, and those records."""
    return DomainDetails(
        number=item.domain.number,
        title=f"{item.domain.number} {item.domain.name}",
        statement=text("“{statement}”", statement=item.domain.statement),
        parts=(_anchors(item), _opinion(item), _observed(item)),
        records=_record_table(place, item),
    )


def _anchors(item: DomainHealth) -> Part:
    lines = []
    for step, anchor in enumerate(item.domain.anchors, 1):
        signs = []
        if item.median is not None and item.median == step:
            signs.append(text("median"))
        if item.observed.step == step:
            signs.append(text("records"))
        marked = text(" ({signs})", signs=joined(signs)) if signs else ""
        lines.append((f"{step}  {anchor}{marked}", False))
    return Part(text("What each answer means"), tuple(lines))


def _opinion(item: DomainHealth) -> Part:
    if isinstance(item.opinion, NotKnown):
        lines = (item.opinion.reason, False), (strength_text(item), False)
        return Part(text("What people say"), lines)
    found = item.opinion
    answers = text("{round}: {answers}.", round=found.round, answers=answers_words(found.answers))
    told = [answers, _agreement(found)]
    if item.is_gap_wide:
        told.append(gap_text(item))
    if item.movement is not None:
        told.append(item.movement.text)
    told += [_of_sector(who, answers) for who, answers in found.by_sector]
    told.append(strength_text(item))
    quiet = (WHOLE_GROUP, True)
    return Part(text("What people say"), (*((line, False) for line in told), quiet), _METHOD)


def _agreement(found: Opinion) -> str:
    if found.agreement is Agreement.TOO_FEW and not found.is_split:
        return text("Too few answers to say how far people agree.")
    said = text("views are divided") if found.is_split else found.agreement.value
    if found.agreement is Agreement.TOO_FEW or not isinstance(found.r_wg, float):
        return sentence(said)
    return text(
        "{word}: agreement among those who answered is {agreement:.2f}, on a scale from 0 to 1; "
        "answers lie {distance:.1f} steps from their mean on average.",
        word=capital(said),
        agreement=found.r_wg,
        distance=found.deviation,
    )


def _of_sector(who: str, answers: Answers) -> str:
    return text("{who}: {answers}.", who=capital(who), answers=answers_words(answers))


def _observed(item: DomainHealth) -> Part:
    lines: list[tuple[str, bool]] = []
    for indicator in item.observed.indicators:
        lines.append((indicator_words(indicator), False))
        lines.append((_cut_points(indicator), True))
    lines += [(sentence(fact.text), False) for fact in item.observed.facts]
    once = tuple(dict.fromkeys(lines))
    return Part(text("What the records show"), once or ((observed_words(item.observed), False),))


def _cut_points(found: Indicator) -> str:
    return text("Cut-points, {title}: {limits}.", title=found.title, limits=found.cut_points.in_words())


def _record_table(place: Place, item: DomainHealth) -> FigureTable:
    return FigureTable(
        text("Records behind it: {name}", name=item.domain.name),
        (Heading(text("Record")), Heading(text("Kind"))),
        tuple(
            FigureRow((Figure(name_of(place, record)), Figure(capital(noun(about.table)))), (about,))
            for about in records_of(item)
            if (record := place.get(about.table, about.id)) is not None
        ),
    )


def records_of(item: DomainHealth) -> tuple[About, ...]:
    """What the observed side of a domain came from, each record once."""
    found = [about for indicator in item.observed.indicators for about in indicator.records]
    found += [about for fact in item.observed.facts for about in fact.records]
    return tuple(dict.fromkeys(found))
