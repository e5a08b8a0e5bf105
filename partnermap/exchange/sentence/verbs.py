"""Verbs: the words between two organisations, and what each of them records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from partnermap.domain.words import LegalBasis, TieKind
from partnermap.exchange.sentence.pieces import Piece


class Makes(Enum):
    """What a sentence becomes."""

    TIE = "tie"
    MONEY = "money"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Verb:
    """One meaning and all the words for it.

    Attributes:
        phrases: with an organisation behind them; the first is what help and previews say.
        mutual: with everybody in front of them: `A and B share data`.
        backwards: with the two ends the other way round: `is funded by`.
        directed: whether the link runs one way.
        assumed: what the words leave open, as a sentence; empty where they say it all.
    """

    makes: Makes
    kind: TieKind
    phrases: tuple[str, ...] = ()
    mutual: tuple[str, ...] = ()
    backwards: tuple[str, ...] = ()
    basis: LegalBasis | None = None
    directed: bool = False
    strength: int | None = None
    assumed: str = ""

    @property
    def example(self) -> str:
        """How it is used, for help."""
        return f"A {self.phrases[0]} B" if self.phrases else f"A and B {self.mutual[0]}"


VERBS: tuple[Verb, ...] = (
    Verb(
        Makes.MONEY,
        TieKind.JOINT_FUNDING,
        ("funds", "fund", "jointly fund", "co-funds", "co-fund", "puts money into", "put money into"),
        mutual=("pool money", "pool budgets", "pool", "have a pooled budget", "have a pooled fund"),
        backwards=("is funded by", "are funded by", "gets money from", "get money from"),
        assumed="It is joint money, and its legal basis was not said.",
    ),
    Verb(
        Makes.MONEY,
        TieKind.JOINT_FUNDING,
        ("grants", "gives a grant to", "give a grant to", "makes a grant to", "awards a grant to"),
        backwards=("gets a grant from", "get a grant from", "has a grant from", "have a grant from"),
        basis=LegalBasis.GRANT,
    ),
    Verb(
        Makes.MONEY,
        TieKind.CONTRACT,
        ("commissions", "commission", "contracts", "contracts with", "has a contract with"),
        backwards=("is commissioned by", "are commissioned by"),
        basis=LegalBasis.CONTRACT,
        assumed="It is a contract, which is not joint money.",
    ),
    Verb(
        Makes.MONEY,
        TieKind.PAYMENT,
        ("pays", "pay"),
        backwards=("is paid by", "are paid by"),
        basis=LegalBasis.PAYMENT,
        assumed="It is a payment, which is not joint money; “funds” would be.",
    ),
    Verb(
        Makes.POST,
        TieKind.JOINT_APPOINTMENT,
        ("has a joint post with", "have a joint post with", "shares a post with", "share a post with"),
        mutual=(
            *("joint post", "have a joint post", "share a post", "share the post"),
            *("jointly employ", "jointly appoint", "jointly fund the post"),
        ),
    ),
    Verb(
        Makes.TIE,
        TieKind.DATA_SHARING,
        ("shares data with", "share data with", "exchanges data with", "has a data agreement with"),
        mutual=("share data", "exchange data", "have a data agreement"),
    ),
    Verb(
        Makes.TIE,
        TieKind.DATA_SHARING,
        ("sends data to", "send data to", "gives data to", "give data to"),
        backwards=("gets data from", "get data from"),
        directed=True,
    ),
    Verb(
        Makes.TIE,
        TieKind.REFERRAL,
        ("refers to", "refer to", "refers people to", "refer people to", "refers patients to"),
        backwards=("gets referrals from", "get referrals from", "takes referrals from"),
        directed=True,
    ),
    Verb(
        Makes.TIE,
        TieKind.JOINT_TEAM,
        ("runs a team with", "run a team with", "has a joint team with", "shares a team with"),
        mutual=("run a joint team", "run a team", "have a joint team", "share a team", "joint team"),
    ),
    Verb(
        Makes.TIE,
        TieKind.GOVERNANCE,
        (
            "sits on the board of",
            "sit on the board of",
            "reports to",
            "report to",
            "answers to",
            "chairs",
        ),
        directed=True,
    ),
    Verb(
        Makes.TIE,
        TieKind.GOVERNANCE,
        ("decides with", "decide with", "shares a board with", "share a board with"),
        mutual=("decide together", "share a board", "have a joint board", "have a joint committee"),
    ),
    Verb(
        Makes.TIE,
        TieKind.SHARED_GOAL,
        ("shares a goal with", "share a goal with", "plans with", "plan with"),
        mutual=("share a goal", "share goals", "plan together", "have a shared goal"),
    ),
    Verb(
        Makes.TIE,
        TieKind.SHARED_PREMISES,
        ("shares premises with", "share premises with", "shares a building with", "is based with"),
        mutual=("share premises", "share a building", "are based together", "share an office"),
    ),
    Verb(
        Makes.TIE,
        TieKind.TRUST,
        ("trusts", "relies on", "rely on"),
        mutual=("trust each other", "trust one another"),
    ),
    Verb(
        Makes.TIE,
        TieKind.OTHER,
        ("works with", "work with"),
        mutual=("work together",),
        assumed="The kind is other, because “works with” says no more.",
    ),
    Verb(
        Makes.TIE,
        TieKind.OTHER,
        ("is in contact with", "meets", "meets with", "talks to", "talk to", "knows"),
        mutual=("are in contact", "meet", "talk"),
        strength=1,
        assumed="The kind is other and the strength contact, because the words say no more.",
    ),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A verb in a line: from which piece to before which, and which of its forms it is."""

    verb: Verb
    phrase: str
    first: int
    after: int
    is_mutual: bool
    is_backwards: bool


def hits_in(pieces: Sequence[Piece]) -> tuple[Hit, ...]:
    """Every place where a verb may stand, from the left; of several at one place the longest first."""
    keys = [piece.key for piece in pieces]
    found = [
        Hit(verb, phrase, at, at + len(words), is_mutual, is_backwards)
        for phrase, words, verb, is_mutual, is_backwards in _PHRASES
        for at in range(1, len(keys) - len(words) + 1)
        if keys[at : at + len(words)] == words
    ]
    return tuple(sorted(found, key=lambda hit: (hit.first, -hit.after)))


def _phrases() -> Iterator[tuple[str, list[str], Verb, bool, bool]]:
    for verb in VERBS:
        for phrases, is_mutual, is_backwards in (
            (verb.phrases, False, False),
            (verb.mutual, True, False),
            (verb.backwards, False, True),
        ):
            for phrase in phrases:
                yield phrase, phrase.split(), verb, is_mutual, is_backwards


_PHRASES = tuple(_phrases())
