"""The formats that can be imported: their names and the modules that recognise and read them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from partnermap.domain.errors import SourceError
from partnermap.domain.place import Place
from partnermap.exchange.plan import ImportPlan
from partnermap.jobs.token import Token


class Reader(Protocol):
    """What the module of a format offers."""

    def recognises(self, source: Path) -> bool:
        """Whether the content of the source is of this format.

        Raises:
            SourceError: the source cannot be read at all.
        """

    def plan(self, place: Place, source: Path, select: Mapping[str, str], token: Token) -> ImportPlan:
        """Read and match the source; pure, nothing is written.

        Raises:
            SourceError: nothing of the source can be used.
        """


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the name that `--as` takes; `load` brings its module when it is needed.

    Formats that may be JSON are asked first, because all others take a source for a table. `selects`
    are the keys that `--select` knows in it.
    """

    name: str
    title: str
    load: Callable[[], Reader]
    selects: tuple[str, ...] = ()
    may_be_json: bool = False


def _workbook() -> Reader:
    from partnermap.exchange.workbook import planning

    return planning


def _partnership() -> Reader:
    from partnermap.exchange import partnership

    return partnership


def _ods() -> Reader:
    from partnermap.exchange import ods

    return ods


def _spend() -> Reader:
    from partnermap.exchange import spend

    return spend


def _grants() -> Reader:
    from partnermap.exchange import grants

    return grants


def _succession() -> Reader:
    from partnermap.exchange.succession import ods_csv

    return ods_csv


def _ods_records() -> Reader:
    from partnermap.exchange.succession import ord_json

    return ord_json


def _councils() -> Reader:
    from partnermap.exchange.succession import councils

    return councils


def _charity_mergers() -> Reader:
    from partnermap.exchange.succession import charities

    return charities


WORKBOOK, SPEND, GRANTS = "workbook", "spend", "360giving"
MATCHED_LAST = frozenset({GRANTS, SPEND})
"""Formats that name bodies which other files bring, with their identifiers and aliases."""


_CHAINS = ("code", "since")

FORMATS: tuple[Format, ...] = (
    Format(WORKBOOK, "Partnermap workbook", _workbook),
    Format("partnership", "NHS partner-mapping workbook", _partnership, ("partnership",)),
    Format("ods", "NHS organisation codes (ODS CSV)", _ods, ("code", "geography", "parent", "all")),
    Format("ods-record", "NHS organisation records (ODS JSON)", _ods_records, _CHAINS, may_be_json=True),
    Format("ods-succession", "NHS organisation successions", _succession, _CHAINS),
    Format("councils", "List of councils", _councils, _CHAINS),
    Format("charity-mergers", "Register of charity mergers", _charity_mergers, _CHAINS),
    Format(GRANTS, "360Giving grants", _grants, ("recipient", "funder", "all"), may_be_json=True),
    Format(SPEND, "Public spending file", _spend, ("payer",)),
)
"""In the order in which they are tried on a source, and in which sources of several are taken in."""


def format_named(name: str) -> Format:
    """The format with this name.

    Raises:
        SourceError: there is no such format.
    """
    for known in FORMATS:
        if known.name == name:
            return known
    raise SourceError(f"There is no format “{name}”; the formats are {_names()}.")


def format_for(source: Path) -> Format:
    """The first format that recognises the content.

    Raises:
        SourceError: the source cannot be read, or no format recognises it.
    """
    for known in sorted(FORMATS, key=lambda item: not item.may_be_json):
        if known.load().recognises(source):
            return known
    raise SourceError(
        f"{source.name} holds no sheet or columns that Partnermap knows; check the file, or name its "
        f"format ({_names()})."
    )


def _names() -> str:
    return ", ".join(known.name for known in FORMATS)
