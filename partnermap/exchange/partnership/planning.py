"""One partnership of the ODS partner-mapping workbook as a forum with its members and dated statements.

Officials' names, e-mail addresses and postal addresses stay in the workbook.
"""

from collections.abc import Mapping
from pathlib import Path

from partnermap.domain.errors import SourceError
from partnermap.domain.place import Place
from partnermap.exchange.partnership.records import Bringing
from partnermap.exchange.partnership.sheet import HEADER_WITHIN, PartnerWorkbook, current_header
from partnermap.exchange.plan import ImportPlan, SelectionNeeded
from partnermap.exchange.sources.tabular import first_rows, is_text, read_sheets
from partnermap.jobs.token import Token

PARTNERSHIP = "partnership"
"""What must be selected: the ODS code of one partnership."""

_EXAMPLES = 6


def recognises(source: Path) -> bool:
    """Whether a sheet of the workbook has the columns of current partnerships."""
    return not is_text(source) and any(
        current_header(sheet) is not None for sheet in first_rows(source, HEADER_WITHIN)
    )


def plan(place: Place, source: Path, select: Mapping[str, str], token: Token) -> ImportPlan:
    """Bring one partnership in as a forum; pure, nothing is written.

    Args:
        place: the records as they stand.
        source: the workbook.
        select: `partnership` to the code of one, such as `QR1`.
        token: asked now and then whether to stop.

    Raises:
        SourceError: the workbook cannot be read, or no partnership of it was selected.
        Cancelled: the token was cancelled.
    """
    book = PartnerWorkbook(source.name, read_sheets(source, token))
    partnership = book.partnership(_selected_code(book, source.name, select))
    bringing = Bringing(place, partnership, source.name, book.snapshot)
    for partner in partnership.partners:
        bringing.add_partner(partner, book.sheet.place, book.council_types.get(partner.code or "", ""))
    entries = [entry for entry in book.log if partnership.code in entry.codes]
    for entry in entries:
        bringing.add_statement(entry)
    return ImportPlan(
        label=f"Import of {partnership.name} from {source.name}",
        read=partnership.rows + len(entries),
        changes=bringing.changes,
        unchanged=bringing.unchanged,
        skipped=tuple(bringing.skipped),
        warnings=(*bringing.warnings, *bringing.no_longer_named()),
    )


def _selected_code(book: PartnerWorkbook, name: str, select: Mapping[str, str]) -> str:
    wanted = select.get(PARTNERSHIP, "").strip().upper()
    if wanted in book.names:
        return wanted
    alike = {code: title for code, title in book.names.items() if wanted in title.upper()}
    named = list((alike or book.names).items())[:_EXAMPLES]
    known = ", ".join(f"{code} ({title})" for code, title in named)
    if not wanted:
        raise SelectionNeeded(
            f"{name} holds {len(book.names)} partnerships; say which with --select "
            f"partnership=CODE. The first are {known}.",
            PARTNERSHIP,
            book.names,
        )
    told = next((entry.text for entry in reversed(book.log) if wanted in entry.codes), None)
    why = f" Its change log says of it: {told.rstrip('.')}." if told else ""
    raise SourceError(
        f"{name} holds no current partnership {wanted}.{why} "
        f"It holds {len(book.names)}, among them {known}."
    )
