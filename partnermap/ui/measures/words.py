"""How a figure of any shape is written in a cell; no Qt."""

from collections.abc import Mapping, Sequence

from partnermap.domain.money import money_in_words
from partnermap.scene.chart.units import Unit, in_words
from partnermap.shell.words import counted, text

MOST_NAMED = 3
_POUNDS = frozenset({"total", "recipient_not_recorded"})
"""Figures of money, in pounds."""


def said(value: object, key: str = "", reasons: Mapping[str, str] | None = None) -> str:
    """A figure to two significant digits, a list by its length and first names, an object by its parts.

    Args:
        value: of the JSON of `measures`.
        key: its dotted key, under which `reasons` says why there is none.
        reasons: sentences by dotted key.
    """
    if value is None:
        return (reasons or {}).get(key, text("not known"))
    if isinstance(value, bool):
        return text("yes") if value else text("no")
    if isinstance(value, int | float):
        is_money = key.startswith("funding.") and key.rpartition(".")[2] in _POUNDS
        return money_in_words(round(100 * value)) if is_money else in_words(value, Unit.NUMBER)
    if isinstance(value, Mapping):
        return _parts(value, key, reasons)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _listed(value)
    return str(value)


def _listed(values: Sequence[object]) -> str:
    if not values:
        return text("none")
    if all(isinstance(value, str) for value in values):
        return _named([str(value) for value in values])
    if all(isinstance(value, list) for value in values):
        pairs = (value for value in values if isinstance(value, list))
        return _named([" – ".join(map(str, pair)) for pair in pairs])
    return counted(len(values), text("entry"), text("entries"))


def _named(names: Sequence[str]) -> str:
    shown = "; ".join(names[:MOST_NAMED])
    rest = len(names) - MOST_NAMED
    more = text("; {rest:,} more", rest=rest) if rest > 0 else ""
    return f"{len(names):,}: {shown}{more}"


def _parts(value: Mapping[str, object], key: str, reasons: Mapping[str, str] | None) -> str:
    """One level deep: what lies deeper is too much for a cell."""
    parts = []
    for name, part in value.items():
        if isinstance(part, Mapping):
            parts.append(_plain(name))
        elif part is None:
            why, _, _ = (reasons or {}).get(f"{key}.{name}", text("Not known")).partition(":")
            parts.append(f"{_plain(name)} {why[:1].lower()}{why[1:]}")
        elif part != "":
            parts.append(f"{_plain(name)} {said(part, f'{key}.{name}', reasons)}")
    return "; ".join(parts) or text("none")


def _plain(name: str) -> str:
    return name.replace("_", " ")
