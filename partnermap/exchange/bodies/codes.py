"""Organisations by their code of the NHS Organisation Data Service (ODS)."""

from collections import defaultdict
from collections.abc import Mapping

from partnermap.domain.organisation import Identifier
from partnermap.domain.place import Place

ODS_SCHEME = "GB-NHS"
"""Scheme of ODS codes, which files write bare; councils have codes of it too, such as 904."""


COUNCIL_SCHEME = "GB-LAE"
"""Scheme of the three-letter codes of English councils."""

CHARITY_SCHEME = "GB-CHC"
"""Scheme of the numbers of the Charity Commission for England and Wales."""


def unnamed(code: str) -> str:
    """What a body is called of which a file gives only the code."""
    return f"{code} (name not known)"


def organisations_by_code(place: Place, scheme: str = ODS_SCHEME) -> Mapping[str, tuple[str, ...]]:
    """Ids of the organisations that carry each code of a scheme; more than one is a mistake.

    Args:
        place: the records.
        scheme: as org-id writes it; case does not matter, and the codes come back in capitals.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for code in place.of(Identifier).values():
        key = code.value.strip().upper()
        if code.scheme.upper() == scheme and code.organisation_id not in found[key]:
            found[key].append(code.organisation_id)
    return {key: tuple(ids) for key, ids in found.items() if ids}
