"""The table of what hangs on each post; no Qt."""

from collections.abc import Sequence

from partnermap.analysis.measure.dependency import Dependency
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.sentences import joined
from partnermap.shell.words import counted, text
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading


def dependency_table(place: Place, held: Sequence[Dependency]) -> FigureTable:
    """One row for each post that makes links."""
    return FigureTable(
        text("What hangs on single posts"),
        (
            Heading(text("Post")),
            Heading(text("Links it makes"), right=True),
            Heading(text("Cut off without it"), right=True),
            Heading(text("Of these VCSE"), right=True),
            Heading(text("Who would be cut off")),
        ),
        tuple(_row(place, item) for item in held),
    )


def _row(place: Place, item: Dependency) -> FigureRow:
    names = [place.name_of(key) for key in item.cut_off]
    vcse = _vcse(place, item)
    return FigureRow(
        (
            Figure(place.posts[item.origin.id].title),
            Figure(f"{item.ties:,}", item.ties),
            Figure(f"{len(names):,}", len(names), at_risk=bool(names)),
            Figure(f"{vcse:,}", vcse),
            Figure(joined(names) or text("nobody"), organisation_id=next(iter(item.cut_off), None)),
        ),
        (item.origin, *(About(Organisation.TABLE, key) for key in item.cut_off)),
    )


def _vcse(place: Place, item: Dependency) -> int:
    return sum(place.organisations[key].is_vcse for key in item.cut_off)


def dependency_words(place: Place, held: Sequence[Dependency]) -> str:
    """The finding above the table; empty when no joint post makes a link."""
    if not held:
        return ""
    cutting = [item for item in held if item.cut_off]
    if not cutting:
        return text("If any one of these posts went, nobody would be cut off.")
    worst = cutting[0]
    return text(
        "{posts} cut somebody off by going; without “{title}” that is {who}, {vcse} of them VCSE or "
        "community.",
        posts=counted(len(cutting), "post would", "posts would"),
        title=place.posts[worst.origin.id].title,
        who=counted(len(worst.cut_off), "organisation"),
        vcse=_vcse(place, worst),
    )
