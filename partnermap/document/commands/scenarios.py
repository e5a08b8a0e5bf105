"""Commands for scenarios: apply one to the register as a single step, rename and remove one."""

from dataclasses import dataclass, replace

from partnermap.domain.changes import Changes
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.reorganisation import Reorganisation, ScenarioChange
from partnermap.domain.words import ReorganisationStatus
from partnermap.network.links import plain
from partnermap.network.scenario import known_name, scenario_names, scenario_overlay


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


@dataclass(frozen=True)
class RenameScenario:
    """Give a scenario another name, everywhere it stands."""

    name: str
    new_name: str

    @property
    def label(self) -> str:
        """`Rename the scenario “One trust” to “Two trusts”`."""
        return f"Rename the scenario “{self.name}” to “{self.new_name}”"

    def changes(self, place: Place) -> Changes:
        """Its changes and reorganisations under the new name.

        Raises:
            UserError: no scenario has that name, the new one is empty, or another has it.
        """
        name, wanted = known_name(place, self.name), " ".join(self.new_name.split())
        if not wanted:
            raise UserError("The scenario’s name is empty; give one.")
        taken = [other for other in scenario_names(place) if plain(other) == plain(wanted)]
        if plain(wanted) != plain(name) and taken:
            raise UserError(f"Another scenario is called “{taken[0]}”; give another name.")
        return Changes(update=tuple(replace(row, scenario=wanted) for row in _rows_of(place, name)))


@dataclass(frozen=True)
class RemoveScenario:
    """Remove a scenario with all that it holds; the register stays as it is."""

    name: str

    @property
    def label(self) -> str:
        """`Remove the scenario “One trust”`."""
        return f"Remove the scenario “{self.name}”"

    def changes(self, place: Place) -> Changes:
        """Its changes and reorganisations gone.

        Raises:
            UserError: no scenario has that name.
        """
        rows = _rows_of(place, known_name(place, self.name))
        return Changes(delete=tuple((row.TABLE, row.id) for row in rows))


def _rows_of(place: Place, name: str) -> list[ScenarioChange | Reorganisation]:
    """What stands under a scenario's name, however it is written there."""
    rows: list[ScenarioChange | Reorganisation] = [
        *place.of(ScenarioChange).values(),
        *place.reorganisations.values(),
    ]
    return [row for row in rows if row.scenario is not None and plain(row.scenario) == plain(name)]
