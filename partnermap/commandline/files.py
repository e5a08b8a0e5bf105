"""Commands that make, fill, write out and look after a .pmap file."""

import datetime as dt
from pathlib import Path

import click

from partnermap.commandline.documents import new_document, open_document, read_place
from partnermap.commandline.options import (
    PartsType,
    SelectType,
    file_argument,
    json_option,
    on_option,
    print_json,
    today,
)
from partnermap.commandline.progress import progress
from partnermap.commandline.wording import import_answer, import_in_words, shortened
from partnermap.document.commands.imports import ApplyChanges
from partnermap.domain.errors import DocumentError, UserError
from partnermap.domain.place import Place
from partnermap.exchange.plan import ImportPlan
from partnermap.shell.words import counted


@click.command()
@file_argument
def example(file: Path) -> None:
    """Write the worked example: an invented place with sixty organisations."""
    from partnermap.exchange.example import EXAMPLE_TITLE, plan_example

    with new_document(file, EXAMPLE_TITLE, invented=True) as document:
        document.execute(_command(plan_example(document.place)))
        document.save()
    click.echo(f"Wrote the worked example, an invented place, to {file}.")


@click.command()
@file_argument
@click.option("--title", required=True, help="The place's name.")
def new(file: Path, title: str) -> None:
    """Make an empty file for a place."""
    if not title.strip():
        raise click.UsageError("The title is empty; give the place's name.")
    with new_document(file, title.strip()):
        click.echo(f"Made {file} for {title.strip()}.")


@click.command("import")
@file_argument
@click.argument(
    "sources",
    nargs=-1,
    required=True,
    type=click.Path(readable=False, path_type=Path),
    metavar="SOURCE...",
)
@click.option("--as", "format_name", default=None, help="The format, when its content does not tell.")
@click.option(
    "--select", type=SelectType(), multiple=True, help="A choice within the source: KEY=VALUE."
)
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@json_option
def import_sources(
    file: Path,
    sources: tuple[Path, ...],
    format_name: str | None,
    select: tuple[tuple[str, str], ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring files in (workbook, ODS, partner mapping, grants, spending) as one undoable step."""
    from partnermap.exchange.imports import plan_import

    with open_document(file) as document, progress("Reading") as token:
        plan = plan_import(
            document.place, sources, format_name=format_name, select=dict(select), token=token
        )
        if plan.changes and not dry_run:
            document.execute(_command(plan))
            document.save()
    if as_json:
        print_json(import_answer(plan))
    else:
        click.echo(import_in_words(plan, dry_run=dry_run))


@click.command()
@file_argument
@click.argument("target", type=click.Path(readable=False, path_type=Path))
@click.option("--as", "format_name", default=None, help="The format; a workbook when left out.")
@on_option
@click.option(
    "--without", type=PartsType(), default=frozenset[str](), help="Leave out: people,money,history."
)
def export(
    file: Path, target: Path, format_name: str | None, on: dt.date | None, without: frozenset[str]
) -> None:
    """Write a workbook (.xlsx), a folder of .csv files, a clean copy (.pmap), or the network.

    The network goes to other tools as .graphml, .gexf or .json (node-link), or with `--as edges` as a
    folder of nodes.csv and edges.csv; without --on it holds the ties of all dates.
    """
    from partnermap.exchange.graphs import FORMS, form_of

    form = form_of(target, format_name)
    if form is None and format_name not in (None, "workbook", "pmap"):
        known = ", ".join(("workbook", "pmap", *FORMS))
        raise UserError(f"Nothing can be written as “{format_name}”; the formats are {known}.")
    if form is not None:
        _export_network(read_place(file), target, form, on, without)
    elif format_name == "pmap" or (format_name is None and target.suffix.lower() == ".pmap"):
        _save_clean_copy(file, target, on, without)
    else:
        from partnermap.exchange.workbook.writing import export_workbook

        export_workbook(read_place(file), target, on=on, without=without)
    click.echo(f"Wrote {target}.")
    if "people" in without:
        click.echo(
            "Names that stand in notes, titles or other free text are still there: look through them."
        )


def _export_network(
    place: Place, target: Path, form: str, on: dt.date | None, without: frozenset[str]
) -> None:
    from partnermap.exchange.graphs import export_network

    content = export_network(place, target, form, today(), on=on, without=without)
    nodes, edges = counted(len(content.nodes), "organisation"), counted(len(content.edges), "tie")
    click.echo(f"{content.title}: {nodes}, {edges}.")
    if content.waiting:
        click.echo(f"Left out, as they await a decision or have no home: {content.waiting:,}.")


def _save_clean_copy(file: Path, target: Path, on: dt.date | None, without: frozenset[str]) -> None:
    if on is not None:
        raise UserError("A .pmap copy holds all dates; leave --on out, or write a workbook.")
    if target.resolve() == file.resolve():
        raise UserError("The copy would replace the file itself; give another name.")
    with open_document(file) as document:
        document.save_copy(target, without=without)


@click.command()
@file_argument
@json_option
def history(file: Path, as_json: bool) -> None:
    """List the steps that made the file what it is, oldest first."""
    with open_document(file) as document:
        steps = document.history()
    if as_json:
        rows = [
            {
                "id": step.id,
                "when": step.when.isoformat(),
                "label": step.label,
                "reverses": step.reverses,
            }
            for step in steps
        ]
        print_json({"steps": rows})
        return
    for step in steps:
        note = f"  (reverses step {step.reverses})" if step.reverses is not None else ""
        click.echo(f"{step.id:>5}  {step.when:%d %b %Y %H:%M}  {step.label}{note}")
    if not steps:
        click.echo("Nothing has been recorded yet.")


@click.command()
@file_argument
def undo(file: Path) -> None:
    """Take the last step back; the step stays in the history."""
    with open_document(file) as document:
        label = document.undo_label
        document.undo()
        document.save()
    click.echo(f"Undone: {label}.")


@click.command()
@file_argument
def check(file: Path) -> None:
    """Check a file's integrity and say what it holds."""
    from partnermap.document.checking import check as check_file

    report = check_file(file)
    click.echo(f"{file}: schema {report.schema_version}")
    for title, count in report.counts.items():
        click.echo(f"{count:>8}  {title}")
    if report.problems:
        raise DocumentError(
            f"{file} cannot be opened because {report.problems[0]}: open a backup of it."
        )
    click.echo("No problem found.")
    if problems := _problems_in_words(file):
        click.echo("Rows to look at:")
        click.echo("\n".join(problems))


def _problems_in_words(file: Path) -> list[str]:
    """What cannot be right about reorganisations and scenarios; everything else still counts."""
    from partnermap.network.reorganisation_problems import reorganisation_problems
    from partnermap.network.scenario import scenario_problems

    place = read_place(file)
    found = (*reorganisation_problems(place), *scenario_problems(place))
    return shortened([f"  {problem.text}" for problem in found])


def _command(plan: ImportPlan) -> ApplyChanges:
    return ApplyChanges(plan.label, plan.changes)


COMMANDS = (example, new, import_sources, export, history, undo, check)
