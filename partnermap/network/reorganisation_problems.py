"""What cannot be right about reorganisations and successions: told row by row, never mended."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from partnermap.domain.dates import known_first_day, known_last_day
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.reorganisation import ALL_SHARES, Affected, Reorganisation, Succession
from partnermap.domain.words import ReorganisationKind, ReorganisationStatus
from partnermap.network.problem import Problem, problem_at
from partnermap.network.standing import LIVES_ON, effective_day


def reorganisation_problems(place: Place) -> tuple[Problem, ...]:
    """One problem for each row in question, reorganisations first."""
    rows = tuple(place.of(Succession).values())
    hit = {row.reorganisation_id for row in place.of(Affected).values()}
    hit |= {row.reorganisation_id for row in rows}
    found: list[Problem] = []
    for item in place.reorganisations.values():
        if item.status is not ReorganisationStatus.NOT_PROCEEDING:
            found += _about_event(item, has_organisations=item.id in hit)
    for row in rows:
        found += _about_succession(place, row)
    return (*found, *_shares(place, rows), *_circles(place, rows))


def _about_event(item: Reorganisation, *, has_organisations: bool) -> Iterator[Problem]:
    where = f"{item.TITLE}, “{item.name}”"
    about = About(item.TABLE, item.id)
    effective, announced = known_last_day(item.effective), known_first_day(item.announced)
    if effective is None:
        yield problem_at(
            about,
            where,
            "Effective: the date is not known, so that it changes nothing yet; give it once it is.",
        )
    elif announced is not None and effective < announced:
        yield problem_at(
            about,
            where,
            f"Effective: {item.effective} is before Announced {item.announced}; correct one of them.",
        )
    if not has_organisations:
        yield problem_at(
            about, where, "Affected: no organisation is named, so that it changes nothing; name them."
        )


def _about_succession(place: Place, row: Succession) -> Iterator[Problem]:
    item = place.reorganisations[row.reorganisation_id]
    about, where = About(row.TABLE, row.id), _where(place, row)
    if row.predecessor_id == row.successor_id:
        if item.kind is ReorganisationKind.ABOLITION:
            yield problem_at(
                about,
                where,
                "Successor: in an abolition no organisation follows itself; give another one.",
            )
        return
    closed = known_last_day(place.organisations[row.successor_id].closed)
    day = effective_day(item)
    if closed is not None and day is not None and closed < day:
        name = place.name_of(row.successor_id)
        yield problem_at(
            about,
            where,
            f"Successor: “{name}” closes on {closed}, before it would take over on {day}; "
            f"correct one of the dates.",
        )


def _where(place: Place, row: Succession) -> str:
    item = place.reorganisations[row.reorganisation_id]
    names = f"“{place.name_of(row.predecessor_id)}” to “{place.name_of(row.successor_id)}”"
    return f"{row.TITLE}, “{item.name}”, {names}"


def _shares(place: Place, rows: Iterable[Succession]) -> Iterator[Problem]:
    """Shares of one body and function above 1; a share of 1 to itself only says that it continues."""
    groups: dict[tuple[str, str, str | None], list[Succession]] = defaultdict(list)
    for row in rows:
        if row.predecessor_id != row.successor_id or row.share != 1:
            groups[row.reorganisation_id, row.predecessor_id, row.function].append(row)
    for group in groups.values():
        total = sum(row.share or 0 for row in group)
        if total > ALL_SHARES:
            last = group[-1]
            name = place.name_of(last.predecessor_id)
            yield problem_at(
                About(last.TABLE, last.id),
                _where(place, last),
                f"Share: the shares of “{name}” add up to {total:.0%}; correct them so that they are "
                f"100% at most.",
            )


def _circles(place: Place, rows: Iterable[Succession]) -> Iterator[Problem]:
    """Bodies that follow each other in a circle on one day, so that nobody is there afterwards."""
    by_day: dict[dt.date | None, list[Succession]] = defaultdict(list)
    for row in rows:
        item = place.reorganisations[row.reorganisation_id]
        if row.predecessor_id != row.successor_id and item.kind not in LIVES_ON:
            by_day[effective_day(item)].append(row)
    for group in by_day.values():
        circle = _circle_in(group)
        if circle:
            last = circle[-1]
            names = " and ".join(f"“{place.name_of(row.predecessor_id)}”" for row in circle)
            yield problem_at(
                About(last.TABLE, last.id),
                _where(place, last),
                f"Successor: {names} follow each other in a circle; correct one of the rows.",
            )


def _circle_in(rows: Iterable[Succession]) -> list[Succession]:
    """The rows of one circle, none where every way ends."""
    out: dict[str, list[Succession]] = defaultdict(list)
    for row in rows:
        out[row.predecessor_id].append(row)
    done: set[str] = set()
    for start in list(out):
        found = _walk(out, start, done)
        if found:
            return found
    return []


def _walk(out: Mapping[str, list[Succession]], start: str, done: set[str]) -> list[Succession]:
    """Depth first without recursion: real chains of successors may be long."""
    way: list[tuple[str, Iterator[Succession]]] = [(start, iter(out.get(start, ())))]
    rows: list[Succession] = []
    while way:
        body, left = way[-1]
        row = next(left, None)
        if row is None:
            done.add(body)
            way.pop()
            rows = rows[: len(way) - 1] if way else []
            continue
        on_way = [name for name, _ in way]
        if row.successor_id in on_way:
            return [*rows[on_way.index(row.successor_id) :], row]
        if row.successor_id not in done:
            rows.append(row)
            way.append((row.successor_id, iter(out.get(row.successor_id, ()))))
    return []
