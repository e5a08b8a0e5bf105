"""The 16 domains of partnership health: a name, a statement for the workshop, five anchors each (E1).

A lookup from the words of a rating to its domain ignores case, spacing and a closing full stop.
"""

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Domain:
    """One side of partnership health.

    Attributes:
        number: 1 to 16.
        statement: what people rate from 1 to 5.
        anchors: what each answer from 1 to 5 means.
        source: the key proposals and principles of the evidence it comes from.
        indicators: keys of the figures with cut-points that feed its observed side.
        themes: words under which evidence about it is filed.
        is_optional: counted only where somebody rated it, or asked for it.
    """

    number: int
    name: str
    statement: str
    anchors: tuple[str, str, str, str, str]
    source: str
    indicators: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    is_optional: bool = False


DOMAINS: tuple[Domain, ...] = (
    Domain(
        1,
        "Common goals and shared targets",
        "We work to the same few goals",
        (
            "Own goals only",
            "Shared words, no measures",
            "Some goals measured, used unevenly",
            "Agreed, measured and reviewed every year",
            "They steer every partner's plan and money",
        ),
        "S3 KP3, KP7, KP8",
        themes=("goals", "shared goals", "targets"),
    ),
    Domain(
        2,
        "Leaders who make it legitimate",
        "Our leaders show this work is legitimate and a priority",
        (
            "Rarely mentioned",
            "Backed in words",
            "Backed when convenient",
            "Visible, and given time",
            "Defended when it costs something",
        ),
        "S3 KP3; S1",
        themes=("leadership", "leaders"),
    ),
    Domain(
        3,
        "Joint appointments",
        "Shared posts have clear backing from all funders",
        (
            "None",
            "Ad hoc, one funder",
            "Some, with unclear reporting",
            "Agreed, filled and supported",
            "Planned and secure, with cover arranged",
        ),
        "S3 KP3; S0",
        indicators=("C3", "C5"),
        themes=("posts", "joint posts", "appointments"),
    ),
    Domain(
        4,
        "Joint teams and units",
        "Teams deliver together day to day",
        (
            "Separate",
            "They meet to pass cases on",
            "Shared tasks",
            "A shared team and system",
            "One team, one plan, one budget line",
        ),
        "S3 KP3",
        themes=("joint units", "joint teams", "teams"),
    ),
    Domain(
        5,
        "Joint money that lasts",
        "Joint money is secure enough to plan on",
        (
            "One-off bids",
            "Mostly under two years",
            "Mixed",
            "Mostly three years or more",
            "Recurrent and reviewed, with the risk shared",
        ),
        "S3 KP3",
        indicators=("B8", "B6"),
        themes=("money", "funding", "joint funding"),
    ),
    Domain(
        6,
        "Time and shared history",
        "We have time and history to work through problems",
        (
            "Always starting again",
            "Under two years",
            "Some long links",
            "Most links five years or older",
            "A decade's habit, remembered and written down",
        ),
        "S3 KP3, P1; S1",
        indicators=("A21",),
        themes=("history", "time", "trust"),
    ),
    Domain(
        7,
        "Local accountability",
        "Local people can see who answers for action and inaction",
        (
            "To no one",
            "Reports upward only",
            "Some local reports",
            "Regular public reports",
            "Public reports change what we do",
        ),
        "S3 P4",
        themes=("accountability", "public reports", "scrutiny"),
    ),
    Domain(
        8,
        "National and local demands together",
        "National demands help rather than hinder us",
        (
            "They block us",
            "They pull us apart",
            "Neutral",
            "They mostly fit",
            "We shape them and use them",
        ),
        "S3 KP4",
        themes=("national demands", "demands"),
    ),
    Domain(
        9,
        "Data sharing and analysis",
        "We can see the same population together",
        (
            "No sharing",
            "By request",
            "Some feeds",
            "Linked for key groups",
            "Linked, analysed and acted on",
        ),
        "S4; S3 KP2",
        indicators=("data",),
        themes=("data", "data sharing", "analysis"),
    ),
    Domain(
        10,
        "A capable, resilient workforce",
        "We have people with the skills and cover to do this",
        (
            "It depends on one person",
            "Often short",
            "Patchy",
            "Steady",
            "Deep, and trained beyond specialists",
        ),
        "S3 KP5; S4",
        indicators=("C3", "C5"),
        themes=("workforce", "training", "resilience"),
    ),
    Domain(
        11,
        "Voluntary sector, community voice and assets",
        "Communities help design and decide, not only respond",
        (
            "Absent",
            "Told",
            "Consulted",
            "Co-design some of it",
            "Share power and money",
        ),
        "S4; S0",
        indicators=("A19",),
        themes=("voice", "community", "voluntary sector", "assets"),
    ),
    Domain(
        12,
        "Clear about which inequality",
        "We can say which gap, for whom, where, and how we will change it",
        (
            "A slogan",
            "The group is named",
            "Type and group",
            "Place and driver too",
            "Mechanism and measure too",
        ),
        "S2",
        indicators=("F1",),
        themes=("inequality", "inequalities"),
    ),
    Domain(
        13,
        "Equity check on changes",
        "We check changes for equity and act on it",
        (
            "Never",
            "After the event",
            "Sometimes",
            "Usually, before the change",
            "Always, with the action followed up",
        ),
        "S3 KP1, P5",
        indicators=("equity",),
        themes=("equity", "equity check"),
    ),
    Domain(
        14,
        "Looking at conditions and power",
        "We look at conditions and power, not only individual behaviour",
        (
            "We blame choices",
            "Risk groups",
            "Access",
            "Living conditions",
            "Fair distribution, also pressed for upwards",
        ),
        "S1",
        themes=("framing", "conditions", "power"),
    ),
    Domain(
        15,
        "Joint work that survives reorganisation",
        "Change is planned so joint work survives",
        (
            "Unprepared",
            "Aware",
            "A list of links at risk",
            "A plan with owners",
            "Rehearsed, people and agreements secured",
        ),
        "S3 P3; S1",
        indicators=("D5",),
        themes=("reorganisation", "stability"),
    ),
    Domain(
        16,
        "Equity at home",
        "We use our own jobs and spending to reduce inequality",
        (
            "No",
            "Ideas",
            "Pilots",
            "Policy",
            "Tracked, and at scale",
        ),
        "S3 KP6, P6",
        themes=("equity at home", "employment", "procurement"),
        is_optional=True,
    ),
)
"""Every domain, in the order in which reports print them."""


def domain(number: int) -> Domain:
    """The domain of a number from 1 to 16; IndexError when there is none."""
    return DOMAINS[number - 1]


def domain_rated_by(statement: str) -> Domain | None:
    """The domain that a rating's statement means: by its statement, its name or its number."""
    return _by_words().get(plain(statement))


def plain(text: str | None) -> str:
    """Words as they are compared: case, spacing and a closing full stop do not matter."""
    return " ".join((text or "").casefold().split()).removesuffix(".").rstrip()


@cache
def _by_words() -> dict[str, Domain]:
    return {
        plain(words): item
        for item in DOMAINS
        for words in (item.statement, item.name, str(item.number), f"domain {item.number}")
    }
