"""Who must decide about a link: the body that hosts, employs or leads, or the one that gives."""

from partnermap.domain.agreement import Agreement
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.record import About
from partnermap.domain.team import Team
from partnermap.domain.words import LegalBasis
from partnermap.network.derive import payers_of
from partnermap.network.lookup import lookup_of

GIVEN = frozenset(
    {
        LegalBasis.GRANT,
        LegalBasis.ICB_GRANT,
        LegalBasis.S256,
        LegalBasis.S257,
        LegalBasis.S76,
        LegalBasis.CONTRACT,
    }
)
"""Bases on which the payer, not the recipient, decides what follows."""


def owner_of(place: Place, about: About) -> str | None:
    """Id of the organisation that hosts, employs or leads, None where none is recorded."""
    record = place.get(about.table, about.id)
    if isinstance(record, Agreement):
        return _owner_of_agreement(place, record)
    if isinstance(record, Post):
        return record.employer_id
    return record.lead_id if isinstance(record, Team) else None


def _owner_of_agreement(place: Place, agreement: Agreement) -> str | None:
    """Who gives decides on a grant or transfer, who hosts on everything else."""
    payer = next(iter(payers_of(lookup_of(place), agreement)), None)
    gives = agreement.legal_basis in GIVEN
    return (payer or agreement.host_id) if gives else (agreement.host_id or payer)
