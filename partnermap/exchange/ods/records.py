"""A body of an ODS file as records: new ones, or what it changes of an organisation of the same code."""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from partnermap.domain.changes import new_id
from partnermap.domain.dates import NOT_KNOWN, PartialDate
from partnermap.domain.organisation import Identifier, Organisation, PastName
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.words import OrganisationType
from partnermap.exchange.bodies.codes import ODS_SCHEME, unnamed
from partnermap.exchange.bodies.names import name_key
from partnermap.exchange.ods.rows import OdsBody

_STATUS_NOTE = "ODS status: "
_SAID_BY_DATES = frozenset({"active", "closed"})


@dataclass(frozen=True, slots=True)
class Renewed:
    """What a row changes; `rename` says so in words where it gives a new name."""

    create: tuple[Record, ...] = ()
    update: tuple[Record, ...] = ()
    rename: str = ""

    @property
    def is_change(self) -> bool:
        """Whether anything differs."""
        return bool(self.create or self.update)


def past_names_by_id(place: Place) -> Mapping[str, Set[str]]:
    """Keys of the past names of each organisation."""
    found: dict[str, set[str]] = defaultdict(set)
    for past in place.of(PastName).values():
        found[past.organisation_id].add(name_key(past.name))
    return found


def created_body(source: str, body: OdsBody) -> tuple[Record, ...]:
    """A new organisation with its code."""
    organisation = Organisation(
        id=new_id(),
        source=source,
        notes=_with_status(None, body.status),
        name=body.name,
        sector=body.kind.sector,
        type=body.kind.type,
        legal_form=body.kind.legal_form,
        opened=body.opened,
        closed=_closing(body, None),
    )
    code = Identifier(
        id=new_id(),
        source=source,
        organisation_id=organisation.id,
        scheme=ODS_SCHEME,
        value=body.code,
    )
    return (organisation, code)


def renewed_body(old: Organisation, past_names: Set[str], source: str, body: OdsBody) -> Renewed:
    """Bring an organisation into line with its row.

    A name that differs in more than case, punctuation and legal form becomes the name, and the old
    one a past name, unless the file's is itself a past name: then the file is the older one. The
    type is replaced by a definite one; sector and legal form are only filled in.

    Args:
        old: the organisation of this code.
        past_names: keys of the names that it had.
        source: file name.
        body: the row.
    """
    had_no_name = old.name == unnamed(body.code)
    is_renamed = name_key(body.name) not in {name_key(old.name), *past_names}
    is_definite = body.kind.type not in (None, OrganisationType.OTHER)
    new = replace(
        old,
        name=body.name if is_renamed else old.name,
        sector=old.sector or body.kind.sector,
        type=body.kind.type if is_definite or old.type is None else old.type,
        legal_form=old.legal_form or body.kind.legal_form,
        opened=body.opened or old.opened,
        closed=_closing(body, old.closed),
        notes=_with_status(old.notes, body.status),
    )
    past = PastName(id=new_id(), source=source, organisation_id=old.id, name=old.name, end=NOT_KNOWN)
    return Renewed(
        create=(past,) if is_renamed and not had_no_name else (),
        update=(new,) if new != old else (),
        rename=f"{old.name} is now {body.name} ({body.code})" if is_renamed and not had_no_name else "",
    )


def _closing(body: OdsBody, recorded: PartialDate | None) -> PartialDate | None:
    """The closing date; not known where the status says closed and nothing says when."""
    unknown = NOT_KNOWN if body.status == "closed" else None
    return body.closed or recorded or unknown


def _with_status(notes: str | None, status: str | None) -> str | None:
    """The notes with a line for a status that dates do not tell, and without an outdated one."""
    if status is None:
        return notes
    lines = [line for line in (notes or "").splitlines() if not line.startswith(_STATUS_NOTE)]
    if status not in _SAID_BY_DATES:
        lines.append(f"{_STATUS_NOTE}{status}")
    return "\n".join(lines) or None
