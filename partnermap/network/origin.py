"""What stands behind a tie or a hub: the agreement, post, team or recorded tie that it comes from."""

from partnermap.domain.agreement import Agreement
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.record import About
from partnermap.domain.team import Team
from partnermap.domain.words import TeamKind
from partnermap.network.network import Hub, NetworkTie


def name_of_origin(place: Place, origin: About) -> str | None:
    """The name of the agreement, post, team or tie; None for a tie without one."""
    if origin.table == Agreement.TABLE:
        return place.agreements[origin.id].name
    if origin.table == Post.TABLE:
        return place.posts[origin.id].title
    if origin.table == Team.TABLE:
        return place.teams[origin.id].name
    return place.ties[origin.id].name


def payments_name(payer: str, payee: str, year: str) -> str:
    """The name of the agreement that records a year's payments."""
    return f"Payments by {payer} to {payee}, {year}"


def name_beside_ends(place: Place, tie: NetworkTie) -> str | None:
    """The record's name where both ends are told beside it: of payments only the year is left."""
    name = name_of_origin(place, tie.origin)
    ends = place.name_of(tie.from_id), place.name_of(tie.to_id)
    return None if name is None else name.removeprefix(payments_name(*ends, year="")) or name


def is_forum(place: Place, hub: Hub) -> bool:
    """Whether a hub is a forum, which makes no ties by its nature, rather than for its size."""
    return hub.origin.table == Team.TABLE and place.teams[hub.origin.id].kind is TeamKind.FORUM
