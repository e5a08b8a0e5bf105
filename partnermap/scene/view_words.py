"""What a saved view keeps, in plain words: a line for each thing."""

from collections.abc import Iterator

from partnermap.domain.place import Place
from partnermap.domain.sentences import day_in_words
from partnermap.domain.view import GroupBy, LayoutStyle
from partnermap.scene.filter_words import filter_in_words, hidden_in_words
from partnermap.scene.map_choice import Arrangement, MapChoice, WidthBy
from partnermap.scene.saved_view import Kept
from partnermap.shell.words import counted, text

_STYLES = {
    LayoutStyle.DISTANCES: text("Arranged by distances"),
    LayoutStyle.GROUPS: text("Arranged by groups"),
    LayoutStyle.LANES: text("Arranged in lanes, one for each sector"),
    LayoutStyle.TIERS: text("Arranged in tiers"),
    LayoutStyle.BY_HAND: text("Arranged by hand"),
}
_WIDTHS = {
    WidthBy.STRENGTH: text("Line width shows strength"),
    WidthBy.MONEY: text("Line width shows the money of the year"),
}
_GROUPS = {
    GroupBy.PART_OF: text("Drawn together by what they are part of"),
    GroupBy.SECTOR: text("Drawn together by sector"),
    GroupBy.TYPE: text("Drawn together by type"),
}


def view_in_words(place: Place, kept: Kept) -> tuple[str, ...]:
    """`Sector: NHS`, `Arranged in tiers`, `Compared with 1 April 2028`: never empty."""
    choice = kept.choice
    filtered = filter_in_words(place, choice.wanted) or text("No filter")
    if kept.is_filter_only:
        return (text("{filter}, and nothing else", filter=filtered),)
    lines = (
        filtered,
        hidden_in_words(choice.hidden_kinds),
        *arrangement_in_words(place, choice.arrangement),
        *_pictures(choice),
        text("On {day}", day=day_in_words(kept.on)) if kept.on is not None else "",
    )
    return tuple(line for line in lines if line)


def arrangement_in_words(place: Place, wanted: Arrangement) -> tuple[str, ...]:
    """`Arranged by distances`, `Line width shows strength`: what is not as usual, never empty."""
    return tuple(line for line in _arrangement(place, wanted) if line)


def together_in_words(wanted: Arrangement) -> str:
    """`Drawn together by sector, 1 group opened`, empty where everybody stands alone."""
    together = _GROUPS.get(wanted.group_by, "")
    if not together or not wanted.opened:
        return together
    opened = counted(len(wanted.opened), "group")
    return text("{together}, {opened} opened", together=together, opened=opened)


def _arrangement(place: Place, wanted: Arrangement) -> Iterator[str]:
    if wanted.style is LayoutStyle.RINGS:
        is_known = wanted.centre in place.organisations
        yield text(
            "Arranged in rings round {centre}",
            centre=place.name_of(str(wanted.centre)) if is_known else text("whoever has most partners"),
        )
    else:
        yield _STYLES[wanted.style]
    yield _WIDTHS.get(wanted.width_by, "")
    yield together_in_words(wanted)


def _pictures(choice: MapChoice) -> Iterator[str]:
    if choice.scenario is not None:
        yield text("Scenario “{name}”, compared with the register", name=choice.scenario)
    if choice.what_if is not None:
        yield text("Scenario “{name}”", name=choice.what_if)
    if choice.other is not None:
        yield text("Compared with {day}", day=day_in_words(choice.other))
