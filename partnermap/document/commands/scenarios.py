"""Commands for scenarios: apply one to the register as a single step."""

from dataclasses import dataclass, replace

from partnermap.domain.changes import Changes
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.reorganisation import Reorganisation, ScenarioChange
from partnermap.domain.words import ReorganisationStatus
from partnermap.network.links import plain
from partnermap.network.scenario import known_name, scenario_overlay


@dataclass(frozen=True)
class ApplyScenario:
    """Make a scenario part of the register; rows that cannot be used stay where they are."""

    name: str
    status: ReorganisationStatus = ReorganisationStatus.DECIDED

    @property
    def label(self) -> str:
        """`Apply the scenario “One trust” to the register`."""
        return f"Apply the scenario “{self.name}” to the register"

    def changes(self, place: Place) -> Changes:
        """The scenario's records as records of the register, and its rows gone.

        Raises:
            UserError: no scenario has that name.
        """
        name = known_name(place, self.name)
        overlay = scenario_overlay(place, name)
        changed = {item.id for item in overlay.changes.update}
        own = [
            item
            for item in place.reorganisations.values()
            if item.scenario is not None
            and plain(item.scenario) == plain(name)
            and item.id not in changed
        ]
        return Changes(
            create=tuple(map(self._registered, overlay.changes.create)),
            update=tuple(map(self._registered, (*overlay.changes.update, *own))),
            delete=overlay.changes.delete
            + tuple((ScenarioChange.TABLE, row_id) for row_id in overlay.used),
        )

    def _registered(self, record: Record) -> Record:
        if not isinstance(record, Reorganisation) or record.scenario is None:
            return record
        open_status = record.status in {None, ReorganisationStatus.PROPOSED}
        return replace(record, scenario=None, status=self.status if open_status else record.status)
