"""How programmes frame a problem: a prompt, never a verdict (MEASURES F3)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from partnermap.analysis.profile.domains import plain
from partnermap.domain.programme import Programme


class Framing(StrEnum):
    """Where the recorded framing puts the problem."""

    INDIVIDUAL = "individual choice"
    RISK_GROUP = "risk group"
    ACCESS = "access"
    CONDITIONS = "living conditions"
    POWER = "distribution of power and resources"
    OTHER = "other"


class Scale(StrEnum):
    """Whether it is about two extremes, or about everybody between them as well."""

    GAP = "gap between extremes"
    GRADIENT = "gradient"


class Changer(StrEnum):
    """Who must change for the programme to work."""

    PEOPLE = "people"
    SERVICES = "services"
    ORGANISATIONS = "organisations"
    POLICY = "policy"


class Asks(StrEnum):
    """The same as a board is told it: people themselves, or those who serve them."""

    INDIVIDUALS = "individuals"
    ORGANISATIONS = "organisations"


@dataclass(frozen=True, slots=True)
class Tags:
    """What the text of a programme's framing says.

    Attributes:
        unit: where the problem lies; `OTHER` where only words of its own stand there.
        scale: gap or gradient.
        changers: who must change, in the order of the words.
        own_words: what is none of the words, as written.
    """

    unit: Framing | None = None
    scale: Scale | None = None
    changers: tuple[Changer, ...] = ()
    own_words: str = ""

    @property
    def asks(self) -> frozenset[Asks]:
        """Who is asked to change: as recorded, else as the unit of the problem implies."""
        if self.changers:
            return frozenset(map(_asked, self.changers))
        implied = _IMPLIED.get(self.unit) if self.unit is not None else None
        return frozenset() if implied is None else frozenset({implied})


@dataclass(frozen=True, slots=True)
class LoadedWord:
    """A label found in a programme's texts, with the question it raises.

    Attributes:
        field: where it stands.
        word: as written.
    """

    field: str
    word: str
    question: str


_IMPLIED: Mapping[Framing, Asks] = MappingProxyType(
    {
        Framing.INDIVIDUAL: Asks.INDIVIDUALS,
        Framing.ACCESS: Asks.ORGANISATIONS,
        Framing.CONDITIONS: Asks.ORGANISATIONS,
        Framing.POWER: Asks.ORGANISATIONS,
    }
)
"""Whom the unit of a problem asks to change where nobody recorded who must; a risk group: nobody."""

Tag = Framing | Scale | Changer

_WORDS: Mapping[str, Tag] = MappingProxyType(
    {
        **{plain(item): item for item in Framing if item is not Framing.OTHER},
        **{plain(item): item for kind in (Scale, Changer) for item in kind},
        "distribution": Framing.POWER,
        "gap": Scale.GAP,
        "a gap": Scale.GAP,
        "a gradient": Scale.GRADIENT,
        "social gradient": Scale.GRADIENT,
        "individuals": Changer.PEOPLE,
    }
)
"""What the words in a framing mean; people write them with commas or semicolons between."""

READING = (
    "Who must change counts as recorded: people are individuals; services, organisations and policy "
    "are organisations. Where it is not recorded, a problem of individual choice asks individuals to "
    "change, one of access, living conditions or distribution organisations; a risk group says neither."
)
"""The same in a sentence, to be printed beside the counts."""

_LOADED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bvulnerable\b", re.I), "Vulnerable to what, and who could change that?"),
    (
        re.compile(r"\b(hard|difficult)[- ]to[- ](reach|engage)\b", re.I),
        "Hard for whom: what about our services keeps people away?",
    ),
    (re.compile(r"\blifestyles?\b", re.I), "Which living conditions does this choice depend on?"),
    (
        re.compile(r"\b(non-?complian(t|ce)|disengaged)\b", re.I),
        "What would people need to be able to take part?",
    ),
)
"""Labels that deserve a question; they may be a sensible adaptation, so they are never scored."""

_TEXTS = ("name", "group", "comparison", "geography", "driver", "logic", "mechanism", "measure")


def tags_of(text: str | None) -> Tags:
    """What a recorded framing says; several words stand apart by commas or semicolons."""
    found, own = parted(text)
    units = [item for item in found if isinstance(item, Framing)]
    scales = [item for item in found if isinstance(item, Scale)]
    return Tags(
        unit=next(iter(units), Framing.OTHER if own and not found else None),
        scale=next(iter(scales), None),
        changers=tuple(item for item in Changer if item in found),
        own_words=own,
    )


def reworded(
    text: str | None, kind: type[Framing | Scale | Changer], chosen: Iterable[Tag]
) -> str | None:
    """The framing with other words of one kind; all else stays as it was typed.

    Args:
        text: as recorded.
        kind: `Framing`, `Scale` or `Changer`: words of it give way.
        chosen: those that are to stand there; none takes them away.
    """
    found, own = parted(text)
    kept = [item for item in found if not isinstance(item, kind)]
    told = {item.value: item for item in (*kept, *chosen)}.values()
    ordered = [item.value for item in sorted(told, key=_rank)]
    return "; ".join([*ordered, *([own] if own else [])]) or None


def parted(text: str | None) -> tuple[tuple[Tag, ...], str]:
    """The words of a framing that are known, each once, and the rest as it was typed."""
    found: list[Tag] = []
    own: list[str] = []
    pieces = re.split(r"([;,|])", text or "")
    for at in range(0, len(pieces), 2):
        tag = _WORDS.get(plain(pieces[at]))
        if tag is not None:
            found.append(tag)
        elif pieces[at].strip():
            own += [*([pieces[at - 1]] if own else []), pieces[at]]
    return tuple(dict.fromkeys(found)), "".join(own).strip()


def _rank(tag: Tag) -> tuple[int, int]:
    kinds = (Framing, Scale, Changer)
    return kinds.index(type(tag)), list(type(tag)).index(tag)


def _asked(changer: Changer) -> Asks:
    return Asks.INDIVIDUALS if changer is Changer.PEOPLE else Asks.ORGANISATIONS


def loaded_words(programme: Programme) -> Iterator[LoadedWord]:
    """Labels in the programme's own texts, each once a field."""
    for field in _TEXTS:
        for pattern, question in _LOADED:
            found = pattern.search(getattr(programme, field) or "")
            if found is not None:
                yield LoadedWord(field, found.group(), question)
