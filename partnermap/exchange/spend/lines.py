"""Payment lines of one payer: the months of a file replace those recorded, and all are matched anew."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from partnermap.domain.agreement import PaymentLine
from partnermap.domain.changes import Changes, new_id
from partnermap.domain.place import Place
from partnermap.exchange.spend.payees import PayeeMatcher, SourceMatchers
from partnermap.exchange.spend.totals import NameMonth, Sum


@dataclass(frozen=True, slots=True)
class LinePlan:
    """What a file does to the lines of one payer.

    Attributes:
        before, after: all lines of the payer as they stand, and as they will.
        changes: from one to the other.
        replaced: months recorded before that the file says something else about.
    """

    before: tuple[PaymentLine, ...]
    after: tuple[PaymentLine, ...]
    changes: Changes
    replaced: tuple[str, ...]

    @property
    def unchanged(self) -> int:
        """Lines that stay as they are."""
        return len(self.after) - len(self.changes.create) - len(self.changes.update)


def plan_lines(
    place: Place, payer_id: str, sums: Mapping[NameMonth, Sum], matchers: SourceMatchers, source: str
) -> LinePlan:
    """Lay the sums of a file over the lines of a payer.

    Every line is matched again, also of months that the file does not hold, so that aliases and
    organisations recorded since the last import count.

    Args:
        place: the records as they stand.
        payer_id: whose lines.
        sums: of the file, none where the payer is not in it.
        matchers: of the names.
        source: file name.
    """
    matcher = matchers.of(source)
    before = {
        (line.payee_name, line.month): line
        for line in place.of(PaymentLine).values()
        if line.payer_id == payer_id
    }
    months = {month for _, month in sums}
    create = tuple(
        _new_line(payer_id, key, total, matcher, source)
        for key, total in sums.items()
        if key not in before
    )
    kept = [line for key, line in before.items() if key in sums or line.month not in months]
    renewed = [
        _renewed(line, sums.get((line.payee_name, line.month)), matchers, source) for line in kept
    ]
    update = tuple(new for old, new in zip(kept, renewed, strict=True) if new is not old)
    gone = [line for key, line in before.items() if key not in sums and line.month in months]
    return LinePlan(
        before=tuple(before.values()),
        after=(*renewed, *create),
        changes=Changes(create, update, tuple((PaymentLine.TABLE, line.id) for line in gone)),
        replaced=_replaced(kept, renewed, gone, create),
    )


def _new_line(
    payer_id: str, key: NameMonth, total: Sum, matcher: PayeeMatcher, source: str
) -> PaymentLine:
    name, month = key
    return PaymentLine(
        id=new_id(),
        source=source,
        payer_id=payer_id,
        payee_name=name,
        month=month,
        amount=total.pence,
        rows=total.rows,
        organisation_id=matcher.match(name).organisation_id,
    )


def _renewed(line: PaymentLine, total: Sum | None, matchers: SourceMatchers, source: str) -> PaymentLine:
    """The same line with what the file and the names say now; itself where nothing differs."""
    if total is not None and (total.pence, total.rows) != (line.amount, line.rows):
        line = replace(line, amount=total.pence, rows=total.rows, source=source)
    organisation_id = matchers.of(line.source).match(line.payee_name).organisation_id
    if organisation_id != line.organisation_id:
        return replace(line, organisation_id=organisation_id)
    return line


def _replaced(
    kept: list[PaymentLine],
    renewed: list[PaymentLine],
    gone: list[PaymentLine],
    created: tuple[PaymentLine, ...],
) -> tuple[str, ...]:
    recorded = {line.month for line in (*kept, *gone)}
    changed = {old.month for old, new in zip(kept, renewed, strict=True) if new.amount != old.amount}
    changed |= {line.month for line in gone} | {line.month for line in created}
    return tuple(sorted(changed & recorded))
