"""Identifiers of organisations as org-id writes them (`GB-CHC-1126147`), brought to one spelling.

Files leave out the leading zero of a company number, write a Scottish charity's number under the
English scheme, or put `DUMMY01` where there is none. What is no identifier of a register or publisher
says nothing about who a body is.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from partnermap.domain.organisation import Identifier
from partnermap.domain.place import Place
from partnermap.exchange.bodies.codes import CHARITY_SCHEME

COMPANY_SCHEME = "GB-COH"
"""Scheme of the numbers of Companies House, eight characters with leading zeros."""

SCOTTISH_CHARITY_SCHEME = "GB-SC"
"""Scheme of the Scottish Charity Register, whose numbers begin with SC themselves."""

NORTHERN_IRISH_CHARITY_SCHEME = "GB-NIC"
"""Scheme of the Charity Commission for Northern Ireland."""

CHARITY_SCHEMES = frozenset({CHARITY_SCHEME, SCOTTISH_CHARITY_SCHEME, NORTHERN_IRISH_CHARITY_SCHEME})
"""The three registers of charities."""

_PUBLISHER = "360G"
_OFFICIAL = re.compile(r"([A-Z]{2}-[A-Z][A-Z0-9]*)-(\S.*)\Z")
_OF_PUBLISHER = re.compile(rf"({_PUBLISHER})-(\S.*)\Z", re.IGNORECASE)
_SCOTTISH = re.compile(r"(?:SC)?0*(\d{1,6})\Z")
_NORTHERN_IRISH = re.compile(r"(?:NIC|NI)?(\d{1,6})\Z")
_ENGLISH = re.compile(r"(\d{1,7})((?:-\d{1,3})?)\Z")
_COMPANY = re.compile(r"([A-Z]{0,2})(\d{1,8})([A-Z]?)\Z")
_COMPANY_LENGTH = 8


@dataclass(frozen=True, slots=True)
class OrgId:
    """Scheme and value in the one spelling."""

    scheme: str
    value: str

    @property
    def text(self) -> str:
        """Both joined, as people write them."""
        return f"{self.scheme}-{self.value}"

    @property
    def is_official(self) -> bool:
        """Whether a register gave it: no publisher for itself, and no text in a number's place."""
        if self.scheme in CHARITY_SCHEMES:
            return _charity(self.scheme, self.value) is not None
        if self.scheme == COMPANY_SCHEME:
            return company_id(self.value) is not None
        return self.scheme != _PUBLISHER


def read_org_id(text: str) -> OrgId | None:
    """An identifier of a register or a publisher; None for anything else, such as `DUMMY01`."""
    clean = " ".join(text.split())
    if found := _OF_PUBLISHER.match(clean):
        return OrgId(_PUBLISHER, found[2])
    found = _OFFICIAL.match(clean.upper().replace(" ", ""))
    if found is None:
        return None
    if not found[2].strip("0"):
        return None
    as_written = OrgId(found[1], found[2])
    if found[1] in CHARITY_SCHEMES:
        return _charity(found[1], found[2]) or as_written
    if found[1] == COMPANY_SCHEME:
        return company_id(found[2]) or as_written
    return as_written


def charity_id(number: str) -> OrgId | None:
    """What a bare charity number is: Scottish and Northern Irish ones say so, others are English."""
    return _charity(CHARITY_SCHEME, number.upper().replace(" ", ""))


def company_id(number: str) -> OrgId | None:
    """A number of Companies House with its leading zeros; None for anything else."""
    found = _COMPANY.match(number.upper().replace(" ", ""))
    if found is None or not found[2].strip("0"):
        return None
    digits = found[2].zfill(_COMPANY_LENGTH - len(found[1]) - len(found[3]))
    value = f"{found[1]}{digits}{found[3]}"
    return OrgId(COMPANY_SCHEME, value) if len(value) == _COMPANY_LENGTH else None


def organisations_by_org_id(place: Place) -> Mapping[OrgId, frozenset[str]]:
    """Ids of the organisations that carry each identifier; more than one is a mistake."""
    found: dict[OrgId, set[str]] = defaultdict(set)
    for identifier in place.of(Identifier).values():
        if org_id := read_org_id(identifier.text):
            found[org_id].add(identifier.organisation_id)
    return {org_id: frozenset(ids) for org_id, ids in found.items()}


def _charity(scheme: str, value: str) -> OrgId | None:
    if (found := _SCOTTISH.match(value)) and (
        value.startswith("S") or scheme == SCOTTISH_CHARITY_SCHEME
    ):
        return OrgId(SCOTTISH_CHARITY_SCHEME, f"SC{found[1].zfill(6)}")
    if scheme == NORTHERN_IRISH_CHARITY_SCHEME or value.startswith("NI"):
        found = _NORTHERN_IRISH.match(value)
        return OrgId(NORTHERN_IRISH_CHARITY_SCHEME, found[1]) if found else None
    found = _ENGLISH.match(value.lstrip("0"))
    return OrgId(CHARITY_SCHEME, found[1] + found[2].removesuffix("-0")) if found else None
