"""The scenarios of a file: what each changes, what is wrong with a row, and the commands; no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from partnermap.document.command import Command
from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.naming import name_of
from partnermap.domain.agreement import Agreement
from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes, new_id
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.record import About, Record
from partnermap.domain.reorganisation import Reorganisation, ScenarioChange
from partnermap.domain.team import Team
from partnermap.domain.tie import Tie
from partnermap.domain.words import ScenarioChangeKind
from partnermap.jobs.token import Token
from partnermap.network.links import plain
from partnermap.network.scenario import scenario_names, scenario_problems
from partnermap.network.what_if import kind_of, overlay_of
from partnermap.shell.words import text
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable
from partnermap.ui.tables.figures import Heading as Column

_DASH = "–"
_BODY = (Organisation.TABLE,)

SUBJECTS: Mapping[ScenarioChangeKind, tuple[str, ...]] = {
    ScenarioChangeKind.MERGE: _BODY,
    ScenarioChangeKind.SPLIT: _BODY,
    ScenarioChangeKind.ABOLISH: _BODY,
    ScenarioChangeKind.TRANSFER: _BODY,
    ScenarioChangeKind.CLUSTER: _BODY,
    ScenarioChangeKind.CLOSE: _BODY,
    ScenarioChangeKind.END: (Agreement.TABLE, Post.TABLE, Team.TABLE, Tie.TABLE),
    ScenarioChangeKind.LEAVE_VACANT: (Post.TABLE,),
    ScenarioChangeKind.DELAY: (Reorganisation.TABLE,),
    ScenarioChangeKind.DROP: (Reorganisation.TABLE,),
}
"""What each change can be about."""

TITLES: Mapping[ScenarioChangeKind, str] = {
    ScenarioChangeKind.MERGE: text("an organisation merges into another"),
    ScenarioChangeKind.SPLIT: text("an organisation is split"),
    ScenarioChangeKind.ABOLISH: text("an organisation is abolished"),
    ScenarioChangeKind.TRANSFER: text("an organisation hands over functions"),
    ScenarioChangeKind.CLUSTER: text("organisations share one leadership"),
    ScenarioChangeKind.CLOSE: text("an organisation closes"),
    ScenarioChangeKind.END: text("an agreement, post, team or link ends"),
    ScenarioChangeKind.LEAVE_VACANT: text("a post is left vacant"),
    ScenarioChangeKind.DELAY: text("a reorganisation comes later, by months"),
    ScenarioChangeKind.DROP: text("a reorganisation does not happen"),
}

VALUES: Mapping[ScenarioChangeKind, tuple[str, str]] = {
    ScenarioChangeKind.MERGE: (text("Into"), text("an organisation, or the name of a new one")),
    ScenarioChangeKind.SPLIT: (
        text("Into"),
        text("West Council | 54%; East Council | 46%"),
    ),
    ScenarioChangeKind.ABOLISH: (
        text("Taken over by"),
        text("blank, or A | 60%; B | 40%"),
    ),
    ScenarioChangeKind.TRANSFER: (text("To"), text("County Council | 100% | public health")),
    ScenarioChangeKind.CLUSTER: (text("Together with"), text("Trust A; Trust B")),
    ScenarioChangeKind.DELAY: (text("Months later"), text("6, or -6 for earlier")),
}
"""What the value of a change is called, and an example; the others have none."""

DATES: Mapping[ScenarioChangeKind, str] = {
    ScenarioChangeKind.CLOSE: text("Last day"),
    ScenarioChangeKind.END: text("Last day"),
    ScenarioChangeKind.LEAVE_VACANT: text("Vacant from"),
}
"""What the date of a change is called, where it is not the day it takes effect."""

UNDATED = frozenset({ScenarioChangeKind.DELAY, ScenarioChangeKind.DROP})


@dataclass(frozen=True, slots=True)
class ScenariosOverview:
    """Every scenario with its changes; `wrong` counts the rows that cannot be used."""

    names: tuple[str, ...]
    changes: Mapping[str, FigureTable]
    wrong: Mapping[str, int]


def scenarios_overview(request: FiguresRequest, _token: Token) -> ScenariosOverview:
    """The scenarios of the register."""
    place = request.place
    names = scenario_names(place)
    problems = {name: _problems(place, name) for name in names}
    return ScenariosOverview(
        names=names,
        changes={name: _changes(place, name, problems[name]) for name in names},
        wrong={name: len(found) for name, found in problems.items()},
    )


def _problems(place: Place, name: str) -> Mapping[About, str]:
    return {item.about: item.what or item.text for item in scenario_problems(place, name)}


def _changes(place: Place, name: str, problems: Mapping[About, str]) -> FigureTable:
    rows = [
        _change(place, row, problems)
        for row in place.of(ScenarioChange).values()
        if plain(row.scenario) == plain(name)
    ]
    rows += [
        _event(item, problems)
        for item in place.reorganisations.values()
        if plain(item.scenario or "") == plain(name)
    ]
    headings = (
        text("Change"),
        text("About"),
        text("Value"),
        text("Date"),
        text("What is wrong with it"),
    )
    return FigureTable(text("Changes of “{name}”", name=name), tuple(map(Column, headings)), tuple(rows))


def _change(place: Place, row: ScenarioChange, problems: Mapping[About, str]) -> FigureRow:
    kind, record = kind_of(row), place.get(row.about_table or "", row.about_id or "")
    about = About(row.TABLE, row.id)
    cells = (
        Figure(TITLES[kind] if kind is not None else row.change),
        Figure(name_of(place, record) if record is not None else text("not there"), None, _body(record)),
        Figure(row.value or _DASH),
        Figure(row.date.in_words() if row.date is not None else _DASH),
        Figure(problems.get(about, ""), at_risk=True),
    )
    return FigureRow(cells, (about,))


def _body(record: Record | None) -> str | None:
    return record.id if isinstance(record, Organisation) else None


def _event(item: Reorganisation, problems: Mapping[About, str]) -> FigureRow:
    about = About(item.TABLE, item.id)
    cells = (
        Figure(text("a reorganisation of its own")),
        Figure(item.name),
        Figure(str(item.kind or _DASH)),
        Figure(item.effective.in_words() if item.effective is not None else _DASH),
        Figure(problems.get(about, ""), at_risk=True),
    )
    return FigureRow(cells, (about,))


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form for one change says; texts as typed."""

    scenario: str
    kind: ScenarioChangeKind
    about: About | None
    value: str = ""
    date: str = ""


def drafted(place: Place, draft: Draft, row_id: str | None = None) -> Command:
    """The one step that adds a change to a scenario, or changes one that is there.

    Raises:
        BadValue: it cannot be used; the sentence says why.
    """
    name = " ".join(draft.scenario.split())
    if not name:
        raise BadValue(text("Give the scenario a name."))
    if draft.about is None:
        raise BadValue(text("Choose what changes."))
    known = place.of(ScenarioChange).get(row_id or "")
    row = replace(
        known or ScenarioChange(id=new_id(), scenario=name, change=draft.kind.value),
        scenario=next((each for each in scenario_names(place) if plain(each) == plain(name)), name),
        change=draft.kind.value,
        about_table=draft.about.table,
        about_id=draft.about.id,
        value=(draft.value.strip() or None) if draft.kind in VALUES else None,
        date=_date(draft),
    )
    changes = Changes(update=(row,)) if known is not None else Changes(create=(row,))
    after = applied(place, changes)
    for problem in overlay_of(after, row.scenario).problems:
        if problem.about.id == row.id:
            raise BadValue(problem.what or problem.text)
    return ApplyChanges(_label(place, row, is_new=known is None), changes)


def _date(draft: Draft) -> PartialDate | None:
    if draft.kind in UNDATED or not draft.date.strip():
        return None
    return PartialDate.parse(draft.date)


def _label(place: Place, row: ScenarioChange, *, is_new: bool) -> str:
    record = place.get(row.about_table or "", row.about_id or "")
    about = name_of(place, record) if record is not None else ""
    if is_new:
        return text(
            "What if “{name}”: {change} {about}", name=row.scenario, change=row.change, about=about
        )
    return text("Change what “{name}” says of {about}", name=row.scenario, about=about)
