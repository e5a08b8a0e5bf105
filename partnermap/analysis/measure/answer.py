"""Answers as plain values: what has no value is None, and its reason is kept beside it."""

from collections.abc import Sequence

from partnermap.analysis.measure.result import NotDefined, NotKnown

Plain = dict[str, object]
"""One object of the JSON."""

Columns = dict[str, list[object]]
"""Figures of every organisation by name, each list in the order of positions."""


class Answer:
    """Collects what has no value.

    Attributes:
        not_defined, not_known: a sentence by dotted key.
        missing: what was not recorded, counted by what it is.
        sampled: what was estimated because the map is large, a sentence by dotted key.
    """

    def __init__(self) -> None:
        self.not_defined: dict[str, str] = {}
        self.not_known: dict[str, str] = {}
        self.missing: Plain = {}
        self.sampled: dict[str, str] = {}

    def take(self, key: str, value: object) -> object:
        """The value, or None with its reason kept under the dotted key."""
        if isinstance(value, NotDefined):
            self.not_defined[key] = value.reason
        if isinstance(value, NotKnown):
            self.not_known[key] = value.reason
        return None if isinstance(value, NotDefined | NotKnown) else value

    def fields(self, key: str, names: Sequence[str], value: object) -> Plain:
        """Several fields of one value, each None with the same reason when there is no value."""
        return {
            name: self.take(
                f"{key}.{name}",
                value if isinstance(value, NotDefined | NotKnown) else getattr(value, name),
            )
            for name in names
        }

    def column(
        self, name: str, values: object, rows: int, where_none: NotDefined | None = None
    ) -> list[object]:
        """One figure of every organisation.

        Args:
            name: of the figure, without `per_organisation.`.
            values: a value or None for each organisation, or why there is none for anybody.
            rows: how many organisations there are.
            where_none: why single organisations have no value.
        """
        key = f"per_organisation.{name}"
        if not isinstance(values, list):
            self.take(key, values)
            return [None] * rows
        if where_none is not None and None in values:
            self.take(key, where_none)
        return values
