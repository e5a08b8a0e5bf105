"""Styles: what each sector and each kind of tie looks like in light, in dark and on paper.

Shape and letter carry the sector, dash and letter the kind of a tie, a break that it will end; the
colour only repeats them. Colours of sectors stay apart for readers with any colour blindness.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from partnermap.domain.organisation import Organisation
from partnermap.domain.words import OrganisationType, Sector, TieKind
from partnermap.scene.colour import receding
from partnermap.scene.model import Pen, Shape

AT_RISK = "at risk"


class Role(StrEnum):
    """What an organisation is drawn as: its sector, the NHS by what the body does.

    Of a clinical commissioning group, or of an NHS body without a type, the register does not say
    whether it commissions or provides.
    """

    COMMISSIONER = "NHS commissioner"
    PROVIDER = "NHS provider"
    OTHER_NHS = "Other NHS"
    PRIMARY_CARE = "Primary care"
    LOCAL_AUTHORITY = "Local authority"
    VCSE = "VCSE"
    COMMUNITY = "Community"
    OTHER_PUBLIC = "Other public"
    PRIVATE = "Private"
    NOT_KNOWN = "Sector not known"


_PRIMARY_CARE = frozenset(
    {OrganisationType.PCN, OrganisationType.GP_PRACTICE, OrganisationType.GP_FEDERATION}
)
_PROVIDERS = frozenset({OrganisationType.NHS_TRUST, OrganisationType.PROVIDER_COLLABORATIVE})
_BY_SECTOR = {
    Sector.NHS: Role.OTHER_NHS,
    Sector.LOCAL_AUTHORITY: Role.LOCAL_AUTHORITY,
    Sector.VCSE: Role.VCSE,
    Sector.COMMUNITY: Role.COMMUNITY,
    Sector.OTHER_PUBLIC: Role.OTHER_PUBLIC,
    Sector.PRIVATE: Role.PRIVATE,
}


def role_of(organisation: Organisation) -> Role:
    """What to draw an organisation as; general practice is primary care whatever its sector."""
    if organisation.type is OrganisationType.ICB:
        return Role.COMMISSIONER
    if organisation.type in _PRIMARY_CARE:
        return Role.PRIMARY_CARE
    if organisation.sector is None:
        return Role.NOT_KNOWN
    if organisation.sector is Sector.NHS and organisation.type in _PROVIDERS:
        return Role.PROVIDER
    return _BY_SECTOR[organisation.sector]


@dataclass(frozen=True, slots=True)
class SymbolStyle:
    """Shape, letter, fill, and the letter's ink on it."""

    shape: Shape
    letter: str
    fill: str
    ink: str
    outline: str


@dataclass(frozen=True, eq=False)
class Style:
    """All colours and pens of one look.

    Attributes:
        font: family of the bundled font that every text is measured and drawn in.
        halo: drawn round labels so that lines do not cross them.
        hatch: lines of the hatch behind organisations that are being reorganised.
        hatch_ground: fill under those lines.
    """

    name: str
    font: str
    background: str
    ink: str
    muted: str
    halo: str
    accent: str
    warning: str
    hatch: str
    hatch_ground: str
    symbols: Mapping[Role, SymbolStyle]
    pens: Mapping[TieKind, Pen]
    at_risk: Pen

    @cached_property
    def secure(self) -> Mapping[TieKind, Pen]:
        """Pens of ties that are not at risk: finer and lighter than a sign of the same kind."""
        return MappingProxyType(
            {
                kind: replace(
                    pen, colour=receding(pen.colour, self.background), width=pen.width * _SECURE_WIDTH
                )
                for kind, pen in self.pens.items()
            }
        )

    @property
    def guide(self) -> Pen:
        """Lines between lanes and along rings."""
        return Pen("guide", "", self.muted, _GUIDE_WIDTH, _GUIDE_DASH)


_MARKS: tuple[tuple[Role, Shape, str], ...] = (
    (Role.COMMISSIONER, Shape.SQUARE, "I"),
    (Role.PROVIDER, Shape.CIRCLE, "N"),
    (Role.OTHER_NHS, Shape.CIRCLE, "H"),
    (Role.PRIMARY_CARE, Shape.HEXAGON, "P"),
    (Role.LOCAL_AUTHORITY, Shape.DIAMOND, "L"),
    (Role.VCSE, Shape.TRIANGLE, "V"),
    (Role.COMMUNITY, Shape.INVERTED_TRIANGLE, "C"),
    (Role.OTHER_PUBLIC, Shape.PENTAGON, "O"),
    (Role.PRIVATE, Shape.CROSS, "B"),
    (Role.NOT_KNOWN, Shape.CIRCLE, "?"),
)

_LINES: tuple[tuple[TieKind, str, float, tuple[float, ...]], ...] = (
    (TieKind.JOINT_FUNDING, "F", 2.4, ()),
    (TieKind.CONTRACT, "C", 1.5, (9.0, 3.0)),
    (TieKind.PAYMENT, "P", 1.5, (2.0, 3.0)),
    (TieKind.JOINT_APPOINTMENT, "A", 1.9, (16.0, 3.0)),
    (TieKind.JOINT_TEAM, "T", 1.9, (10.0, 2.5, 2.0, 2.5, 2.0, 2.5)),
    (TieKind.GOVERNANCE, "G", 1.2, ()),
    (TieKind.DATA_SHARING, "D", 1.4, (1.4, 4.5)),
    (TieKind.REFERRAL, "R", 1.2, (6.0, 4.0)),
    (TieKind.SHARED_GOAL, "S", 1.4, (10.0, 3.0, 2.0, 3.0)),
    (TieKind.SHARED_PREMISES, "B", 1.4, (4.0, 2.5)),
    (TieKind.TRUST, "U", 1.4, (14.0, 3.0, 4.0, 3.0)),
    (TieKind.OTHER, "O", 1.2, (3.0, 6.0)),
)
"""Letter, width and dash of each kind: no two share width and dash, so grey print keeps them apart."""

_GUIDE_WIDTH, _GUIDE_DASH = 0.7, (1.0, 4.0)
_AT_RISK_WIDTH = 2.1
_SECURE_WIDTH = 0.85


@dataclass(frozen=True, slots=True)
class _Colours:
    """The colours of a look by family: money, people, teams and goals, trust, the rest."""

    money: str
    people: str
    joint: str
    trust: str
    plain: str

    def of(self, kind: TieKind) -> str:
        """The colour of one kind of tie."""
        families = {
            TieKind.JOINT_FUNDING: self.money,
            TieKind.CONTRACT: self.money,
            TieKind.PAYMENT: self.money,
            TieKind.JOINT_APPOINTMENT: self.people,
            TieKind.SHARED_PREMISES: self.people,
            TieKind.JOINT_TEAM: self.joint,
            TieKind.SHARED_GOAL: self.joint,
            TieKind.TRUST: self.trust,
        }
        return families.get(kind, self.plain)


def _pens(colours: _Colours) -> Mapping[TieKind, Pen]:
    return MappingProxyType(
        {
            kind: Pen(kind.value, kind.value.capitalize(), colours.of(kind), width, dash, letter)
            for kind, letter, width, dash in _LINES
        }
    )


def _at_risk(colour: str) -> Pen:
    return Pen(AT_RISK, "Ends or at risk", colour, _AT_RISK_WIDTH, broken=True)


def _symbols(
    fills: tuple[str, ...], dark_letters: frozenset[Role], outline: str
) -> Mapping[Role, SymbolStyle]:
    return MappingProxyType(
        {
            role: SymbolStyle(
                shape, letter, fill, "#111111" if role in dark_letters else "#FFFFFF", outline
            )
            for (role, shape, letter), fill in zip(_MARKS, fills, strict=True)
        }
    )


_LIGHT_SYMBOLS = _symbols(
    (
        "#191E67",
        "#005EB8",
        "#005EB8",
        "#4E92E8",
        "#914C14",
        "#DC751E",
        "#4A160F",
        "#5E5E5E",
        "#8C8C8C",
        "#6B7280",
    ),
    frozenset({Role.PRIMARY_CARE, Role.VCSE, Role.PRIVATE}),
    "#FFFFFF",
)
_LIGHT_PENS = _pens(
    _Colours(money="#005EB8", people="#7B3F9E", joint="#0B7A63", trust="#A73450", plain="#767C86")
)

LIGHT = Style(
    name="light",
    font="Inter",
    background="#FFFFFF",
    ink="#1B2430",
    muted="#57606C",
    halo="#FFFFFF",
    accent="#005EB8",
    warning="#A84B07",
    hatch="#D98E48",
    hatch_ground="#FDF1E2",
    symbols=_LIGHT_SYMBOLS,
    pens=_LIGHT_PENS,
    at_risk=_at_risk("#B3530A"),
)

PAPER = Style(
    name="paper",
    font="Arimo",
    background="#FFFFFF",
    ink="#111111",
    muted="#4A4F57",
    halo="#FFFFFF",
    accent="#005EB8",
    warning="#A84B07",
    hatch="#D98E48",
    hatch_ground="#FDF1E2",
    symbols=_LIGHT_SYMBOLS,
    pens=_LIGHT_PENS,
    at_risk=_at_risk("#B3530A"),
)

DARK = Style(
    name="dark",
    font="Inter",
    background="#1B2027",
    ink="#E8EBEF",
    muted="#A9B1BC",
    halo="#1B2027",
    accent="#6FB1F7",
    warning="#F5B05A",
    hatch="#8A5A22",
    hatch_ground="#33271A",
    symbols=_symbols(
        (
            "#9AA0F2",
            "#3F8AE0",
            "#3F8AE0",
            "#8CC8F5",
            "#C98B4A",
            "#E8822B",
            "#D49A90",
            "#B9BEC6",
            "#8B919B",
            "#9AA3AF",
        ),
        frozenset(Role),
        "#1B2027",
    ),
    pens=_pens(
        _Colours(money="#6FB1F7", people="#C79AE8", joint="#4CC4AB", trust="#F08CA6", plain="#838B97")
    ),
    at_risk=_at_risk("#F5B05A"),
)

CONTRAST_LIGHT = replace(
    LIGHT,
    name="contrast-light",
    ink="#000000",
    muted="#000000",
    accent="#00356B",
    warning="#7A2E00",
    hatch="#7A2E00",
    hatch_ground="#FFFFFF",
    at_risk=_at_risk("#000000"),
)
"""For those who asked for high contrast: shapes, letters and dashes tell what colours do elsewhere."""

CONTRAST_DARK = replace(
    DARK,
    name="contrast-dark",
    background="#000000",
    halo="#000000",
    ink="#FFFFFF",
    muted="#FFFFFF",
    accent="#8CC8F5",
    warning="#FFFF00",
    hatch="#FFFF00",
    hatch_ground="#000000",
    at_risk=_at_risk("#FFFF00"),
)

STYLES: Mapping[str, Style] = MappingProxyType(
    {style.name: style for style in (LIGHT, DARK, PAPER, CONTRAST_LIGHT, CONTRAST_DARK)}
)
