"""The sheet that explains the others: what each is for, and what may stand in each column."""

from partnermap.domain.words import ScenarioChangeKind
from partnermap.exchange.workbook.cells import Written
from partnermap.exchange.workbook.columns import Column, SheetForm
from partnermap.exchange.workbook.reading import EXPLANATION_TITLE
from partnermap.exchange.workbook.sheets import SHEETS
from partnermap.exchange.workbook.tables import Table

_ADVICE = (
    "One sheet for each kind of record, one row for each record; what you do not need may go.",
    "The order of the columns is free. A column that is not known is kept in the notes.",
    "Refer to a record by its ID or by its name, where only one record has that name.",
    "A blank cell says nothing: where the record exists already, it leaves what is there.",
    "Dates may be a day, a month or a year. Not known is better than a guess.",
    "Importing the same workbook again creates nothing. Names of people are optional everywhere.",
)

_SCENARIO_WORDS = ", ".join(word.value for word in ScenarioChangeKind)

_PURPOSE = {
    "Place": "The area that this file describes; one row.",
    "Organisations": "The bodies of the partnership, of every sector.",
    "Aliases": "Names by which other files know an organisation.",
    "Ties": "Who works with whom, one row for each link of one kind.",
    "Agreements": "Money or powers that bodies decide together.",
    "Contributions": "Who pays into or receives from an agreement, year by year.",
    "Parties": "Who is bound by an agreement, where no money is recorded.",
    "Posts": "Jobs that answer to more than one organisation.",
    "Post partners": "Who funds, hosts or directs a post.",
    "Teams": "Joint teams, and forums: boards, committees, alliances, networks.",
    "Members": "Who belongs to a team or forum, and since when.",
    "Programmes": (
        "Shared goals, the inequality they mean, and what delivers them. Framing: individual choice, "
        "risk group, access, living conditions or distribution of power and resources, and after "
        "semicolons gap between extremes or gradient, and who must change: people, services, "
        "organisations or policy. Horizon: up to 1 year, 1 to 5 years or over 5 years. Avoidable "
        "admissions: explicit, implied or none."
    ),
    "Reorganisations": "Dated events that change organisations.",
    "Affected": "Whom a reorganisation hits, and how.",
    "Successions": "Who follows whom; several rows for a split or a merger.",
    "Decisions": "What was decided about a link under a reorganisation.",
    "Scenario changes": (
        f"What would be different in a named scenario: {_SCENARIO_WORDS}. Bodies stand in Value as "
        "NAME | SHARE | FUNCTION, semicolons between them; a delay has its months there, as a number."
    ),
    "Statements": (
        "Dated texts about a record or the place. Figures read these kinds: equity check (Stage "
        "prepare, assess, apply or review), national demand (Stage helps or hinders), survey (Stage "
        "invited or answered), framing (of a programme; Stage counter-voice, or priority with a Text "
        "such as High priority for NAME and the organisation as Owner), asset, scrutiny, training."
    ),
    "Ratings": (
        "Anonymous answers of a workshop round, from 1 to 5. The statement of a domain of partnership "
        "health, its name or its number; anything else is a question of your own."
    ),
    "Evidence": (
        "Documents, interviews and observations behind a record. The theme says which domain of "
        "partnership health it speaks for: its name, its number, or a word such as posts, money or data."
    ),
    "Actions": "Agreed work with its owner and dates.",
    "Assumptions": "Settings of the disruption model; an absent row means the default.",
}


def explanation() -> Table:
    """Advice, what each sheet is for, and a row for each column with what may stand in it."""
    rows: list[tuple[Written, ...]] = [(sentence,) for sentence in _ADVICE]
    rows += [(), ("Sheet", "What it holds"), *_PURPOSE.items()]
    rows += [(), ("Sheet", "Column", "Needed", "What may stand in it")]
    rows += [row for form in SHEETS if not form.extra for row in _rows(form)]
    return Table(EXPLANATION_TITLE, ("How to fill in this workbook",), tuple(rows))


def _rows(form: SheetForm) -> list[tuple[Written, ...]]:
    needed = {column.title for column in form.required_columns}
    return [
        (
            form.title,
            column.title,
            "yes" if column.title in needed else None,
            (column.form.hint if isinstance(column, Column) else column.entry.hint) or "text",
        )
        for column in form.all_columns
    ]
