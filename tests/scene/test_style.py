"""Contrast and distinctness of the three styles."""

from itertools import combinations

import pytest

from partnermap.domain.organisation import Organisation
from partnermap.domain.words import OrganisationType, Sector, TieKind
from partnermap.scene.style import DARK, LIGHT, PAPER, STYLES, Role, Style, role_of

ALL = pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_agrees_with_the_published_values() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@ALL
def test_text_has_four_and_a_half_to_one(style: Style) -> None:
    for colour in (style.ink, style.muted, style.warning, style.accent):
        assert contrast(colour, style.background) >= 4.5
    for symbol in style.symbols.values():
        assert contrast(symbol.ink, symbol.fill) >= 4.5


@ALL
def test_shapes_and_lines_have_three_to_one(style: Style) -> None:
    for symbol in style.symbols.values():
        assert contrast(symbol.fill, style.background) >= 3.0
    for pen in (*style.pens.values(), *style.secure.values(), style.at_risk):
        assert contrast(pen.colour, style.background) >= 3.0


@ALL
def test_secure_ties_step_back_behind_signs_of_their_kind(style: Style) -> None:
    for kind, pen in style.secure.items():
        strong = style.pens[kind]
        assert contrast(pen.colour, style.background) < contrast(strong.colour, style.background)
        assert pen.width < strong.width
        assert (pen.dash, pen.letter) == (strong.dash, strong.letter)
        assert contrast(pen.colour, style.background) < contrast(style.at_risk.colour, style.background)


@ALL
def test_every_kind_of_tie_looks_different(style: Style) -> None:
    assert set(style.pens) == set(TieKind)
    looks = [(pen.colour, pen.dash) for pen in (*style.pens.values(), style.at_risk)]
    for one, other in combinations(looks, 2):
        assert one != other


@ALL
def test_every_role_has_a_shape_and_letter_of_its_own(style: Style) -> None:
    assert set(style.symbols) == set(Role)
    marks = [(symbol.shape, symbol.letter) for symbol in style.symbols.values()]
    assert len(set(marks)) == len(marks)
    assert len({letter for _, letter in marks}) == len(marks)


def test_the_three_styles_draw_the_same_shapes() -> None:
    for role in Role:
        shapes = {(s.symbols[role].shape, s.symbols[role].letter) for s in (LIGHT, DARK, PAPER)}
        assert len(shapes) == 1


@pytest.mark.parametrize(
    ("sector", "kind", "role"),
    [
        (Sector.NHS, OrganisationType.ICB, Role.COMMISSIONER),
        (Sector.NHS, OrganisationType.NHS_TRUST, Role.PROVIDER),
        (Sector.NHS, OrganisationType.PCN, Role.PRIMARY_CARE),
        (Sector.NHS, OrganisationType.PROVIDER_COLLABORATIVE, Role.PROVIDER),
        (Sector.PRIVATE, OrganisationType.GP_PRACTICE, Role.PRIMARY_CARE),
        (Sector.LOCAL_AUTHORITY, OrganisationType.COUNTY, Role.LOCAL_AUTHORITY),
        (Sector.COMMUNITY, None, Role.COMMUNITY),
        (None, None, Role.NOT_KNOWN),
    ],
)
def test_roles_follow_sector_and_type(
    sector: Sector | None, kind: OrganisationType | None, role: Role
) -> None:
    assert role_of(Organisation(id="x", name="X", sector=sector, type=kind)) is role


@pytest.mark.parametrize("kind", [None, OrganisationType.OTHER])
def test_a_body_of_no_known_type_is_not_called_a_provider(kind: OrganisationType | None) -> None:
    role = role_of(Organisation(id="x", name="NHS Anywhere CCG", sector=Sector.NHS, type=kind))
    assert role.value == "Other NHS"
