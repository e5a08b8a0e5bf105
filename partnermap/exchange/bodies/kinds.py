"""What a body's name says for certain of its sector, type and legal form; the rest is not known."""

import re
from dataclasses import dataclass

from partnermap.domain.words import LegalForm, OrganisationType, Sector
from partnermap.exchange.bodies.names import name_key


@dataclass(frozen=True, slots=True)
class BodyKind:
    """Sector, type and legal form as far as they are known."""

    sector: Sector | None = None
    type: OrganisationType | None = None
    legal_form: LegalForm | None = None


NOT_SAID = BodyKind()

COUNCIL_TYPES = {
    "A": OrganisationType.COUNTY,
    "B": OrganisationType.DISTRICT,
    "C": OrganisationType.DISTRICT,
    "D": OrganisationType.DISTRICT,
    "E": OrganisationType.METROPOLITAN_BOROUGH,
    "H": OrganisationType.UNITARY,
    "J": OrganisationType.LONDON_BOROUGH,
}
"""Sub-types of local authorities in ODS; B, C and D are district councils of other styles."""

_UNITARIES_NAMED_OTHERWISE = re.compile(
    r"(?:durham|northumberland|rutland) county council"
    r"|(?:north somerset|west berkshire) district council"
    r"|royal borough of windsor and maidenhead.*"
)
_COUNCILS: tuple[tuple[re.Pattern[str], OrganisationType], ...] = (
    (_UNITARIES_NAMED_OTHERWISE, OrganisationType.UNITARY),
    (re.compile(r".*\bunitary$"), OrganisationType.UNITARY),
    (re.compile(r"(?:london borough|royal borough) of .*"), OrganisationType.LONDON_BOROUGH),
    (
        re.compile(r".*\bmetropolitan (?:borough|district) council$"),
        OrganisationType.METROPOLITAN_BOROUGH,
    ),
    (re.compile(r"(?!.*\brural community\b).*\bcounty council$"), OrganisationType.COUNTY),
    (re.compile(r".*\bdistrict council$"), OrganisationType.DISTRICT),
)
_NHS: tuple[tuple[re.Pattern[str], OrganisationType], ...] = (
    (re.compile(r".*\bicb$"), OrganisationType.ICB),
    (
        re.compile(r".*\bnhs trust$|.*\bnhs and social ?care partnership trust$"),
        OrganisationType.NHS_TRUST,
    ),
    (re.compile(r".*\bccg$|.*\bcommissioning hub$|.*\blocal health board$"), OrganisationType.OTHER),
)
_VOLUNTARY: tuple[tuple[re.Pattern[str], OrganisationType | None], ...] = (
    (re.compile(r"healthwatch\b.*"), OrganisationType.HEALTHWATCH),
    (re.compile(r"age uk\b.*|citizens advice\b.*"), OrganisationType.CHARITY),
    (re.compile(r".*\b(?:hospice|voluntary|community action)\b.*"), None),
)
_CIC = re.compile(r".*(?:\bc\.?i\.?c\.?\b|\bcommunity interest company\b).*", re.IGNORECASE)
_COUNCIL = re.compile(r".*\bcouncil$")


def kind_of_council(name: str, sub_type: str = "") -> BodyKind:
    """Of a body known to be a council: by its ODS sub-type, else by its name where that is plain."""
    by_code = COUNCIL_TYPES.get(sub_type.strip().upper())
    council = by_code or _first(_COUNCILS, name_key(name))
    return BodyKind(Sector.LOCAL_AUTHORITY, council, LegalForm.BODY_CORPORATE)


def kind_of_nhs_body(name: str) -> BodyKind:
    """Of a body known to belong to the NHS; without a type where its name does not tell."""
    found = _first(_NHS, name_key(name))
    return BodyKind(Sector.NHS, found, LegalForm.BODY_CORPORATE if found else None)


def kind_of_partner(name: str) -> BodyKind:
    """Of any other body, from its name alone."""
    key = name_key(name)
    if found := _first(_NHS, key):
        return BodyKind(Sector.NHS, found, LegalForm.BODY_CORPORATE)
    if _CIC.fullmatch(name):
        return BodyKind(Sector.VCSE, OrganisationType.CIC, LegalForm.BODY_CORPORATE)
    if "gp federation" in key:
        return BodyKind(type=OrganisationType.GP_FEDERATION)
    for pattern, its_type in _VOLUNTARY:
        if pattern.fullmatch(key):
            return BodyKind(Sector.VCSE, its_type)
    return NOT_SAID


def kind_of_publisher(name: str) -> BodyKind:
    """Of a body that publishes its spending, which every council must do."""
    key = name_key(name)
    if _COUNCIL.fullmatch(key) or _first(_COUNCILS, key):
        return kind_of_council(name)
    return kind_of_partner(name)


def _first(
    patterns: tuple[tuple[re.Pattern[str], OrganisationType], ...], key: str
) -> OrganisationType | None:
    return next((found for pattern, found in patterns if pattern.fullmatch(key)), None)
