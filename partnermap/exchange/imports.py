"""One plan from any number of files: each is recognised, read and matched on top of those before it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from partnermap.domain.apply import applied, difference
from partnermap.domain.errors import Cancelled, SourceError
from partnermap.domain.place import Place
from partnermap.exchange.formats import reader_for, reader_named
from partnermap.exchange.plan import ImportPlan
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
    """What importing the sources in this order would do, as one step.

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
    current, plans = place, []
    for done, source in enumerate(sources):
        token.report(done / len(sources), source.name)
        reader = reader_named(format_name) if format_name else reader_for(source)
        plans.append(reader.plan(current, source, select, token))
        if token.is_cancelled:
            raise Cancelled
        if len(sources) > 1:
            current = applied(current, plans[-1].changes)
    return plans[0] if len(plans) == 1 else _joined(place, current, sources, plans)


def _joined(
    before: Place, after: Place, sources: Sequence[Path], plans: Sequence[ImportPlan]
) -> ImportPlan:
    return ImportPlan(
        label=f"Import of {_listed([source.name for source in sources])}",
        read=sum(plan.read for plan in plans),
        changes=difference(before, after),
        unchanged=sum(plan.unchanged for plan in plans),
        skipped=tuple(row for plan in plans for row in plan.skipped),
        unmatched=tuple(name for plan in plans for name in plan.unmatched),
        warnings=tuple(sentence for plan in plans for sentence in plan.warnings),
        rows=(sum(plan.created for plan in plans), sum(plan.updated for plan in plans)),
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1]
