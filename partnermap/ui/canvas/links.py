"""Links: what a tooltip says of a tie under the pointer; no Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from partnermap.domain.dates import PartialDate
from partnermap.domain.money import money_in_words
from partnermap.network.network import NetworkTie, TieMark
from partnermap.shell.words import counted, text

_STRENGTHS = {1: text("contact"), 2: text("coordinated"), 3: text("integrated")}

MOST_SAID = 8
"""More ties of one line are only counted."""


@dataclass(frozen=True)
class Links:
    """The ties of a picture.

    Attributes:
        ties: by id.
        sums: the ties behind those that are sums.
        at_risk: ids of ties that end or are at risk.
        money: pence that pass along a tie in the financial year, where known.
    """

    ties: Mapping[str, NetworkTie] = field(default_factory=dict)
    sums: Mapping[str, Sequence[NetworkTie]] = field(default_factory=dict)
    at_risk: frozenset[str] = frozenset()
    money: Mapping[str, int] = field(default_factory=dict)

    def say(self, tie_id: str, names: Mapping[str, str]) -> str:
        """Kind, ends, strength, dates and marks, a line each; for a sum how many it stands for."""
        tie = self.ties[tie_id]
        arrow = "→" if tie.directed else "–"
        ends = f"{names.get(tie.from_id, '')} {arrow} {names.get(tie.to_id, '')}"
        parts = self.sums.get(tie_id)
        if parts is not None:
            return "\n".join((self._title(tie, len(parts)), ends, *self._of_sum(tie, parts)))
        lines = [tie.kind.capitalize(), ends, self._money(tie), _strength(tie), _dates(tie)]
        lines += [mark.value.capitalize() for mark in TieMark if mark in tie.marks and mark in _SAID]
        if tie_id in self.at_risk:
            lines.append(text("Ends or at risk within 24 months"))
        return "\n".join(line for line in lines if line)

    def say_line(self, tie_ids: Sequence[str], names: Mapping[str, str]) -> str:
        """What `say` says of one; of several that share a line each kind with its end, a line each."""
        known = [self.ties[one] for one in tie_ids if one in self.ties]
        if len(known) < 2:
            return self.say(known[0].id, names) if known else ""
        first = known[0]
        ends = f"{names.get(first.from_id, '')} – {names.get(first.to_id, '')}"
        rows = [self._row(tie) for tie in known[:MOST_SAID]]
        if len(known) > MOST_SAID:
            rows.append(text("and {links} more", links=len(known) - MOST_SAID))
        return "\n".join((counted(len(known), "link"), ends, *rows))

    def _row(self, tie: NetworkTie) -> str:
        risky = text("ends or at risk") if tie.id in self.at_risk else ""
        parts = (tie.kind.capitalize(), self._money(tie), _dates(tie), risky)
        return ", ".join(part for part in parts if part)

    def _money(self, tie: NetworkTie) -> str:
        pence = self.money.get(tie.id)
        return (
            "" if pence is None else text("{money} recorded for this year", money=money_in_words(pence))
        )

    def _title(self, tie: NetworkTie, count: int) -> str:
        return text("{kind}, {links} together", kind=tie.kind.capitalize(), links=counted(count, "link"))

    def _of_sum(self, tie: NetworkTie, parts: Sequence[NetworkTie]) -> tuple[str, ...]:
        risky = sum(part.id in self.at_risk for part in parts)
        said = text("{count} at risk within 24 months", count=risky) if risky else ""
        lines = (text("Strengths add up to {sum}", sum=tie.strength), said)
        return tuple(line for line in lines if line)


_SAID = frozenset({TieMark.VACANT, TieMark.INTERIM, TieMark.LAPSED, TieMark.INHERITED})


def _strength(tie: NetworkTie) -> str:
    if TieMark.STRENGTH_NOT_KNOWN in tie.marks:
        return text("Strength not known, counts as {strength}", strength=tie.strength)
    word = _STRENGTHS[tie.strength]
    return text("Strength {strength}, {word}", strength=tie.strength, word=word)


def _dates(tie: NetworkTie) -> str:
    start, end = _day(tie.start), _day(tie.end)
    if start and end:
        return text("{start} to {end}", start=start, end=end)
    if start or end:
        return text("since {start}", start=start) if start else text("until {end}", end=end)
    return text("No dates recorded")


def _day(date: PartialDate | None) -> str:
    return date.in_words() if date is not None and date.is_known else ""
