"""A grant as an agreement of legal basis grant: no host, the funders pay, the recipients receive.

The grant's identifier is the agreement's ID, so that importing again finds it. Then amounts follow the
file, and dates where the file gives them; a name, notes, the years that a user spread the money over and
all else stay.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.changes import new_id
from partnermap.domain.errors import BadValue
from partnermap.domain.record import Record
from partnermap.domain.words import AgreementKind, ContributionKind, ContributionRole, LegalBasis
from partnermap.exchange.grants.grant import Grant
from partnermap.exchange.grants.terms import year_of_award

GRANT_ON = "For the recipient to grant on."


@dataclass(frozen=True, slots=True)
class Ends:
    """Ids of the organisations that pay and that receive."""

    funders: tuple[str, ...]
    recipients: tuple[str, ...]


def created_agreement(grant: Grant, ends: Ends, names: Sequence[str], source: str) -> list[Record]:
    """The records of a grant that the place does not have.

    Args:
        grant: as read.
        ends: who pays and who receives.
        names: of the funders together and of the recipients together.
        source: file name.
    """
    funder, recipient = names
    title = f": {grant.title}" if grant.title else ""
    agreement = Agreement(
        id=new_id(),
        ref=grant.id,
        source=source,
        notes=" ".join(_notes(grant)) or None,
        name=f"Grant by {funder} to {recipient}{title}",
        kind=AgreementKind.FUNDING,
        legal_basis=LegalBasis.GRANT,
        start=grant.term.start,
        end=grant.term.end,
        signed=grant.awarded,
    )
    return [agreement, *_contributions(agreement, grant, ends)]


def changed_records(
    agreement: Agreement, contributions: Sequence[Contribution], grant: Grant, ends: Ends
) -> Iterator[Record]:
    """What must change of a grant recorded before.

    Raises:
        BadValue: the agreement with this ID is another one.
    """
    payers = {item.organisation_id for item in contributions if item.role is ContributionRole.PAYS}
    if agreement.legal_basis is not LegalBasis.GRANT or (payers and payers.isdisjoint(ends.funders)):
        raise BadValue(
            f"its identifier {grant.id} is the ID of the agreement “{agreement.name}” here; "
            "give that another ID."
        )
    term = grant.term
    renewed = replace(
        agreement,
        signed=grant.awarded or agreement.signed,
        start=term.start if term.start_given else agreement.start,
        end=term.end if term.end_given else agreement.end,
    )
    if renewed != agreement:
        yield renewed
    for wanted in _contributions(agreement, grant, ends):
        mine = [item for item in contributions if _is_of(item, wanted)]
        if len(mine) == 1 and mine[0].amount != wanted.amount:
            yield replace(mine[0], amount=wanted.amount)


def _is_of(item: Contribution, other: Contribution) -> bool:
    return (item.role, item.organisation_id) == (other.role, other.organisation_id)


def _contributions(agreement: Agreement, grant: Grant, ends: Ends) -> Iterator[Contribution]:
    """Shares of several funders or recipients are not known: the file gives one sum."""
    year = year_of_award(grant.awarded, grant.term)
    sides: Mapping[ContributionRole, tuple[str, ...]] = {
        ContributionRole.PAYS: ends.funders,
        ContributionRole.RECEIVES: ends.recipients,
    }
    for role, organisations in sides.items():
        for organisation_id in organisations:
            yield Contribution(
                id=new_id(),
                source=agreement.source,
                agreement_id=agreement.id,
                organisation_id=organisation_id,
                role=role,
                financial_year=year,
                amount=grant.amount if len(organisations) == 1 else None,
                kind=ContributionKind.CASH,
            )


def _notes(grant: Grant) -> Iterator[str]:
    if grant.programme:
        yield f"Grant programme: {grant.programme}."
    if grant.is_to_grant_on:
        yield GRANT_ON
    if grant.term.note:
        yield grant.term.note
