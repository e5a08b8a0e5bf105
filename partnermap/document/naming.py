"""What records are called in labels and messages."""

from collections.abc import Sequence

from partnermap.domain.place import TYPE_OF_TABLE, Place, references_of
from partnermap.domain.record import Record
from partnermap.domain.sentences import joined

_SINGULAR = {
    "place": "place",
    "organisations": "organisation",
    "identifiers": "identifier",
    "past_names": "past name",
    "aliases": "alias",
    "ties": "tie",
    "agreements": "agreement",
    "contributions": "contribution",
    "parties": "party",
    "payment_lines": "payment line",
    "posts": "post",
    "post_partners": "post partner",
    "teams": "team",
    "members": "member",
    "programmes": "programme",
    "programme_owners": "programme owner",
    "deliveries": "delivery",
    "reorganisations": "reorganisation",
    "affected": "affected organisation",
    "successions": "succession",
    "decisions": "decision",
    "scenario_changes": "scenario change",
    "statements": "statement",
    "ratings": "rating",
    "evidence": "piece of evidence",
    "actions": "action",
    "assumptions": "assumption",
    "pins": "pin",
    "saved_views": "saved view",
}
_PLURAL = {"affected": "affected organisations", "evidence": "pieces of evidence"}
_OWN_NAMES = ("name", "title", "action", "payee_name")
_LONGEST = 60


def noun(table: str, count: int = 1) -> str:
    """`tie` or `ties`, by number."""
    if count == 1:
        return _SINGULAR[table]
    return _PLURAL.get(table, TYPE_OF_TABLE[table].TITLE.lower())


def counted(table: str, count: int) -> str:
    """`1 tie`, `3 ties`."""
    return f"{count:,} {noun(table, count)}"


def name_of(place: Place, record: Record) -> str:
    """A record's own name, or its kind and whom it links: `tie of Age Well and the council`."""
    if own := next((text for field in _OWN_NAMES if (text := getattr(record, field, None))), None):
        return shortened(str(own))
    names = [
        name
        for field, table in references_of(type(record)).items()
        if (other := place.get(table, getattr(record, field) or "")) is not None
        and (name := getattr(other, "name", None) or getattr(other, "title", None))
    ]
    if not names:
        return f"{noun(record.TABLE)} {record.ref}" if record.ref else noun(record.TABLE)
    return shortened(f"{noun(record.TABLE)} of {' and '.join(names)}")


def names_of(place: Place, records: Sequence[Record]) -> str:
    """One record by name, several by number: `Age Well`, `3 ties`, `2 ties and 1 post`."""
    if len(records) == 1:
        return name_of(place, records[0])
    tables = list(dict.fromkeys(record.TABLE for record in records))
    parts = [counted(table, sum(table == record.TABLE for record in records)) for table in tables]
    return joined(parts)


def shortened(text: str, longest: int = _LONGEST) -> str:
    """A text that fits a line of history, of so many letters at most."""
    clean = " ".join(text.split())
    return clean if len(clean) <= longest else f"{clean[: longest - 1].rstrip()}…"
