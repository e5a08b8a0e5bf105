"""The words of the design: every list a field may choose from, and how people write them."""

from enum import StrEnum
from typing import TypeVar

from partnermap.domain.errors import UnknownWord


class Sector(StrEnum):
    """Sector of an organisation; community counts in every VCSE figure."""

    NHS = "NHS"
    LOCAL_AUTHORITY = "local authority"
    VCSE = "VCSE"
    COMMUNITY = "community"
    OTHER_PUBLIC = "other public"
    PRIVATE = "private"


VCSE_SECTORS = frozenset({Sector.VCSE, Sector.COMMUNITY})
"""What counts as VCSE in every figure."""


class OrganisationType(StrEnum):
    """What an organisation is."""

    ICB = "ICB"
    NHS_TRUST = "NHS trust"
    PCN = "PCN"
    GP_PRACTICE = "GP practice"
    GP_FEDERATION = "GP federation"
    PROVIDER_COLLABORATIVE = "provider collaborative"
    UNITARY = "unitary"
    COUNTY = "county"
    DISTRICT = "district"
    LONDON_BOROUGH = "London borough"
    METROPOLITAN_BOROUGH = "metropolitan borough"
    STRATEGIC_AUTHORITY = "strategic authority"
    CHARITY = "charity"
    CIC = "CIC"
    COMMUNITY_INTEREST_GROUP = "community interest group"
    INFRASTRUCTURE_BODY = "infrastructure body"
    ALLIANCE = "alliance"
    HEALTHWATCH = "Healthwatch"
    HOUSING_ASSOCIATION = "housing association"
    RESIDENT_GROUP = "resident or lived-experience group"
    POLICE = "police"
    FIRE = "fire"
    UNIVERSITY = "university"
    OTHER = "other"


class LegalForm(StrEnum):
    """Whether a body can hold money and employ people itself."""

    BODY_CORPORATE = "body corporate"
    UNINCORPORATED = "unincorporated"
    COMMITTEE = "committee"
    CONTRACTUAL_NETWORK = "contractual network"


class TieKind(StrEnum):
    """What a tie is made of."""

    JOINT_FUNDING = "joint funding"
    CONTRACT = "contract"
    PAYMENT = "payment"
    JOINT_APPOINTMENT = "joint appointment"
    JOINT_TEAM = "joint team"
    GOVERNANCE = "governance"
    DATA_SHARING = "data sharing"
    REFERRAL = "referral"
    SHARED_GOAL = "shared goal"
    SHARED_PREMISES = "shared premises"
    TRUST = "trust"
    OTHER = "other"


class AgreementKind(StrEnum):
    """What an agreement settles."""

    FUNDING = "funding"
    DATA_SHARING = "data sharing"
    DELEGATION = "delegation"
    STAFF_SHARING = "staff sharing"
    MEMORANDUM = "memorandum"


class LegalBasis(StrEnum):
    """The power an agreement rests on."""

    S75_POOLED = "section 75 pooled fund"
    S75_LEAD = "section 75 lead commissioning"
    S75_INTEGRATED = "section 75 integrated provision"
    S65Z5 = "section 65Z5"
    S65Z6_POOLED = "section 65Z6 pooled fund"
    S256 = "section 256"
    S257 = "section 257"
    S76 = "section 76"
    ICB_GRANT = "ICB grant"
    ALIGNED = "aligned budget"
    GRANT = "grant"
    CONTRACT = "contract"
    PAYMENT = "payment"
    OTHER = "other"


POOLED = frozenset({LegalBasis.S75_POOLED, LegalBasis.S65Z6_POOLED})
"""Bases whose money sits in one pot."""

NOT_JOINT_MONEY = frozenset({LegalBasis.CONTRACT, LegalBasis.PAYMENT})
"""Bases that stay out of every joint-money figure."""


class AgreementStatus(StrEnum):
    """Where an agreement stands."""

    IN_NEGOTIATION = "in negotiation"
    SIGNED = "signed"
    EXPIRED_BUT_RUNNING = "expired but running"
    ENDED = "ended"


class Renewal(StrEnum):
    """What happens when an agreement's term is over; an option carries its date."""

    ENDS = "ends"
    YEARLY_BY_RULE = "yearly by national rule"
    OPTION = "option"


class ContributionRole(StrEnum):
    """Whether an organisation pays into or receives from an agreement."""

    PAYS = "pays"
    RECEIVES = "receives"


class ContributionKind(StrEnum):
    """Money or its equivalent in staff, space and goods."""

    CASH = "cash"
    IN_KIND = "in kind"


class Mandate(StrEnum):
    """The national rule that fixes a contribution, if any."""

    NHS_MINIMUM = "NHS minimum"
    LA_BETTER_CARE_GRANT = "LA Better Care Grant"
    DFG = "DFG"
    NONE = "no"


class PartyRole(StrEnum):
    """What a party does in an agreement without contributions."""

    PARTY = "party"
    LEAD = "lead"
    CONTROLLER = "controller"
    PROCESSOR = "processor"


class PostBasis(StrEnum):
    """The arrangement a joint post rests on."""

    SECTION_113 = "section 113"
    SECONDMENT = "secondment"
    HONORARY = "honorary"
    JOINT_CONTRACT = "joint contract"


class PostStatus(StrEnum):
    """Whether somebody is in post."""

    FILLED = "filled"
    INTERIM = "interim"
    VACANT = "vacant"
    FROZEN = "frozen"
    AT_RISK = "at risk"


class PostPartnerRole(StrEnum):
    """What another organisation is to a joint post."""

    FUNDS = "funds"
    ANSWERS_TO = "answers to"
    HOSTS = "hosts"


class TeamKind(StrEnum):
    """A joint operational unit, or a body that meets."""

    TEAM = "team"
    FORUM = "forum"


class TeamVoice(StrEnum):
    """Whether a forum decides or advises."""

    DECIDES = "decides"
    ADVISES = "advises"


class ReorganisationKind(StrEnum):
    """What sort of change a reorganisation is."""

    MERGER = "merger"
    SPLIT = "split"
    ABOLITION = "abolition"
    TRANSFER = "transfer"
    CLUSTER = "cluster"
    RESTRUCTURE = "restructure"
    RENAME = "rename"
    BOUNDARY = "boundary"


class ReorganisationStatus(StrEnum):
    """How certain a reorganisation is."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    ORDERED = "ordered"
    IN_FORCE = "in force"
    NOT_PROCEEDING = "not proceeding"


class Effect(StrEnum):
    """How a reorganisation hits one organisation."""

    MERGED = "merged"
    SPLIT = "split"
    ABOLISHED = "abolished"
    CREATED = "created"
    LOSES_FUNCTION = "loses function"
    GAINS_FUNCTION = "gains function"
    LEADERSHIP_SHARED = "leadership shared"
    RESTRUCTURED = "restructured"
    RENAMED = "renamed"
    AFFECTED = "affected"


class ScenarioChangeKind(StrEnum):
    """What one row of a scenario changes; `Value` and `Date` mean what is said here.

    Several bodies in one value stand apart by semicolons; each may carry its share and function, as
    `West Council | 54% | adult social care`. A name that no organisation has makes a body of the
    scenario. Bodies come and go with the date, which is the first day of the new state; `end` and
    `close` name the last day of the old one.
    """

    MERGE = "merge"
    """The organisation goes into the one of the value; rows of one value and date are one merger."""
    SPLIT = "split"
    """The organisation goes over to the bodies of the value."""
    ABOLISH = "abolish"
    """The organisation ends; the bodies of the value, if any, take over."""
    TRANSFER = "transfer"
    """The organisation hands functions to the bodies of the value; all live on."""
    CLUSTER = "cluster"
    """One leadership for the organisation and those of the value; nobody succeeds anybody."""
    CLOSE = "close"
    """The organisation closes on the date, with nothing said about who takes over."""
    END = "end"
    """The agreement, post, team or tie ends on the date."""
    LEAVE_VACANT = "leave vacant"
    """Nobody fills the post from the date on."""
    DELAY = "delay"
    """The reorganisation comes so many months later as the value says."""
    DROP = "does not happen"
    """The reorganisation does not happen, and the bodies that it would create do not come."""


class LegalCarryOver(StrEnum):
    """What the law does to a link when a body goes; relationship continuity is another question."""

    AUTOMATIC = "automatic"
    TO_BE_AGREED = "to be agreed"
    ENDS = "ends"
    NOT_KNOWN = "not known"


class Continuity(StrEnum):
    """Whether the people who keep a link up stay with it."""

    SAME_PEOPLE = "same people"
    NEW_PEOPLE = "new people"
    VACANT = "vacant"
    NOT_KNOWN = "not known"


class StaffRoute(StrEnum):
    """How the staff of a post or team come to their next employer."""

    TUPE = "TUPE"
    TRANSFER_SCHEME = "statutory transfer scheme"
    NONE = "none"
    NOT_KNOWN = "not known"


class EquityStage(StrEnum):
    """The four stages of an equity check of a reorganisation, in their order."""

    PREPARE = "prepare"
    ASSESS = "assess"
    APPLY = "apply"
    REVIEW = "review"


class EvidenceKind(StrEnum):
    """What sort of evidence a piece is."""

    DOCUMENT = "document"
    INTERVIEW = "interview"
    OBSERVATION = "observation"


_SYNONYMS: dict[type[StrEnum], dict[str, str]] = {
    Sector: {
        "la": "local authority",
        "council": "local authority",
        "local government": "local authority",
        "voluntary": "VCSE",
        "voluntary sector": "VCSE",
        "vcs": "VCSE",
        "other": "other public",
        "public": "other public",
        "independent": "private",
    },
    OrganisationType: {
        "trust": "NHS trust",
        "foundation trust": "NHS trust",
        "nhs foundation trust": "NHS trust",
        "unitary authority": "unitary",
        "unitary council": "unitary",
        "county council": "county",
        "district council": "district",
        "community interest company": "CIC",
        "resident group": "resident or lived-experience group",
        "lived-experience group": "resident or lived-experience group",
    },
    LegalBasis: {
        "section 75": "section 75 pooled fund",
        "s75": "section 75 pooled fund",
        "s256": "section 256",
        "s257": "section 257",
        "s76": "section 76",
        "aligned": "aligned budget",
    },
    PostBasis: {"s113": "section 113"},
    ScenarioChangeKind: {
        "abolished": "abolish",
        "merged": "merge",
        "ends": "end",
        "vacant": "leave vacant",
        "leave a post vacant": "leave vacant",
        "end an agreement": "end",
        "delay by months": "delay",
        "drop": "does not happen",
    },
    Mandate: {"": "no", "none": "no", "disabled facilities grant": "DFG"},
}

Word = TypeVar("Word", bound=StrEnum)


def read_word(words: type[Word], text: str) -> Word:
    """The member a person meant: case, spaces, hyphens and the usual synonyms do not matter.

    Raises:
        UnknownWord: no such word; the sentence lists the ones there are.
    """
    wanted = _plain(text)
    wanted = _plain(_SYNONYMS.get(words, {}).get(wanted, wanted))
    for member in words:
        if _plain(member.value) == wanted:
            return member
    known = ", ".join(member.value for member in words)
    raise UnknownWord(f"“{text.strip()}” is not one of: {known}.")


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("_", " ").split())
