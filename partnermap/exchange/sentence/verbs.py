"""Verbs: the words between two organisations, and what each of them records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
        together: `A pools money with B`, which is `A and B pool money`.
        backwards: with the two ends the other way round: `is funded by`.
        directed: whether the link runs one way.
        assumed: what the words leave open, as a sentence; empty where they say it all.
    """

    makes: Makes
    kind: TieKind
    phrases: tuple[str, ...] = ()
    mutual: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    backwards: tuple[str, ...] = ()
    basis: LegalBasis | None = None
    directed: bool = False
    strength: int | None = None
    assumed: str = ""

    @property
    def example(self) -> str:
        """How it is used, for help."""
        return f"A {self.phrases[0]} B" if self.phrases else f"A and B {self.mutual[0]}"


_ONE: Mapping[str, str] = {"have": "has", "are": "is", "rely": "relies"}
"""What one organisation does, where that is not the word with an s."""


def _either(*phrases: str) -> tuple[str, ...]:
    """Each phrase as one organisation does it, then as several do: `runs a team with`, `run a …`."""
    return tuple(form for phrase in phrases for form in (_of_one(phrase), phrase))


def _of_one(phrase: str) -> str:
    first, blank, rest = phrase.partition(" ")
    return f"{_ONE.get(first, f'{first}s')}{blank}{rest}"


VERBS: tuple[Verb, ...] = (
    Verb(
        Makes.MONEY,
        TieKind.JOINT_FUNDING,
        (
            *_either("fund", "co-fund", "put money into"),
            *("jointly funds", "jointly fund"),
        ),
        together=(
            *_either("pool money with", "pool budgets with", "share a budget with"),
            *_either("have a joint budget with", "have a pooled budget with", "have a pooled fund with"),
        ),
        mutual=(
            *("pool money", "pool budgets", "pool", "have a pooled budget", "have a pooled fund"),
            *("share a budget", "have a joint budget"),
        ),
        backwards=_either("are funded by", "are co-funded by", "get money from", "get funding from"),
        assumed="It is joint money, and its legal basis was not said.",
    ),
    Verb(
        Makes.MONEY,
        TieKind.JOINT_FUNDING,
        ("grants", *_either("give a grant to", "make a grant to", "award a grant to")),
        backwards=_either("get a grant from", "have a grant from"),
        basis=LegalBasis.GRANT,
    ),
    Verb(
        Makes.MONEY,
        TieKind.CONTRACT,
        (*_either("commission"), "contracts", *_either("contract with", "have a contract with")),
        backwards=_either("are commissioned by", "are contracted by"),
        basis=LegalBasis.CONTRACT,
        assumed="It is a contract, which is not joint money.",
    ),
    Verb(
        Makes.MONEY,
        TieKind.PAYMENT,
        _either("pay"),
        backwards=_either("are paid by"),
        basis=LegalBasis.PAYMENT,
        assumed="It is a payment, which is not joint money; “funds” would be.",
    ),
    Verb(
        Makes.POST,
        TieKind.JOINT_APPOINTMENT,
        _either(
            *("have a joint post with", "share a post with", "share a joint post with"),
            *("have a shared post with", "fund a joint post with", "fund a post with"),
        ),
        mutual=(
            *("joint post", "have a joint post", "have a shared post", "share a post", "share the post"),
            *("share a joint post", "jointly employ", "jointly appoint", "jointly fund the post"),
        ),
    ),
    Verb(
        Makes.TIE,
        TieKind.DATA_SHARING,
        _either(
            *("share data with", "exchange data with", "share information with"),
            *("have a data agreement with", "have a data sharing agreement with"),
        ),
        mutual=(
            *("share data", "exchange data", "share information", "have a data agreement"),
            "have a data sharing agreement",
        ),
    ),
    Verb(
        Makes.TIE,
        TieKind.DATA_SHARING,
        _either("send data to", "give data to"),
        backwards=_either("get data from", "receive data from"),
        directed=True,
    ),
    Verb(
        Makes.TIE,
        TieKind.REFERRAL,
        _either(
            *("refer to", "refer people to", "refer patients to", "refer clients to"),
            *("make referrals to", "send people to", "signpost to", "signpost people to"),
        ),
        backwards=_either("get referrals from", "take referrals from", "receive referrals from"),
        directed=True,
    ),
    Verb(
        Makes.TIE,
        TieKind.JOINT_TEAM,
        _either(
            *("run a team with", "run a joint team with", "have a team with", "have a joint team with"),
            *("share a team with", "have a shared team with", "staff a team with"),
        ),
        mutual=(
            *(
                "run a joint team",
                "run a team",
                "have a joint team",
                "have a shared team",
                "have a team",
            ),
            *("share a team", "joint team"),
        ),
    ),
    Verb(
        Makes.TIE,
        TieKind.GOVERNANCE,
        (
            *_either("sit on the board of", "have a seat on the board of", "are on the board of"),
            *_either("report to", "answer to"),
            "chairs",
        ),
        directed=True,
    ),
    Verb(
        Makes.TIE,
        TieKind.GOVERNANCE,
        _either(
            *("decide with", "share a board with", "sit on a board with", "sit on the board with"),
            *("have a joint board with", "have a joint committee with", "share a committee with"),
        ),
        mutual=(
            *("decide together", "share a board", "have a joint board", "have a joint committee"),
            *("sit on the board together", "sit on a board together", "share a committee"),
        ),
    ),
    Verb(
        Makes.TIE,
        TieKind.SHARED_GOAL,
        _either(
            *("share a goal with", "share goals with", "have a shared goal with", "plan with"),
            "have a goal with",
        ),
        mutual=("share a goal", "share goals", "plan together", "have a shared goal"),
    ),
    Verb(
        Makes.TIE,
        TieKind.SHARED_PREMISES,
        _either(
            *("share premises with", "share a building with", "share an office with"),
            *("share offices with", "share a site with", "are based with", "are co-located with"),
        ),
        mutual=(
            *("share premises", "share a building", "share an office", "share offices", "share a site"),
            *("are based together", "are co-located"),
        ),
    ),
    Verb(
        Makes.TIE,
        TieKind.TRUST,
        ("trusts", *_either("rely on")),
        mutual=("trust each other", "trust one another"),
    ),
    Verb(
        Makes.TIE,
        TieKind.OTHER,
        _either("work with", "partner with", "work closely with", "work jointly with"),
        mutual=("work together", "work closely together"),
        assumed="The kind is other, because the words say no more.",
    ),
    Verb(
        Makes.TIE,
        TieKind.OTHER,
        (*_either("are in contact with", "meet with", "talk to", "talk with"), "meets", "knows"),
        mutual=("are in contact", "meet", "talk"),
        strength=1,
        assumed="The kind is other and the strength contact, because the words say no more.",
    ),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A verb in a line: from which piece to before which, and which of its forms it is.

    Attributes:
        is_together: with some of those who do it in front and the others behind it.
    """

    verb: Verb
    phrase: str
    first: int
    after: int
    is_mutual: bool = False
    is_backwards: bool = False
    is_together: bool = False


def hits_in(pieces: Sequence[Piece]) -> tuple[Hit, ...]:
    """Every place where a verb may stand, from the left; of several at one place the longest first."""
    keys = [piece.key for piece in pieces]
    found = [
        replace(form, first=at, after=at + len(words))
        for form, words in _PHRASES
        for at in range(1, len(keys) - len(words) + 1)
        if keys[at : at + len(words)] == words
    ]
    return tuple(sorted(found, key=lambda hit: (hit.first, -hit.after)))


def _phrases() -> Iterator[tuple[Hit, list[str]]]:
    for verb in VERBS:
        forms = (
            *(Hit(verb, phrase, 0, 0) for phrase in verb.phrases),
            *(Hit(verb, phrase, 0, 0, is_mutual=True) for phrase in verb.mutual),
            *(Hit(verb, phrase, 0, 0, is_together=True) for phrase in verb.together),
            *(Hit(verb, phrase, 0, 0, is_backwards=True) for phrase in verb.backwards),
        )
        for form in forms:
            yield form, form.phrase.split()


_PHRASES = tuple(_phrases())
