"""Random small places with random successions: nothing is lost, and nothing counts twice."""

import datetime as dt
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.succession.fates import Fates, Picture, fates_between
from partnermap.analysis.succession.following import Following
from partnermap.analysis.succession.shares import divided
from partnermap.analysis.succession.totals import totals_of
from partnermap.domain.agreement import Contribution
from partnermap.domain.place import Place
from partnermap.domain.reorganisation import Decision
from partnermap.domain.words import (
    Effect,
    PostPartnerRole,
    ReorganisationKind,
    ReorganisationStatus,
    TieKind,
)
from tests.conftest import PlaceBuilder

BEFORE, AFTER = dt.date(2026, 6, 1), dt.date(2030, 1, 1)
YEARS = ("2024-04-01", "2026-04-01", "2027-04-01", "2028-04-01", "2028-04-01", "not known")
FUNCTIONS = (None, "housing", "care")


def _random_place(build: PlaceBuilder, seed: int) -> Place:
    chance = random.Random(seed)
    bodies = [
        build.add_organisation(
            name,
            opened=chance.choice([None, "2020", "2027-04-01"]),
            closed=chance.choice([None, None, "2028-03-31"]),
        )
        for name in "ABCDEFGH"[: chance.randrange(3, 9)]
    ]
    records = [_random_tie(build, chance, bodies) for _ in range(chance.randrange(1, 12))]
    for i in range(chance.randrange(0, 3)):
        pays = {body: chance.randrange(1, 999) for body in chance.sample(bodies, 2)}
        host = chance.choice([None, *bodies])
        build.add_agreement(f"F{i}", pays=pays, year="2026/27", host_id=host)
        build.add_post(f"P{i}", bodies[0], {bodies[1]: PostPartnerRole.FUNDS}, wte=0.5)
    for i in range(chance.randrange(0, 6)):
        _random_event(build, chance, bodies, records, i)
    return build.build()


def _random_tie(build: PlaceBuilder, chance: random.Random, bodies: list[str]) -> str:
    one, other = chance.sample(bodies, 2)
    return build.add_tie(
        one,
        other,
        chance.choice(list(TieKind)),
        chance.randrange(1, 4),
        function=chance.choice(FUNCTIONS),
        start=chance.choice([None, "2020", "2027-01-01"]),
        end=chance.choice([None, None, "2027-06", "2031"]),
    )


def _random_event(
    build: PlaceBuilder, chance: random.Random, bodies: list[str], ties: list[str], number: int
) -> None:
    event = build.add_reorganisation(
        f"R{number}",
        kind=chance.choice([None, *ReorganisationKind]),
        status=chance.choice([ReorganisationStatus.ORDERED, ReorganisationStatus.DECIDED]),
        effective=chance.choice(YEARS),
        affects={chance.choice(bodies): chance.choice([None, *Effect])},
    )
    for _ in range(chance.randrange(0, 4)):
        share = chance.choice([None, 0.4, 0.6, 1.0])
        ends = chance.choice(bodies), chance.choice(bodies)
        build.add_succession(event, *ends, share, chance.choice(FUNCTIONS))
    if chance.random() < 0.5:
        build.add_decision(event, "ties", chance.choice(ties), chance.choice(bodies))


def _fates(place: Place) -> Fates:
    return fates_between(Picture(place, BEFORE), Picture(place, AFTER))


SEEDS = st.integers(0, 10**9)


def _shuffled(place: Place, seed: int) -> Place:
    chance = random.Random(seed)
    tables = {}
    for name, rows in place.tables.items():
        keys = list(rows)
        # Of two decisions about one link the one recorded last counts.
        if name != Decision.TABLE:
            chance.shuffle(keys)
        tables[name] = {key: rows[key] for key in keys}
    return Place(place.version, tables)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_every_pair_before_stands_in_exactly_one_list(seed: int) -> None:
    found = _fates(_random_place(PlaceBuilder(), seed))
    before = {tie.pair for tie in found.before.network.ties}
    assert sorted(item.before for item in found.pairs) == sorted(before)
    assert sum(found.counts.values()) == len(before)
    carried = {pair for item in found.pairs for pair in (item.after, *item.also) if pair is not None}
    assert carried.isdisjoint(found.new)
    assert {tie.pair for tie in found.after.network.ties} == (carried | set(found.new))


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_the_order_of_events_does_not_matter(seed: int) -> None:
    place = _random_place(PlaceBuilder(), seed)
    one, other = (
        sorted((item.before, item.fate, item.after) for item in _fates(each).pairs)
        for each in (place, _shuffled(place, seed))
    )
    assert [str(item) for item in one] == [str(item) for item in other]


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_money_and_posts_are_all_there_and_once(seed: int) -> None:
    found = _fates(_random_place(PlaceBuilder(), seed))
    following = Following(found.before, found.after)
    totals = totals_of(found, following)
    place = found.before.place
    paid = [row.amount or 0 for row in place.of(Contribution).values()]
    assert sum(totals.pence.values()) == sum(paid)
    assert sum(totals.posts.values()) == len(place.posts)
    for flow in following.money():
        if flow.by_share is not None:
            assert sum(flow.by_share.values()) == flow.pence


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10**12),
    st.dictionaries(st.sampled_from("ABCDE"), st.floats(0, 1), max_size=5),
)
def test_shares_conserve_money(amount: int, shares: dict[str, float]) -> None:
    parts = divided(amount, shares)
    assert sum(parts.values()) == amount
    assert all(part >= 0 for part in parts.values())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**12), st.lists(st.integers(1, 1000), min_size=1, max_size=6))
def test_shares_that_sum_to_one_leave_nothing(amount: int, weights: list[int]) -> None:
    shares = {str(i): weight / sum(weights) for i, weight in enumerate(weights)}
    parts = divided(amount, shares)
    assert sum(parts.values()) == amount
    assert parts.get(None, 0) == 0
    assert all(abs(part - amount * shares[key or ""]) < 1 + amount * 1e-9 for key, part in parts.items())
