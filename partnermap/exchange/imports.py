"""One plan from any number of files, in whatever order they are given.

The order in which they are read is always the same. All workbooks, single sheets and folders of
sheets are read together, so that each may refer to the others. Then every other file is matched on
top of what is there by then, in the order of FORMATS and, within a format, in the order given:
partner mapping, then organisation codes, and grants and spending last, since they are matched by
identifiers, names and aliases. Where rows of the workbooks found no record to refer to, the workbooks
are matched once more before these, because the files between may have brought it: aliases of bodies
that the partner mapping adds, for example.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from partnermap.domain.apply import applied, difference
from partnermap.domain.errors import Cancelled, SourceError
from partnermap.domain.place import Place
from partnermap.domain.sentences import joined
from partnermap.exchange.formats import FORMATS, MATCHED_LAST, WORKBOOK, Format, format_for, format_named
from partnermap.exchange.plan import ImportPlan
from partnermap.exchange.workbook.planning import plan_together
from partnermap.jobs.token import Token

_NOTHING_SELECTED: Mapping[str, str] = MappingProxyType({})


def plan_import(
    place: Place,
    sources: Sequence[Path],
    *,
    format_name: str | None = None,
    select: Mapping[str, str] = _NOTHING_SELECTED,
    token: Token | None = None,
) -> ImportPlan:
    """What importing the sources would do, as one step; their order matters only within a format.

    Args:
        place: the records as they stand.
        sources: files, or folders of .csv files.
        format_name: one of the names in FORMATS; without it the content decides.
        select: what to take from a source that holds more, such as `partnership` to a code.
        token: to report progress and to cancel.

    Raises:
        SourceError: a source cannot be read as a whole, or the format is not known.
        Cancelled: the token was cancelled.
    """
    if not sources:
        raise SourceError("No file was given; name at least one file to import.")
    token = token or Token()
    named = format_named(format_name) if format_name else None
    current = place
    plans: list[ImportPlan] = []
    pairs = [(named or format_for(source), source) for source in sources]
    for step in _steps(pairs):
        if step.again and not plans[0].skipped:
            continue
        token.report(step.done, ", ".join(source.name for source in step.sources))
        plan = _planned(current, step, select, token)
        if token.is_cancelled:
            raise Cancelled
        if len(sources) > 1:
            current = applied(current, plan.changes)
        if step.again:
            plans[0] = _both_passes(plans[0], plan)
        else:
            plans.append(plan)
    plan = plans[0] if len(sources) == 1 else _joined(place, current, sources, plans)
    return replace(
        plan, warnings=(*plan.warnings, *_not_selected({known for known, _ in pairs}, select))
    )


def _not_selected(formats: Collection[Format], select: Mapping[str, str]) -> Iterator[str]:
    """That a key means nothing in any of the files; a workbook says so itself."""
    known = sorted({key for item in formats for key in item.selects})
    offered = " or ".join(f"{key}=" for key in known)
    for key in sorted(select.keys() - set(known)) if known else ():
        yield f"Nothing can be selected by “{key}” here; use {offered}."


@dataclass(frozen=True, slots=True)
class _Step:
    """Sources of one format that are planned at once.

    Attributes:
        done: share of all sources that is done before.
        again: whether this is the second look at the workbooks.
    """

    format: Format
    sources: tuple[Path, ...]
    done: float
    again: bool = False


def _steps(sources: Sequence[tuple[Format, Path]]) -> Iterator[_Step]:
    """The sources as they are taken: all workbooks in one step, every other file in one of its own."""
    book = next((known for known, _ in sources if known.name == WORKBOOK), None)
    books = tuple(source for known, source in sources if known.name == WORKBOOK)
    if book is not None:
        yield _Step(book, books, 0)
    others = sorted(
        (pair for pair in sources if pair[0].name != WORKBOOK), key=lambda pair: FORMATS.index(pair[0])
    )
    steps = [
        _Step(known, (source,), done / len(sources))
        for done, (known, source) in enumerate(others, start=len(books))
    ]
    early = [step for step in steps if step.format.name not in MATCHED_LAST]
    yield from early
    if book is not None and early:
        yield _Step(book, books, early[-1].done, again=True)
    yield from steps[len(early) :]


def _planned(place: Place, step: _Step, select: Mapping[str, str], token: Token) -> ImportPlan:
    if step.format.name == WORKBOOK:
        return plan_together(place, step.sources, select, token)
    return step.format.load().plan(place, step.sources[0], select, token)


def _both_passes(first: ImportPlan, second: ImportPlan) -> ImportPlan:
    """The plan of workbooks that were matched twice: each row counts by what it did in either pass."""
    created = first.created + second.created
    updated = first.updated + second.updated
    return replace(
        second,
        unchanged=max(0, second.unchanged - first.created - first.updated),
        rows=(created, updated),
    )


def _joined(
    before: Place, after: Place, sources: Sequence[Path], plans: Sequence[ImportPlan]
) -> ImportPlan:
    return ImportPlan(
        label=f"Import of {joined([source.name for source in sources])}",
        read=sum(plan.read for plan in plans),
        changes=difference(before, after),
        unchanged=sum(plan.unchanged for plan in plans),
        skipped=tuple(row for plan in plans for row in plan.skipped),
        unmatched=tuple(name for plan in plans for name in plan.unmatched),
        warnings=tuple(sentence for plan in plans for sentence in plan.warnings),
        rows=(sum(plan.created for plan in plans), sum(plan.updated for plan in plans)),
        offers=tuple({offer.words: offer for plan in plans for offer in plan.offers}.values()),
    )
