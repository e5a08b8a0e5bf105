"""The commands of the room, made of records and plain values; no Qt."""

from partnermap.document.command import Command
from partnermap.document.commands.records import AddRecords
from partnermap.domain.changes import new_id
from partnermap.domain.reorganisation import Reorganisation, ScenarioChange
from partnermap.domain.words import ScenarioChangeKind
from partnermap.shell.words import text


def delayed(scenario: str, reorganisation_id: str, months: int) -> Command:
    """A scenario in which a reorganisation comes so many months later."""
    row = ScenarioChange(
        id=new_id(),
        scenario=scenario,
        change=ScenarioChangeKind.DELAY.value,
        about_table=Reorganisation.TABLE,
        about_id=reorganisation_id,
        value=str(months),
    )
    return AddRecords(text("Add the scenario “{name}”", name=scenario), (row,))
