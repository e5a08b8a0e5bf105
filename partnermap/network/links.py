"""What the record says of a link apart from its ends: its function, its start, what was decided."""

import datetime as dt

from partnermap.domain.dates import ONE_DAY, known_first_day
from partnermap.domain.record import About
from partnermap.network.lookup import Lookup


class Links:
    """Questions about the agreement, post, team or tie that a link stands for."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def function_of(self, origin: About) -> str | None:
        """The function it is tagged with; teams have none."""
        record = self._lookup.place.get(origin.table, origin.id)
        return getattr(record, "function", None) or None

    def has_function(self, origin: About, function: str | None) -> bool:
        """Whether it is tagged with a function; several tags stand apart by semicolons."""
        own = self.function_of(origin)
        if own is None or function is None:
            return False
        return plain(function) in {plain(own), *map(plain, own.split(";"))}

    def start_of(self, origin: About) -> dt.date:
        """The day after it began, for what moved functions before says nothing of it; else the first."""
        record = self._lookup.place.get(origin.table, origin.id)
        start = known_first_day(getattr(record, "start", None))
        return dt.date.min if start is None else start + ONE_DAY

    def decided(self, origin: About, reorganisation_ids: frozenset[str]) -> str | None:
        """To whom the last decision under these reorganisations sends it; None where there is none."""
        for decision in reversed(self._lookup.decisions.get((origin.table, origin.id), ())):
            if decision.goes_to_id is not None and decision.reorganisation_id in reorganisation_ids:
                return decision.goes_to_id
        return None


def plain(text: str) -> str:
    """The words of a function or a scenario as they are compared: case and spaces do not matter."""
    return " ".join(text.casefold().split())
