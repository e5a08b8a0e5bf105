"""Tags of a framing: read as people write them, exchanged one kind at a time, nothing typed is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.profile.framing import Changer, Framing, Scale, parted, reworded, tags_of
from partnermap.analysis.profile.horizon import Horizon, horizon_of

UNITS = [item for item in Framing if item is not Framing.OTHER]


@pytest.mark.parametrize(
    ("text", "unit", "scale", "changers", "own"),
    [
        ("access; gradient; services", Framing.ACCESS, Scale.GRADIENT, (Changer.SERVICES,), ""),
        ("Policy, people", None, None, (Changer.PEOPLE, Changer.POLICY), ""),
        ("a gap | Living  conditions.", Framing.CONDITIONS, Scale.GAP, (), ""),
        (
            "access, as the board sees it; for now",
            Framing.ACCESS,
            None,
            (),
            "as the board sees it; for now",
        ),
        ("a slogan", Framing.OTHER, None, (), "a slogan"),
        (" ;, ", None, None, (), ""),
        (None, None, None, (), ""),
    ],
)
def test_words_are_read_in_any_order(
    text: str | None, unit: Framing | None, scale: Scale | None, changers: tuple[Changer, ...], own: str
) -> None:
    tags = tags_of(text)
    assert (tags.unit, tags.scale, tags.changers, tags.own_words) == (unit, scale, changers, own)


def test_one_kind_is_exchanged_and_the_rest_stays_as_typed() -> None:
    text = "Cold homes, no buses; people; access"
    assert (
        reworded(text, Framing, [Framing.CONDITIONS])
        == "living conditions; people; Cold homes, no buses"
    )
    assert reworded(text, Changer, []) == "access; Cold homes, no buses"
    assert reworded("people", Changer, []) is None
    assert reworded(None, Scale, [Scale.GAP]) == "gap between extremes"


@settings(max_examples=60, deadline=None)
@given(
    typed=st.text(st.sampled_from("abc ;,|.’é"), max_size=20),
    unit=st.sampled_from([None, *UNITS]),
    scale=st.sampled_from([None, *Scale]),
    changers=st.sets(st.sampled_from(list(Changer))),
)
def test_what_is_chosen_is_read_back_and_no_own_word_is_lost(
    typed: str, unit: Framing | None, scale: Scale | None, changers: set[Changer]
) -> None:
    text = reworded(typed, Framing, [unit] if unit else [])
    text = reworded(text, Scale, [scale] if scale else [])
    text = reworded(text, Changer, changers)
    tags = tags_of(text)
    assert tags.scale is scale
    assert set(tags.changers) == changers
    assert tags.unit is unit or (unit is None and tags.unit in (None, Framing.OTHER))
    assert tags.own_words == parted(typed)[1]


@pytest.mark.parametrize(
    ("text", "horizon"),
    [
        ("up to 1 year", Horizon.SHORT),
        ("under 1 year", Horizon.SHORT),
        ("≤1", Horizon.SHORT),
        ("6 months", Horizon.SHORT),
        ("One year", Horizon.SHORT),
        ("1 to 5 years", Horizon.MIDDLE),
        ("1–5 years", Horizon.MIDDLE),
        ("18 months", Horizon.MIDDLE),
        ("three years", Horizon.MIDDLE),
        ("over 5 years", Horizon.LONG),
        (">5", Horizon.LONG),
        ("10 years", Horizon.LONG),
        ("5 to 10 years", Horizon.LONG),
        ("over 2 years", Horizon.OTHER),
        ("3 to 8 years", Horizon.OTHER),
        ("9 to 2 years", Horizon.OTHER),
        ("long term", Horizon.OTHER),
        ("²", Horizon.OTHER),
        ("  ", None),
        (None, None),
    ],
)
def test_a_horizon_is_read_as_written_and_never_guessed(
    text: str | None, horizon: Horizon | None
) -> None:
    assert horizon_of(text) is horizon


@given(st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_any_text_has_a_horizon_or_none(text: str) -> None:
    assert horizon_of(text) in (None, *Horizon)
