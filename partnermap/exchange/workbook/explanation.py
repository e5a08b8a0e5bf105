"""The sheet that explains the others: what each is for, and what may stand in each column."""

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


def explanation() -> Table:
    """Advice, then a row for each column of the template with what may stand in it."""
    rows: list[tuple[Written, ...]] = [(sentence,) for sentence in _ADVICE]
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
