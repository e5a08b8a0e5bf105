"""A copy to hand on: without history, without people's names, without money."""

import tempfile
from pathlib import Path

from db.engine import Database
from db.journal import forget_steps
from partnermap.document.failures import plain_errors
from partnermap.document.preparing import prepare
from partnermap.document.saving import save_anyway, write_copy
from partnermap.document.writing import write_records
from partnermap.domain.leaving_out import leave_out
from partnermap.domain.place import Place
from partnermap.shell.paths import work_folder


def save_clean_copy(database: Database, place: Place, target: Path, without: frozenset[str]) -> None:
    """Write a copy that lacks what should not be handed on, in no page of the file.

    Raises:
        DocumentError: nothing was written, and why.
    """
    with plain_errors(target), tempfile.TemporaryDirectory(dir=work_folder()) as folder:
        copy = Path(folder) / "copy.pmap"
        write_copy(database, copy)
        emptied = Database(copy)
        try:
            with emptied.transaction():
                write_records(emptied, prepare(place, leave_out(place, without)))
                forget_steps(emptied)
            # Copied once more: deleted rows linger in the pages of the file they were deleted from.
            save_anyway(emptied, target)
        finally:
            emptied.close()
