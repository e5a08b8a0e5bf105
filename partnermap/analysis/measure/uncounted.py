"""What the network of a date holds that no figure counts: hubs, waiting ties, and doubled records."""

from partnermap.domain.place import Place
from partnermap.network.network import Network, TieMark
from partnermap.network.origin import is_forum, name_of_origin


def uncounted(place: Place, network: Network) -> dict[str, object]:
    """The same as plain values, organisations by name.

    `hubs` leaves forums out; `recorded_beside_derived` names ties that are counted beside a derived tie
    of the same pair and kind.
    """
    name = place.name_of
    return {
        "hubs": [
            {
                "name": name_of_origin(place, hub.origin),
                "kind": hub.kind.value,
                "members": [name(member) for member in hub.members],
            }
            for hub in network.hubs
            if not is_forum(place, hub)
        ],
        "waiting": [
            {
                "from": name(item.tie.from_id),
                "to": name(item.tie.to_id),
                "kind": item.tie.kind.value,
                "why": item.why.value,
                "closed": [name(key) for key in item.closed_ids],
                "successors": [name(key) for key in item.successor_ids],
            }
            for item in network.waiting
        ],
        "recorded_beside_derived": [
            {"from": name(tie.from_id), "to": name(tie.to_id), "kind": tie.kind.value}
            for tie in network.ties
            if TieMark.ALSO_RECORDED in tie.marks
        ],
    }
