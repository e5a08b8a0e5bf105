"""One grant of a 360Giving file, checked: amount in pounds, dates, and the bodies at both ends."""

from collections.abc import Iterator
from dataclasses import dataclass

from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue
from partnermap.domain.money import read_pence
from partnermap.exchange.bodies.codes import unnamed
from partnermap.exchange.bodies.names import readable_name
from partnermap.exchange.bodies.org_ids import (
    CHARITY_SCHEMES,
    OrgId,
    charity_id,
    company_id,
    read_org_id,
)
from partnermap.exchange.grants.files import RawGrant
from partnermap.exchange.grants.terms import Term, read_term
from partnermap.exchange.grants.titles import AMOUNT, FUNDERS, GRANT_ID, PERSON, RECIPIENTS, Json
from partnermap.exchange.sources.dates import read_date

POUNDS = "GBP"


class ToIndividual(BadValue):
    """The recipient is a person: nothing of the row may be used or repeated."""

    def __init__(self) -> None:
        super().__init__("it is a grant to an individual, whose data are left out.")


@dataclass(frozen=True, slots=True)
class Body:
    """A funder or recipient as the file has it: name, and what identifies it, the best first."""

    name: str
    org_ids: tuple[OrgId, ...] = ()

    @property
    def official_ids(self) -> tuple[OrgId, ...]:
        """Identifiers that registers gave."""
        return tuple(org_id for org_id in self.org_ids if org_id.is_official)


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant that can be used; `amount` in pence; `programme` and `title` may be empty."""

    place: str
    row: int
    id: str
    title: str
    amount: int
    awarded: PartialDate | None
    term: Term
    funders: tuple[Body, ...]
    recipients: tuple[Body, ...]
    programme: str = ""
    is_to_grant_on: bool = False


def read_grant(raw: RawGrant) -> Grant:
    """Check a grant.

    Raises:
        ToIndividual: its recipient is a person.
        BadValue: it cannot be used, and why.
    """
    fields = raw.fields
    if any(_text(item) for person in _items(fields, PERSON) for item in person.values()):
        raise ToIndividual
    grant_id = _text(fields.get(GRANT_ID))
    if not grant_id:
        raise BadValue("the grant has no identifier.")
    amount = _amount(fields)
    awarded = _date(fields.get("awardDate"))
    term = read_term(awarded, _items(fields, "actualDates"), _items(fields, "plannedDates"))
    if term.start is None and awarded is None:
        raise BadValue("it has no award date.")
    return Grant(
        place=raw.place,
        row=raw.row,
        id=grant_id,
        title=_text(fields.get("title")),
        amount=amount,
        awarded=awarded,
        term=term,
        funders=_bodies(fields, FUNDERS, "funder"),
        recipients=_bodies(fields, RECIPIENTS, "recipient"),
        programme=_programme(fields),
        is_to_grant_on=bool(_text(fields.get("regrantType"))),
    )


def _amount(fields: Json) -> int:
    currency = _text(fields.get("currency"))
    if not currency:
        raise BadValue("it names no currency; GBP is expected.")
    if currency.upper() != POUNDS:
        raise BadValue(f"its amount is in {currency}, not in pounds (GBP); it was not converted.")
    text = _text(fields.get(AMOUNT))
    if not text:
        raise BadValue("it does not say what was awarded.")
    amount = read_pence(text)
    if amount <= 0:
        raise BadValue(f"it awards {text}, and only a sum above nothing makes a link.")
    return amount


def _date(value: object) -> PartialDate | None:
    text = _text(value)
    date = read_date(text) if text else None
    return date if date is not None and date.is_known else None


def _bodies(fields: Json, key: str, what: str) -> tuple[Body, ...]:
    found = tuple(dict.fromkeys(_body(item) for item in _items(fields, key)))
    named = tuple(body for body in found if body.name)
    if not named:
        raise BadValue(f"it names no {what}.")
    return named


def _body(item: Json) -> Body:
    org_ids = tuple(dict.fromkeys(_org_ids(item)))
    name = readable_name(_text(item.get("name")))
    return Body(name or (unnamed(org_ids[0].text) if org_ids else ""), org_ids)


def _org_ids(item: Json) -> Iterator[OrgId]:
    """The identifier, then what the numbers add; a register of charities is not contradicted."""
    main = read_org_id(_text(item.get("id")))
    if main is not None:
        yield main
    charity = charity_id(_text(item.get("charityNumber")))
    if charity is not None and (main is None or main.scheme not in CHARITY_SCHEMES):
        yield charity
    company = company_id(_text(item.get("companyNumber")))
    if company is not None and (main is None or main.scheme != company.scheme):
        yield company


def _programme(fields: Json) -> str:
    return "; ".join(
        filter(None, (_text(item.get("title")) for item in _items(fields, "grantProgramme")))
    )


def _items(fields: Json, key: str) -> list[Json]:
    """A list of objects; a single object may come without its list, and anything else is no item."""
    value = fields.get(key)
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def _text(value: object) -> str:
    """A value on one line; lists and objects where a text belongs are not read."""
    return " ".join(value.split()) if isinstance(value, str) else ""
