"""What a statement or an action is about, by name."""

from partnermap.domain.evidence import Action, Statement
from partnermap.domain.place import Place
from partnermap.domain.record import About, Record
from partnermap.domain.tie import Tie


def subject_of(place: Place, row: Statement | Action) -> About | None:
    """The record it points at; None where it is about the place, or about what is gone."""
    if not row.about_table or not row.about_id or place.get(row.about_table, row.about_id) is None:
        return None
    return About(row.about_table, row.about_id)


def name_of_subject(place: Place, about: About | None) -> str | None:
    """The name of a record, of a link without one its two ends; None for the place as a whole."""
    record = place.get(about.table, about.id) if about is not None else None
    if record is None:
        return None
    return _own_name(record) or (_ends(place, record) if isinstance(record, Tie) else record.ref)


def _own_name(record: Record) -> str | None:
    name = getattr(record, "name", None) or getattr(record, "title", None)
    return str(name) if name else None


def _ends(place: Place, tie: Tie) -> str:
    return f"{place.name_of(tie.from_id)} – {place.name_of(tie.to_id)}"
