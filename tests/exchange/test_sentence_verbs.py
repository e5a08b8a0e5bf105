"""Verbs: whatever people say of one organisation or of several, near forms of a verb are all known."""

import datetime as dt

import pytest

from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.tie import Tie
from partnermap.domain.words import ContributionRole, TieKind
from partnermap.exchange.sentence.names import names_of
from partnermap.exchange.sentence.understanding import LONGEST_LABEL, understand
from partnermap.exchange.sentence.verbs import VERBS, Makes, Verb

TODAY = dt.date(2026, 11, 22)
COUNCIL, AGE_WELL, TRUST = "County Council", "Age Well Calderbeck", "Health and Care Trust"
BODIES = {name: Organisation(id=name, name=name) for name in (COUNCIL, AGE_WELL, TRUST)}
NAMES = names_of(Place(1, {"organisations": BODIES}), TODAY)

SAID = [
    ("runs a joint team with", TieKind.JOINT_TEAM),
    ("has a shared team with", TieKind.JOINT_TEAM),
    ("shares an office with", TieKind.SHARED_PREMISES),
    ("is co-located with", TieKind.SHARED_PREMISES),
    ("sits on the board with", TieKind.GOVERNANCE),
    ("has a joint committee with", TieKind.GOVERNANCE),
    ("shares information with", TieKind.DATA_SHARING),
    ("has a data sharing agreement with", TieKind.DATA_SHARING),
    ("has a shared goal with", TieKind.SHARED_GOAL),
    ("signposts people to", TieKind.REFERRAL),
    ("receives referrals from", TieKind.REFERRAL),
    ("relies on", TieKind.TRUST),
    ("partners with", TieKind.OTHER),
]


@pytest.mark.parametrize(("verb", "kind"), SAID)
def test_what_people_say_is_a_verb(verb: str, kind: TieKind) -> None:
    understood = understand(f"{COUNCIL} {verb} {AGE_WELL}", NAMES, TODAY)
    assert understood.problem == ""
    assert understood.plan is not None
    (tie,) = [row for row in understood.plan.changes.create if isinstance(row, Tie)]
    assert tie.kind is kind
    assert {tie.from_id, tie.to_id} == {COUNCIL, AGE_WELL}


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.example)
def test_every_form_of_every_verb_is_understood(verb: Verb) -> None:
    after = ": Falls lead 0.6" if verb.makes is Makes.POST else ""
    behind = (*verb.phrases, *verb.together, *verb.backwards)
    lines = [f"{TRUST} {phrase} {AGE_WELL}{after}" for phrase in behind]
    lines += [f"{TRUST} and {AGE_WELL} {phrase}{after}" for phrase in verb.mutual]
    for line in lines:
        understood = understand(line, NAMES, TODAY)
        assert understood.problem == "", line
        assert understood.plan is not None, line


@pytest.mark.parametrize(
    ("line", "called"),
    [
        (f"{COUNCIL} pools money with {AGE_WELL} 20k together 2026/27", None),
        (f"{COUNCIL} jointly funds the falls service with {AGE_WELL} 20k together", "falls service"),
        (f"{COUNCIL} co-funds Falls with {AGE_WELL} 20k together 2026/27", "Falls"),
    ],
)
def test_those_who_pay_together_are_both_payers(line: str, called: str | None) -> None:
    understood = understand(line, NAMES, TODAY)
    assert understood.plan is not None, understood
    rows = [row for row in understood.plan.changes.create if isinstance(row, Contribution)]
    paying = {row.organisation_id for row in rows if row.role is ContributionRole.PAYS}
    assert paying == {COUNCIL, AGE_WELL}
    (agreement,) = [row for row in understood.plan.changes.create if isinstance(row, Agreement)]
    assert agreement.is_joint_money
    assert called is None or agreement.name == called


def test_jointly_funding_a_known_body_pays_it() -> None:
    understood = understand(f"{COUNCIL} jointly funds {AGE_WELL} 20k 2026/27", NAMES, TODAY)
    assert understood.plan is not None
    rows = [row for row in understood.plan.changes.create if isinstance(row, Contribution)]
    assert [row.organisation_id for row in rows if row.role is ContributionRole.PAYS] == [COUNCIL]


def test_a_joint_post_has_a_partner() -> None:
    understood = understand(f"{COUNCIL} has a joint post with {AGE_WELL}: Falls lead", NAMES, TODAY)
    assert understood.plan is not None
    assert [row.title for row in understood.plan.changes.create if isinstance(row, Post)] == [
        "Falls lead"
    ]


def test_the_step_keeps_a_line_of_everyday_length_whole() -> None:
    line = f"{COUNCIL} runs a joint team with {AGE_WELL} for hospital discharge and reablement at home"
    assert 60 < len(line) < LONGEST_LABEL
    understood = understand(line, NAMES, TODAY)
    assert understood.plan is not None
    assert understood.plan.label == line
