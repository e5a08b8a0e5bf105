"""What the commands share: dates, kinds and pairs as options, one place to print JSON."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue
from partnermap.domain.words import TieKind, read_word

Wrapped = TypeVar("Wrapped", bound=Callable[..., Any])


class DateType(click.ParamType[dt.date]):
    """A date of any precision, meaning its first day: `2026-04` is 1 April 2026."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return the first day that the text can mean, or end with a usage error."""
        if isinstance(value, dt.date):
            return value
        try:
            day = PartialDate.parse(str(value))
        except BadValue as bad:
            self.fail(str(bad), param, ctx)
        if not day.is_known:
            self.fail("a date is needed here.", param, ctx)
        return day.first_day


class KindsType(click.ParamType[frozenset[TieKind]]):
    """Kinds of tie, separated by commas."""

    name = "kinds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> frozenset[TieKind]:
        """Return the kinds named, or end with a usage error that lists them all."""
        if isinstance(value, frozenset):
            return value
        try:
            return frozenset(read_word(TieKind, word) for word in str(value).split(",") if word.strip())
        except BadValue as bad:
            self.fail(str(bad), param, ctx)


class PartsType(click.ParamType[frozenset[str]]):
    """What to leave out of an export, separated by commas."""

    name = "parts"
    known = frozenset({"people", "money", "history"})

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> frozenset[str]:
        """Return the parts named, or end with a usage error that lists them all."""
        if isinstance(value, frozenset):
            return value
        parts = frozenset(part.strip().lower() for part in str(value).split(",") if part.strip())
        if strange := parts - self.known:
            self.fail(f"“{min(strange)}” is not one of: people, money, history.", param, ctx)
        return parts


class SelectType(click.ParamType[tuple[str, str]]):
    """One choice written KEY=VALUE."""

    name = "key=value"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Return the key in lower case and the value, or end with a usage error."""
        if isinstance(value, tuple):
            return value[0], value[1]
        key, equals, chosen = str(value).partition("=")
        if not (equals and key.strip() and chosen.strip()):
            self.fail(f"“{value}” is not a choice; write it as KEY=VALUE.", param, ctx)
        return key.strip().lower(), chosen.strip()


def today() -> dt.date:
    """The date that `--on` and `--from` mean when they are left out."""
    return dt.date.today()


# Whether a file may be read is for its reader to say, in one sentence and with exit code 1.
file_argument = click.argument(
    "file", type=click.Path(readable=False, path_type=Path), metavar="FILE.pmap"
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
on_option = click.option(
    "--on", type=DateType(), default=None, help="The date to look at; today when left out."
)
scenario_option = click.option("--scenario", default=None, help="A named set of changes laid over it.")


def print_json(answer: object) -> None:
    """Print one JSON object; figures are not rounded, and NaN is a bug."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False))
