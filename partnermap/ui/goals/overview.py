"""What the page for shared goals shows, found out on a worker: matrix, table, and each goal; no Qt."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from partnermap.analysis.profile.goal_sentences import (
    NOT_SAID,
    changers_text,
    findings,
    horizon_text,
    priorities_text,
    scale_text,
    unit_text,
)
from partnermap.analysis.profile.goals import Goal, GoalCell, GoalMatrix, goal_matrix
from partnermap.analysis.profile.programmes import ProgrammeRecord, Programmes, programmes_of
from partnermap.analysis.profile.voices import remarks_of
from partnermap.document.naming import name_of
from partnermap.domain.errors import Cancelled
from partnermap.domain.evidence import Statement
from partnermap.domain.place import Place
from partnermap.domain.programme import Programme
from partnermap.domain.record import About
from partnermap.domain.sentences import joined
from partnermap.jobs.token import Token
from partnermap.scene.style import Role, role_of
from partnermap.shell.words import counted, text
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading

NO_GOALS = text(
    "No shared goal is recorded yet. Type the first one above; Enter records it. What is known of it "
    "besides its name may follow here, or in the register of programmes."
)
NO_BODIES = text("No organisation is recorded on this date.")


@dataclass(frozen=True, slots=True)
class GoalDetails:
    """One goal as the pane shows it.

    Attributes:
        owners: sentences on who owns and who wants it.
        voices: statements on who may push back, with their words.
        remarks: other statements on its framing.
        asked: what to ask about it.
        labels: a label, where it stands, and the question that it raises.
    """

    record: ProgrammeRecord
    baseline: str | None
    owners: tuple[str, ...]
    voices: tuple[tuple[About, str], ...]
    remarks: tuple[str, ...]
    asked: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class GoalsOverview:
    """Everything on the page.

    Attributes:
        names, roles: of the organisations of the matrix, by id.
        findings: of the matrix, a sentence each.
        framing: how many ask whom to change, for a board.
        table: a row for each goal with its tags.
        goals: each in detail, by id.
    """

    place: Place
    on: dt.date
    matrix: GoalMatrix
    names: Mapping[str, str]
    roles: Mapping[str, Role]
    findings: tuple[str, ...]
    framing: str
    table: FigureTable
    goals: Mapping[str, GoalDetails]

    def cell_text(self, goal: Goal, body: str) -> str:
        """What an organisation has to do with a goal, as a sentence."""
        told = list(_parts(self.place, self.matrix.cell(goal.id, body))) or [text("nothing is recorded")]
        group = self.matrix.group_without_owner(goal, body)
        if group:
            told.append(text("nobody of {group} owns it", group=group))
        return text(
            "{goal}, {body}: {told}.", goal=goal.name, body=self.names[body], told="; ".join(told)
        )

    def records_of(self, goal_id: str, body: str) -> tuple[About, ...]:
        """What a cell leads to: what delivers the goal, the priority that was said, the goal itself."""
        cell = self.matrix.cell(goal_id, body)
        goal = About(Programme.TABLE, goal_id)
        said = (About(Statement.TABLE, cell.said.statement_id),) if cell.said is not None else ()
        return (goal, *cell.delivers, *said) if cell.owns else (*cell.delivers, *said, goal)


def goals_overview(request: FiguresRequest, token: Token) -> GoalsOverview:
    """Goals, who has to do with them, and how each is framed, on the date.

    Raises:
        Cancelled: the token was cancelled.
    """
    place = request.place
    matrix = goal_matrix(place, request.on)
    if token.is_cancelled:
        raise Cancelled
    found = programmes_of(place)
    remarks = remarks_of(place)
    bodies = {key: place.organisations[key] for key in matrix.organisation_ids}
    return GoalsOverview(
        place=place,
        on=request.on,
        matrix=matrix,
        names={key: body.label for key, body in bodies.items()},
        roles={key: role_of(body) for key, body in bodies.items()},
        findings=tuple(findings(matrix)),
        framing=found.framing_text,
        table=_table(found),
        goals={
            item.id: _details(place, found, item, _owners(matrix, goal), remarks.get(item.id, ()))
            for item, goal in zip(found.records, matrix.goals, strict=True)
        },
    )


def _parts(place: Place, cell: GoalCell) -> Iterator[str]:
    if cell.owns:
        yield text("owns it")
    if cell.delivers:
        records = (place.get(about.table, about.id) for about in cell.delivers)
        names = [name_of(place, record) for record in records if record is not None]
        yield text("delivers through {names}", names=joined(names))
    if cell.said is not None:
        yield cell.said.priority.value if cell.said.priority is not None else f"“{cell.said.text}”"


def _details(
    place: Place,
    found: Programmes,
    item: ProgrammeRecord,
    owners: Iterable[str],
    remarks: Sequence[Statement],
) -> GoalDetails:
    voices = ((About(row.TABLE, row.id), _with_owner(row)) for row in item.counter_voices)
    return GoalDetails(
        record=item,
        baseline=place.of(Programme)[item.id].baseline,
        owners=tuple(owners),
        voices=tuple(voices),
        remarks=tuple(map(_with_owner, remarks)),
        asked=found.asked_of(item),
        labels=tuple(
            (text("“{word}” in its {field}", word=word.word, field=word.field), word.question)
            for word in item.loaded_words
        ),
    )


def _owners(matrix: GoalMatrix, goal: Goal) -> Iterator[str]:
    if goal.owners:
        yield text("Owned by {names}.", names=joined([matrix.names[key] for key in goal.owners]))
    if goal.nobody_text:
        yield goal.nobody_text
    if goal.priorities:
        lead = text("Priorities differ") if goal.differs else text("Priorities")
        yield f"{lead}: {priorities_text(matrix, goal)}."
    for row in goal.elsewhere:
        owner = row.owner or text("nobody is named")
        yield text("“{words}” ({owner}, not in the register)", words=row.text, owner=owner)


def _with_owner(row: Statement) -> str:
    told = [part for part in (row.owner, row.date.in_words() if row.date is not None else None) if part]
    return f"{row.text} ({', '.join(told)})" if told else row.text


def _table(found: Programmes) -> FigureTable:
    titles = (
        text("Goal"),
        text("The problem lies in"),
        text("Gap or gradient"),
        text("Horizon"),
        text("Who must change"),
        text("May push back"),
    )
    return FigureTable(
        text("How each goal is framed"),
        tuple(map(Heading, titles)),
        tuple(_row(item) for item in found.records),
    )


def _row(item: ProgrammeRecord) -> FigureRow:
    voices = counted(len(item.counter_voices), "voice") if item.counter_voices else NOT_SAID
    cells = (
        item.name,
        unit_text(item),
        scale_text(item),
        horizon_text(item),
        changers_text(item),
        voices,
    )
    return FigureRow(tuple(map(Figure, cells)), (About(Programme.TABLE, item.id),))
