"""Then and now in words: the title, what is drawn, and every change as a sentence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from partnermap.domain.sentences import counted, day_in_words, joined, number, sentence
from partnermap.network.network import NetworkTie
from partnermap.network.origin import name_beside_ends
from partnermap.scene.then_and_now import Change, ThenAndNow, TieChange


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Sentences of one sort under a heading that counts them."""

    heading: str
    sentences: tuple[str, ...]


def dates_in_words(found: ThenAndNow) -> str:
    """`1 April 2026 and 1 April 2028`, or `1 April 2026, without and with “One trust”`."""
    then, scenario = day_in_words(found.then.on), found.comparison.scenario
    if scenario != found.then.place.scenario:
        return f"{then}, without and with “{scenario}”"
    return f"{then} and {day_in_words(found.now.on)}"


def in_short(found: ThenAndNow) -> str:
    """`Of 61 links: 40 as they were, 21 lost; two links gained; one organisation opens.`

    Where nothing happens to any: `All 61 links are as they were; one organisation opens.`
    """
    counts = found.counts
    before = sum(counts.values()) - counts[Change.GAINED]
    kept = [_counted(counts[c], c) for c in Change if c is not Change.GAINED and counts[c]]
    parts = [f"of {counted(before, 'link')}: {joined(kept)}" if before else "no link before"]
    if before > 1 and counts[Change.KEPT] == before:
        parts = [f"all {counted(before, 'link')} are as they were"]
    if counts[Change.GAINED]:
        parts.append(f"{counted(counts[Change.GAINED], 'link')} gained")
    opened, closed = len(found.opened), len(found.closed)
    if opened:
        parts.append(f"{counted(opened, 'organisation opens', 'organisations open')}")
    if closed:
        parts.append(f"{counted(closed, 'organisation closes', 'organisations close')}")
    return sentence("; ".join(parts))


_SEVERAL = {
    Change.KEPT: "as they were",
    Change.WAITING: "await a decision or a home",
    Change.INTERNAL: "become internal",
}


def _counted(count: int, change: Change) -> str:
    return f"{number(count)} {change if count == 1 else _SEVERAL.get(change, change)}"


def change_sentences(
    found: ThenAndNow, wanted: Callable[[frozenset[str]], bool] = bool
) -> tuple[ChangeGroup, ...]:
    """Every organisation and link that is not as it was, in groups; none where nothing changed.

    Args:
        found: both pictures.
        wanted: told the ids of the organisations that a sentence is about, whether it is to be said.
    """
    groups = [*_bodies(found, wanted)]
    for change in Change:
        rows = [row for row in found.rows if row.change is change and wanted(row.organisation_ids)]
        if rows and change is not Change.KEPT:
            texts = sorted((_link(found, row) for row in rows), key=str.casefold)
            heading = f"Links {_HEADINGS[change]} ({len(rows)})"
            groups.append(ChangeGroup(heading, tuple(texts)))
    return tuple(groups)


_HEADINGS = {
    Change.GAINED: "gained",
    Change.CHANGED: "that change",
    Change.CARRIED: "carried over",
    Change.WAITING: "that await a decision or a home",
    Change.INTERNAL: "that become internal",
    Change.LOST: "lost",
    Change.NOT_KNOWN: "of which nothing is known afterwards",
}


def _bodies(found: ThenAndNow, wanted: Callable[[frozenset[str]], bool]) -> Iterator[ChangeGroup]:
    name = found.place.name_of
    opened, closed = (
        [key for key in ids if wanted(frozenset({key}))] for ids in (found.opened, found.closed)
    )
    if opened:
        texts = sorted(sentence(f"{name(key)} opens") for key in opened)
        yield ChangeGroup(f"Organisations that open ({len(texts)})", tuple(texts))
    if closed:
        texts = sorted(_closing(found, key) for key in closed)
        yield ChangeGroup(f"Organisations that close ({len(texts)})", tuple(texts))


def _closing(found: ThenAndNow, organisation_id: str) -> str:
    heirs = found.now.standing.successor_ids(organisation_id)
    names = joined([found.place.name_of(key) for key in heirs])
    return sentence(
        f"{found.place.name_of(organisation_id)} closes"
        + (f"; {names} {'follows' if len(heirs) == 1 else 'follow'}" if heirs else "")
    )


def _link(found: ThenAndNow, row: TieChange) -> str:
    """`A – B, joint funding, Better Care Fund: now C – B; strength 2 becomes 3.`"""
    known = row.before or row.tie
    parts = list(row.differences)
    if row.change is Change.CARRIED:
        parts.insert(0, f"now {_ends(found, row.tie)}")
    name = name_beside_ends(found.place, known)
    what = ", ".join(part for part in (_ends(found, known), known.kind, name) if part)
    return sentence(f"{what}: {'; '.join(parts)}" if parts else what)


def _ends(found: ThenAndNow, tie: NetworkTie) -> str:
    """Who gives first; where nobody does, in the order of the alphabet."""
    names = [found.place.name_of(tie.from_id), found.place.name_of(tie.to_id)]
    return " – ".join(names if tie.directed else sorted(names))
