"""Tiers: system, place, neighbourhood, organisation; from what a body is and what it is part of."""

from enum import IntEnum

from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.words import OrganisationType


class Tier(IntEnum):
    """How wide an area a body answers for, the widest first."""

    SYSTEM = 0
    PLACE = 1
    NEIGHBOURHOOD = 2
    ORGANISATION = 3

    @property
    def title(self) -> str:
        """The word on the map."""
        return self.name.capitalize()


_TIERS = {
    OrganisationType.ICB: Tier.SYSTEM,
    OrganisationType.STRATEGIC_AUTHORITY: Tier.SYSTEM,
    OrganisationType.PROVIDER_COLLABORATIVE: Tier.SYSTEM,
    OrganisationType.POLICE: Tier.SYSTEM,
    OrganisationType.FIRE: Tier.SYSTEM,
    OrganisationType.COUNTY: Tier.PLACE,
    OrganisationType.UNITARY: Tier.PLACE,
    OrganisationType.DISTRICT: Tier.PLACE,
    OrganisationType.LONDON_BOROUGH: Tier.PLACE,
    OrganisationType.METROPOLITAN_BOROUGH: Tier.PLACE,
    OrganisationType.ALLIANCE: Tier.PLACE,
    OrganisationType.HEALTHWATCH: Tier.PLACE,
    OrganisationType.INFRASTRUCTURE_BODY: Tier.PLACE,
    OrganisationType.GP_FEDERATION: Tier.PLACE,
    OrganisationType.PCN: Tier.NEIGHBOURHOOD,
    OrganisationType.RESIDENT_GROUP: Tier.NEIGHBOURHOOD,
    OrganisationType.COMMUNITY_INTEREST_GROUP: Tier.NEIGHBOURHOOD,
}


def tiers_of(place: Place) -> tuple[Tier, ...]:
    """The tier of every organisation, in the order of the place.

    A body whose type names no tier stands one below the body that it is part of, else lowest.
    """
    return tuple(_tier(place, organisation) for organisation in place.organisations.values())


def _tier(place: Place, organisation: Organisation) -> Tier:
    seen: set[str] = set()
    below, current = 0, organisation
    while current.id not in seen:
        seen.add(current.id)
        own = None if current.type is None else _TIERS.get(current.type)
        if own is not None:
            return Tier(min(own + below, Tier.ORGANISATION))
        parent = place.organisations.get(current.part_of_id or "")
        if parent is None:
            break
        current, below = parent, below + 1
    return Tier.ORGANISATION
