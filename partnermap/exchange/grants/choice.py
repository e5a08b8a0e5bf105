"""Which grants are taken in: those to organisations of the place, and those that the user selects."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from partnermap.domain.errors import SourceError
from partnermap.exchange.bodies.org_ids import OrgId, read_org_id
from partnermap.exchange.grants.grant import Body, Grant

RECIPIENT, FUNDER, ALL = "recipient", "funder", "all"
"""What may be selected: recipients or funders by identifier, all recipients, or everything."""

_EVERY = frozenset({"all", "yes"})
_NO = frozenset({"no", "none"})


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a file is taken in beside the grants to organisations of the place.

    Attributes:
        everything: every grant.
        every_recipient: every grant by a funder of the place.
        funders, recipients: whose grants are taken in.
    """

    everything: bool = False
    every_recipient: bool = False
    funders: frozenset[OrgId] = frozenset()
    recipients: frozenset[OrgId] = frozenset()

    @classmethod
    def of(cls, select: Mapping[str, str]) -> "Choice":
        """Read the selection.

        Raises:
            SourceError: what is selected is no identifier.
        """
        recipient = select.get(RECIPIENT, "").strip()
        every = recipient.lower() in _EVERY
        return cls(
            everything=select.get(ALL, "no").strip().lower() not in _NO,
            every_recipient=every,
            funders=frozenset(_listed(FUNDER, select.get(FUNDER, ""))),
            recipients=frozenset() if every else frozenset(_listed(RECIPIENT, recipient)),
        )

    def takes(self, grant: Grant, *, funder_is_here: bool) -> bool:
        """Whether a grant is taken in though none of its recipients is an organisation of the place."""
        return (
            self.everything
            or (self.every_recipient and funder_is_here)
            or _any_of(grant.funders, self.funders)
            or _any_of(grant.recipients, self.recipients)
        )

    def absent(self, grants: Iterable[Grant]) -> list[str]:
        """What was selected and is at no end of any grant."""
        bodies = {
            org_id
            for grant in grants
            for body in (*grant.funders, *grant.recipients)
            for org_id in body.org_ids
        }
        return sorted(org_id.text for org_id in (self.funders | self.recipients) - bodies)


def _listed(key: str, text: str) -> Iterator[OrgId]:
    for part in filter(None, (part.strip() for part in text.replace(";", ",").split(","))):
        org_id = read_org_id(part)
        if org_id is None:
            raise SourceError(
                f"“{part}” is no identifier; write --select {key}=GB-CHC-1126147, for example."
            )
        yield org_id


def _any_of(bodies: Iterable[Body], wanted: frozenset[OrgId]) -> bool:
    return any(org_id in wanted for body in bodies for org_id in body.org_ids)
