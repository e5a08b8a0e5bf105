"""Records of the ODS API (ORD 2-0-0) saved as JSON: one body a file, or a folder of such files."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue, Cancelled, SourceError
from partnermap.domain.place import Place
from partnermap.domain.words import LegalForm, OrganisationType, Sector
from partnermap.exchange.bodies.codes import ODS_SCHEME
from partnermap.exchange.bodies.kinds import NOT_SAID, BodyKind
from partnermap.exchange.bodies.names import readable_name
from partnermap.exchange.plan import ImportPlan, Skipped
from partnermap.exchange.sources.plaintext import read_text
from partnermap.exchange.succession.planning import plan_successions
from partnermap.exchange.succession.successions import Body, Link, Successions, link_of, one_of_each
from partnermap.jobs.token import Token

Json = dict[str, object]

_TRUST = BodyKind(Sector.NHS, OrganisationType.NHS_TRUST, LegalForm.BODY_CORPORATE)
_KINDS = {
    "RO197": _TRUST,
    "RO57": _TRUST,
    "RO107": _TRUST,
    "RO318": BodyKind(Sector.NHS, OrganisationType.ICB, LegalForm.BODY_CORPORATE),
    "RO179": BodyKind(Sector.NHS, OrganisationType.OTHER, LegalForm.BODY_CORPORATE),
    "RO141": BodyKind(Sector.LOCAL_AUTHORITY, None, LegalForm.BODY_CORPORATE),
}
"""What the roles of the ODS say for certain."""


def recognises(source: Path) -> bool:
    """Whether it is such a file, or a folder that holds nothing but such files."""
    if source.is_dir():
        files = _files(source)
        return bool(files) and not list(source.glob("*.csv")) and _is_record(files[0])
    return source.suffix.lower() == ".json" and source.is_file() and _is_record(source)


def plan(place: Place, source: Path, select: Mapping[str, str], token: Token) -> ImportPlan:
    """Successions and dates of this place's bodies; pure, nothing is written.

    Args:
        place: the records as they stand.
        source: a JSON file, or a folder of them.
        select: `code` to follow bodies that the place does not have, `since` for the first year.
        token: asked before each file whether to stop.

    Raises:
        SourceError: nothing can be read.
        Cancelled: the token was cancelled.
    """
    return plan_successions(place, source.name, read(source, token), select)


def read(source: Path, token: Token) -> Successions:
    """All links of the files; a complete record of a body goes before a stub of it."""
    bodies: dict[str, Body] = {}
    links: list[Link] = []
    skipped: list[Skipped] = []
    files = _files(source) if source.is_dir() else [source]
    for number, path in enumerate(files, start=1):
        if token.is_cancelled:
            raise Cancelled
        try:
            record = _record(path)
            body = _body(record)
        except (SourceError, BadValue) as problem:
            skipped.append(Skipped(path.name, 1, str(problem)))
            continue
        if body.code not in bodies or not record.get("refOnly"):
            bodies[body.code] = body
        for row in _successions(record):
            try:
                links.append(_link(number, body.code, row))
            except BadValue as problem:
                skipped.append(Skipped(path.name, 1, str(problem)))
    if not bodies:
        raise SourceError(f"{source.name} holds no record of the ODS; save it again from the ODS.")
    for link in links:
        for code in (link.old, link.new):
            bodies.setdefault(code, Body(code))
    return Successions(ODS_SCHEME, bodies, one_of_each(links), len(files), tuple(skipped))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() == ".json")


def _is_record(path: Path) -> bool:
    try:
        _record(path)
    except SourceError:
        return False
    return True


def _record(path: Path) -> Json:
    """The organisation of a file.

    Raises:
        SourceError: it is no JSON, or none of an organisation.
    """
    try:
        content = json.loads(read_text(path))
    except (json.JSONDecodeError, RecursionError):
        raise SourceError(f"{path.name} is no JSON; save it again from the ODS.") from None
    record = content.get("Organisation") if isinstance(content, dict) else None
    if not isinstance(record, dict):
        raise SourceError(f"{path.name} holds no “Organisation”; save it again from the ODS.")
    return record


def _body(record: Json) -> Body:
    code, name = _code_of(record), record.get("Name")
    if not code:
        raise BadValue("the record has no code (OrgId).")
    dates = _dates(record)
    legal = dates.get("Legal") or dates.get("Operational") or (None, None)
    return Body(
        code=code,
        name=readable_name(name) if isinstance(name, str) and name.strip() else None,
        opened=legal[0],
        closed=legal[1],
        kind=_kind(record),
    )


def _dates(record: Json) -> dict[str, tuple[PartialDate | None, PartialDate | None]]:
    """Start and end by type, `Legal` and `Operational`."""
    return {
        str(row.get("Type")): (_date(row.get("Start")), _date(row.get("End")))
        for row in _list(record.get("Date"))
    }


def _date(text: object) -> PartialDate | None:
    return PartialDate.parse(text) if isinstance(text, str) and text else None


def _kind(record: Json) -> BodyKind:
    roles = _list(_within(record.get("Roles"), "Role"))
    kinds = (_KINDS[str(role["id"])] for role in roles if str(role.get("id")) in _KINDS)
    return next(kinds, NOT_SAID)


def _successions(record: Json) -> list[Json]:
    return _list(_within(record.get("Succs"), "Succ"))


def _link(number: int, code: str, row: Json) -> Link:
    target = row.get("Target")
    other = _code_of(target) if isinstance(target, dict) else ""
    days = _dates(row)
    day = (days.get("Legal") or days.get("Operational") or (None, None))[0]
    if row.get("Type") == "Predecessor":
        return link_of(number, other, code, day)
    if row.get("Type") == "Successor":
        return link_of(number, code, other, day)
    raise BadValue(f"a succession of {code} is neither of a predecessor nor of a successor.")


def _code_of(record: Json) -> str:
    code = _within(record.get("OrgId"), "extension")
    return code.strip().upper() if isinstance(code, str) else ""


def _within(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, dict) else None


def _list(value: object) -> list[Json]:
    """A list of objects; one item may come without its list."""
    rows: Iterator[object] = iter(value if isinstance(value, list) else [value])
    return [row for row in rows if isinstance(row, dict)]
