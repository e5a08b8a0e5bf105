"""What becomes of the grants of one file, counted while they are taken in."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from partnermap.domain.record import Record
from partnermap.exchange.grants.grant import Body, Grant
from partnermap.exchange.grants.matching import Found
from partnermap.exchange.plan import Skipped


@dataclass(slots=True)
class Outcome:
    """What becomes of the grants of a file.

    Attributes:
        taken: grants that are in the place afterwards.
        left_out: grants to bodies that are not in this place.
        in_doubt: bodies that only a name or several records point at.
        other_names: what the file calls an organisation that its identifier settles.
        left_by_funders_here: how many of those left out a funder of the place made.
        unmatched: name to number of grants and pence, of the bodies that keep grants out.
    """

    create: list[Record] = field(default_factory=list)
    update: list[Record] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    taken: list[Grant] = field(default_factory=list)
    left_out: list[Grant] = field(default_factory=list)
    in_doubt: dict[Body, Found] = field(default_factory=dict)
    other_names: dict[Body, str] = field(default_factory=dict)
    unmatched: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    left_by_funders_here: int = 0
    individuals: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def keep_out(self, bodies: Iterable[Body], grant: Grant) -> None:
        """Count a grant among those that these bodies keep out."""
        for body in bodies:
            counts = self.unmatched[body.name]
            counts[0] += 1
            counts[1] += grant.amount
