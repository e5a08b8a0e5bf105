"""Organisations by their code of the NHS Organisation Data Service (ODS)."""

from collections import defaultdict
from collections.abc import Mapping

from partnermap.domain.organisation import Identifier
from partnermap.domain.place import Place

ODS_SCHEME = "GB-NHS"
"""Scheme of ODS codes, which files write bare; councils have codes of it too, such as 904."""


def organisations_by_code(place: Place) -> Mapping[str, tuple[str, ...]]:
    """Ids of the organisations that carry each ODS code, in capitals; more than one is a mistake."""
    found: dict[str, list[str]] = defaultdict(list)
    for code in place.of(Identifier).values():
        key = code.value.strip().upper()
        if code.scheme.upper() == ODS_SCHEME and code.organisation_id not in found[key]:
            found[key].append(code.organisation_id)
    return {key: tuple(ids) for key, ids in found.items() if ids}
