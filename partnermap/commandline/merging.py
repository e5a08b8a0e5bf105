"""The command that brings another copy of a file in."""

from pathlib import Path

import click

from partnermap.commandline.documents import open_document
from partnermap.commandline.options import file_argument, json_option, print_json
from partnermap.commandline.progress import progress
from partnermap.commandline.wording import shortened
from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.merge.answer import Merge
from partnermap.domain.errors import UserError
from partnermap.domain.sentences import counted


@click.command()
@file_argument
@click.argument("other", type=click.Path(readable=False, path_type=Path), metavar="OTHER.pmap")
@click.option(
    "--base", type=click.Path(readable=False, path_type=Path), default=None, help="What both came from."
)
@json_option
def merge(file: Path, other: Path, base: Path | None, as_json: bool) -> None:
    """Bring in what another copy of the file changed, as one undoable step."""
    from partnermap.document.merge.planning import plan_merge

    if other.resolve() == file.resolve():
        raise UserError(f"{other} is the file itself; give the copy to bring in.")
    with open_document(file) as document, progress("Comparing") as token:
        found = plan_merge(document.place, document.history(), other, base, token)
        if found.changes:
            document.execute(ApplyChanges(found.label, found.changes))
            document.save()
    if as_json:
        print_json(merge_json(found))
    else:
        click.echo(merge_in_words(found, other))


def merge_json(found: Merge) -> dict[str, object]:
    """The answer as one object; conflicts by record and field, with what each file says."""
    return {
        "created": len(found.changes.create),
        "updated": len(found.changes.update),
        "removed": len(found.changes.delete),
        "recognised": list(found.recognised),
        "conflicts": [
            {"record": each.record, "field": each.field, "here": each.here, "there": each.there}
            for each in found.conflicts
        ],
        "warnings": list(found.warnings),
    }


def merge_in_words(found: Merge, other: Path) -> str:
    """What was brought in, what both files have, and what they decided differently."""
    changes = found.changes
    numbers = (len(changes.create), len(changes.update), len(changes.delete))
    if changes:
        made, changed, gone = numbers
        lines = [f"From {other.name}: {made:,} added, {changed:,} changed, {gone:,} removed."]
    else:
        lines = [f"{other.name} brings nothing new."]
    if found.recognised:
        lines.append(f"Entered in both, and one: {', '.join(found.recognised)}.")
    lines += found.warnings
    if found.conflicts:
        things = counted(len(found.conflicts), "thing")
        lines.append(f"The files differ in {things}; what this file says stays:")
        lines += shortened([f"  {each.text}" for each in found.conflicts])
    return "\n".join(lines)


COMMANDS = (merge,)
