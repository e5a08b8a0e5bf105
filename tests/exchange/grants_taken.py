"""What tests of grants share: an invented place with one recipient, and what they read of an import."""

from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.organisation import Identifier, Organisation
from partnermap.domain.place import Place
from partnermap.domain.words import ContributionRole
from partnermap.exchange.plan import ImportPlan

PLACE = applied(
    Place(),
    Changes(
        create=(
            Organisation(id="h", name="Harbour Homes"),
            Identifier(id="c", organisation_id="h", scheme="GB-CHC", value="900002"),
        )
    ),
)


def only_agreement(place: Place) -> Agreement:
    """The one agreement of a place."""
    (agreement,) = place.agreements.values()
    return agreement


def money(place: Place) -> list[tuple[str, ContributionRole, str | None, int | None]]:
    """Who pays or receives how many pence in which year."""
    return sorted(
        (place.name_of(item.organisation_id), item.role, item.financial_year, item.amount)
        for item in place.of(Contribution).values()
    )


def told(plan: ImportPlan) -> str:
    """All that an import warns of."""
    return " ".join(plan.warnings)
