"""Whom a name in a spending file stands for: by code, alias or exact name, never nearly so."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from partnermap.domain.organisation import Alias, Identifier, PastName
from partnermap.domain.place import Place
from partnermap.exchange.bodies.codes import organisations_by_code
from partnermap.exchange.bodies.names import name_key

_CODE_IN_BRACKETS = re.compile(r"\(\s*([A-Z0-9]{3,8})\s*\)", re.IGNORECASE)
_CODE_WITH_SCHEME = re.compile(r"\bGB-[A-Z]{2,5}-[\w./-]+", re.IGNORECASE)

Candidates = Mapping[str, frozenset[str]]
"""Key of a name, or code in capitals, to the organisations it may mean."""


@dataclass(frozen=True, slots=True)
class Match:
    """Who a name stands for: one organisation, none, or several that it could mean."""

    organisation_id: str | None
    could_be: tuple[str, ...] = ()


UNKNOWN = Match(None)


class PayeeMatcher:
    """Finds organisations by the names of one source; answers are kept, as files repeat names.

    Attributes:
        tiers: name keys in the order they are asked; the first that knows the name decides.
    """

    def __init__(self, place: Place, source_names: Iterable[str]) -> None:
        """Gather codes and names.

        Args:
            place: the records as they stand.
            source_names: what the user may call this source in the aliases: its file, its payer.
        """
        self._codes = _codes(place)
        self._bare_codes = _bare_codes(place)
        self.tiers = (
            *alias_tiers(place, source_names),
            *name_tiers(place),
        )
        self._known: dict[str, Match] = {}

    def match(self, name: str) -> Match:
        """Who the name stands for."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._find(name)
        return found

    def _find(self, name: str) -> Match:
        for candidates in self._candidates(name):
            if len(candidates) == 1:
                return Match(next(iter(candidates)))
            if candidates:
                return Match(None, tuple(sorted(candidates)))
        return UNKNOWN

    def _candidates(self, name: str) -> Iterator[frozenset[str]]:
        nobody: frozenset[str] = frozenset()
        for found in _CODE_WITH_SCHEME.finditer(name):
            yield self._codes.get(found[0].upper(), nobody)
        for found in _CODE_IN_BRACKETS.finditer(name):
            yield self._bare_codes.get(found[1].upper(), nobody)
        key = name_key(name)
        for tier in self.tiers:
            yield tier.get(key, nobody)


class SourceMatchers:
    """A matcher for every file that payments came from, as each may have aliases of its own."""

    def __init__(self, place: Place, payers: Iterable[str]) -> None:
        """Remember what they have in common.

        Args:
            place: the records as they stand.
            payers: names of the bodies that pay, under which a user may file aliases too.
        """
        self._place, self._payers = place, tuple(payers)
        self._by_source: dict[str | None, PayeeMatcher] = {}

    def of(self, source: str | None) -> PayeeMatcher:
        """The matcher for names from this file."""
        matcher = self._by_source.get(source)
        if matcher is None:
            names = (source, *self._payers) if source else self._payers
            matcher = self._by_source[source] = PayeeMatcher(self._place, names)
        return matcher


def _codes(place: Place) -> Candidates:
    return _gathered((code.text.upper(), code.organisation_id) for code in place.of(Identifier).values())


def _bare_codes(place: Place) -> Candidates:
    """ODS codes without their scheme; bare numbers are left out, as names hold other numbers."""
    return {
        code: frozenset(ids) for code, ids in organisations_by_code(place).items() if not code.isdigit()
    }


def alias_tiers(place: Place, source_names: Iterable[str]) -> tuple[Candidates, Candidates, Candidates]:
    """The aliases of this source, those for any source, and those that other sources use."""
    source_keys = _source_keys(source_names)
    tiers: tuple[list[tuple[str, str]], ...] = ([], [], [])
    for alias in place.of(Alias).values():
        tier = 2 if alias.source else 1
        if alias.source and name_key(alias.source) in source_keys:
            tier = 0
        tiers[tier].append((name_key(alias.name), alias.organisation_id))
    return _gathered(tiers[0]), _gathered(tiers[1]), _gathered(tiers[2])


def _source_keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name_key(form) for name in names for form in (name, PurePath(name).stem))


def name_tiers(place: Place) -> tuple[Candidates, Candidates]:
    """The names that organisations have, and those that they had."""
    return (
        _gathered((name_key(body.name), body.id) for body in place.organisations.values()),
        _gathered((name_key(past.name), past.organisation_id) for past in place.of(PastName).values()),
    )


def _gathered(pairs: Iterable[tuple[str, str]]) -> Candidates:
    found: dict[str, set[str]] = defaultdict(set)
    for key, organisation_id in pairs:
        if key:
            found[key].add(organisation_id)
    return {key: frozenset(ids) for key, ids in found.items()}
