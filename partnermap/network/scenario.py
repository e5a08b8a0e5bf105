"""Scenarios: named sets of changes laid over the register of a Place, never mixed into it."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace

from partnermap.domain.apply import applied
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.reorganisation import Affected, ScenarioChange, Succession
from partnermap.network.links import plain
from partnermap.network.problem import Problem
from partnermap.network.what_if import Overlay, overlay_of

KEPT = 4

_laid: OrderedDict[tuple[int, str], tuple[Place, Place]] = OrderedDict()
_lock = threading.Lock()


def scenario_names(place: Place) -> tuple[str, ...]:
    """Every scenario that a reorganisation or a scenario change names, in the order recorded."""
    found: dict[str, str] = {}
    for name, _ in _members(place):
        found.setdefault(plain(name), name)
    return tuple(found.values())


def with_scenario(place: Place, name: str) -> Place:
    """The register with one scenario laid over it; `place` itself stays as it is.

    The result carries the scenario's name, and the key of every record that it added or changed.
    Rows that cannot be used are left out; `scenario_problems` says which and why.

    Raises:
        UserError: no scenario has that name; the sentence lists the names there are.
    """
    known = known_name(place, name)
    key = (id(place), known)
    with _lock:
        if key in _laid:
            _laid.move_to_end(key)
            return _laid[key][1]
    result = _laid_over(place, known)
    with _lock:
        # The place is kept beside the result: while it is, no other place can have its identity.
        _laid[key] = (place, result)
        while len(_laid) > KEPT:
            _laid.popitem(last=False)
    return result


def scenario_overlay(place: Place, name: str) -> Overlay:
    """What the rows of a scenario come to: the changes, the rows used, the rows that cannot be."""
    return overlay_of(place, known_name(place, name))


def scenario_problems(place: Place, name: str | None = None) -> tuple[Problem, ...]:
    """The rows of one scenario, or of all, that cannot be used, each in a sentence."""
    names = scenario_names(place) if name is None else (known_name(place, name),)
    return tuple(problem for each in names for problem in overlay_of(place, each).problems)


def known_name(place: Place, name: str) -> str:
    """The scenario's name as recorded; case and spaces do not matter.

    Raises:
        UserError: no scenario has that name; the sentence lists the names there are.
    """
    names = scenario_names(place)
    for known in names:
        if plain(known) == plain(name):
            return known
    if not names:
        raise UserError(f"There is no scenario “{name}”: this file holds none yet.")
    listed = ", ".join(f"“{known}”" for known in names)
    raise UserError(f"There is no scenario “{name}”; this file holds {listed}.")


def _laid_over(place: Place, name: str) -> Place:
    overlay = overlay_of(place, name)
    changed = applied(place, overlay.changes)
    own = [record for key, record in _members(changed) if plain(key) == plain(name)]
    written = [*overlay.changes.create, *overlay.changes.update, *own]
    return replace(
        changed,
        version=place.version,
        scenario=name,
        what_if=frozenset((record.TABLE, record.id) for record in written),
    )


def _members(place: Place) -> Iterator[tuple[str, Record]]:
    """Scenario name and record, for everything that belongs to a scenario by what it says itself."""
    scenario_of = {item.id: item.scenario for item in place.reorganisations.values() if item.scenario}
    for key, name in scenario_of.items():
        yield name, place.reorganisations[key]
    for change in place.of(ScenarioChange).values():
        yield change.scenario, change
    rows: tuple[Affected | Succession, ...] = (
        *place.of(Affected).values(),
        *place.of(Succession).values(),
    )
    for row in rows:
        if row.reorganisation_id in scenario_of:
            yield scenario_of[row.reorganisation_id], row
