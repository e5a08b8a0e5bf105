"""What we agreed: an action from three short fields, and the actions of a place as a table."""

import datetime as dt

from partnermap.document.commands.records import AddRecords
from partnermap.document.naming import name_of, shortened
from partnermap.domain.changes import new_id
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue
from partnermap.domain.evidence import Action
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.shell.words import counted, text
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading


def agreed_action(action: str, owner: str, due: str, about: About | None, today: dt.date) -> AddRecords:
    """The command that records an action; owner, due date and what it is about may be left out.

    Raises:
        BadValue: the action is empty or the due date is none.
    """
    if not action.strip():
        raise BadValue(text("Say what will be done; the owner and the date may follow later."))
    day = PartialDate.from_day(today)
    record = Action(
        id=new_id(),
        action=" ".join(action.split()),
        owner=" ".join(owner.split()) or None,
        due=PartialDate.parse(due) if due.strip() else None,
        about_table=about.table if about else None,
        about_id=about.id if about else None,
        source=text("Workshop, {day}", day=day.in_words()),
        last_confirmed=day,
    )
    return AddRecords(shortened(text("Agreed: {action}", action=record.action)), (record,))


def open_actions(place: Place) -> tuple[Action, ...]:
    """Actions that are not done, those recorded last first."""
    return tuple(action for action in reversed(list(place.of(Action).values())) if action.done is None)


def actions_table(place: Place) -> FigureTable:
    """The open actions, the newest first; each leads to its record."""
    rows = tuple(
        FigureRow(
            (
                Figure(action.action),
                Figure(action.owner or text("nobody yet")),
                _due(action),
                Figure(_about(place, action)),
            ),
            (About(Action.TABLE, action.id),),
        )
        for action in open_actions(place)
    )
    titles = (text("Action"), text("Owner"), text("Due"), text("About"))
    return FigureTable(text("Actions not done"), tuple(Heading(title) for title in titles), rows)


def actions_sentence(place: Place) -> str:
    """How many are open, and how many of them nobody owns or have no date."""
    actions = open_actions(place)
    if not actions:
        return text("No action is open yet.")
    words = [text("{actions} open", actions=counted(len(actions), "action"))]
    lacking = (
        (sum(action.owner is None for action in actions), text("without an owner")),
        (sum(action.due is None for action in actions), text("without a date")),
    )
    words += [f"{count:,} {what}" for count, what in lacking if count]
    return f"{', '.join(words)}."


def _due(action: Action) -> Figure:
    if action.due is None:
        return Figure(text("no date"))
    return Figure(action.due.in_words(), float(action.due.last_day.toordinal()))


def _about(place: Place, action: Action) -> str:
    record = place.get(action.about_table or "", action.about_id or "")
    return name_of(place, record) if record is not None else ""
