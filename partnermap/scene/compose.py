"""One network, one layout, one style and one view make the one Scene that all renderers paint."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from partnermap.analysis.layout.layout import Layout
from partnermap.domain.place import Place
from partnermap.domain.sentences import capital
from partnermap.domain.view import Pin
from partnermap.domain.words import Sector, TieKind
from partnermap.network.grouping import Grouping
from partnermap.network.network import Network
from partnermap.scene.alt import (
    adjacency,
    alternative_text,
    alternative_text_of_changes,
    foot_note,
    summary,
)
from partnermap.scene.candidates import Surroundings
from partnermap.scene.change_marks import Changes, change_pens, sign_reach, signs
from partnermap.scene.easing import EASED, eased
from partnermap.scene.fit import LABEL_ROOM, Box, frame_for, positions_of, symbol_radii
from partnermap.scene.guides import Guides, guides_of
from partnermap.scene.labels import Labelling, label, label_size, name_sizes, with_places
from partnermap.scene.legend import legend_entries, without_letters
from partnermap.scene.letters import tie_letters
from partnermap.scene.lines import pens_of
from partnermap.scene.map_choice import WidthBy
from partnermap.scene.marks import hatches, rings, symbol_batches, symbol_corners
from partnermap.scene.model import (
    Curves,
    Floats,
    Frame,
    Hatch,
    Ints,
    KeyEntry,
    LegendEntry,
    Medium,
    Pen,
    Ring,
    Scene,
    SymbolBatch,
    TieLetter,
    View,
)
from partnermap.scene.page import (
    MARGIN,
    Page,
    Wording,
    empty_words,
    key_entries,
    key_in,
    paper_page,
    screen_page,
)
from partnermap.scene.routing import cleared
from partnermap.scene.shown import Shown, select
from partnermap.scene.strands import Ground, Strands, strands_of
from partnermap.scene.style import Style
from partnermap.scene.symbols import symbol_reach
from partnermap.scene.ties import curves_of
from partnermap.scene.together import links_in_each
from partnermap.scene.widths import WidthClass, width_classes

NAME_GAP = 3.0
"""Least room in points between a name and its neighbours."""

KEY_ROUNDS = 4
ROUNDING = 1e-6
KEY_SHARE = 0.35
"""Most of the page's height that the key may take."""

AT_RISK_WORDS = "at risk within 24 months"


@dataclass(frozen=True, eq=False)
class _Drawing:
    """Everything that has a place on the map itself."""

    frame: Frame
    positions: Floats
    radii: Floats
    symbols: tuple[SymbolBatch, ...]
    hatches: tuple[Hatch, ...]
    rings: tuple[Ring, ...]
    guides: Guides
    ways: Curves
    strands: Strands


@dataclass(frozen=True, slots=True)
class _Said:
    """Words that the caller chose: what at risk means, and the filter."""

    at_risk: str
    filtered_by: str


@dataclass(frozen=True, eq=False)
class _Task:
    """What compose was asked for."""

    layout: Layout
    style: Style
    view: View
    shown: Shown
    at_risk: frozenset[str]
    reorganised: Collection[str]
    words: _Said
    widths: tuple[WidthClass | None, ...]
    groups: Grouping
    changes: Changes | None
    area: Box | None
    is_draft: bool

    @property
    def place(self) -> Place:
        """The records behind what is drawn."""
        return self.groups.place

    @property
    def network(self) -> Network:
        """What is drawn."""
        return self.groups.network


def compose(
    place: Place,
    network: Network,
    layout: Layout,
    style: Style,
    view: View,
    *,
    at_risk: frozenset[str] = frozenset(),
    reorganised: Collection[str] = frozenset(),
    hidden_kinds: frozenset[TieKind] = frozenset(),
    hidden_sectors: frozenset[Sector] = frozenset(),
    total: int | None = None,
    at_risk_words: str = AT_RISK_WORDS,
    width_by: WidthBy = WidthBy.KIND,
    grouping: Grouping | None = None,
    badge: str | None = None,
    filtered_by: str = "",
    changes: Changes | None = None,
    area: Box | None = None,
    is_draft: bool = False,
) -> Scene:
    """Draw a network into a scene; the same for screen and paper but for names and furniture.

    Args:
        place: the records behind the network.
        network: what to draw.
        layout: where organisations stand; one that it does not know stands in the middle.
        style: colours and pens.
        view: size, scale and medium.
        at_risk: ids of ties to draw as ending or at risk.
        reorganised: ids of organisations to hatch, denser by their strain (0 to 1) if it maps to it.
        hidden_kinds: kinds of tie that the user hides.
        hidden_sectors: sectors that the user hides.
        total: organisations there would be without any filter; None means those of the network.
        at_risk_words: what "at risk" means here, such as "at risk by June 2028".
        width_by: what the widths of lines say.
        grouping: what made the place and the network given, where organisations are drawn together.
        badge: what was hidden before this network came here; None counts what is hidden here.
        filtered_by: the filter in words, printed beside the badge.
        changes: marks every tie by what became of it between two dates instead of by its kind.
        area: on paper, where the whole layout is drawn and nobody moved, so that two maps match.
        is_draft: on paper, only to see which names have room: the key is not settled, no tie bowed.
    """
    groups = grouping or Grouping(place, network)
    shown = replace(select(place, network, hidden_kinds, hidden_sectors, total), hidden_before=badge)
    widths = width_classes(place, shown.ties, network.on, width_by, groups.sums)
    words = _Said(at_risk_words, filtered_by)
    marked = (at_risk, reorganised, words, widths, groups, changes)
    task = _Task(layout, style, view, shown, *marked, area, is_draft)
    return _on_screen(task) if view.medium is Medium.SCREEN else _on_paper(task)


def _on_screen(task: _Task) -> Scene:
    page = screen_page(task.view, ())
    drawing = _draw(task, page.area)
    labelling = _label(task, drawing, page.area)
    return _scene(task, drawing, labelling, screen_page(task.view, _legend(task, drawing)), ())


def _on_paper(task: _Task) -> Scene:
    """Draw, see how many names go to the key, and draw again with that much room for it."""
    names = [organisation.name for organisation in task.shown.organisations]
    first = _draw(task, Box(0.0, 0.0, task.view.width, task.view.height))
    legend, wording = _legend(task, first), _wording(task)
    room = (task.view.width - 2 * MARGIN, KEY_SHARE * task.view.height)
    height = 0.0
    for _ in range(1 if task.is_draft else KEY_ROUNDS):
        page = paper_page(task.view, task.style, wording, legend, height)
        area = task.area or page.area
        drawing = _draw(task, area)
        labelling = _label(task, drawing, area)
        key, needed = key_entries(names, labelling.keyed, room, task.style.font, label_size(task.view))
        note = foot_note(task.place, labelling.unnamed + len(labelling.keyed) - len(key))
        if needed <= height and note == wording.note:
            break
        height, wording = max(height, needed), replace(wording, note=note)
    if needed > (held := page.key_box.height + ROUNDING):
        # The rounds are over and the key is still longer than its room: it is set smaller.
        room = (room[0], held)
        key, _ = key_entries(names, labelling.keyed, room, task.style.font, label_size(task.view))
        left_out = labelling.unnamed + len(labelling.keyed) - len(key)
        wording = replace(wording, note=foot_note(task.place, left_out))
    drawing, labelling = _cleared(task, drawing, labelling, area)
    written = paper_page(task.view, task.style, wording, legend, page.key_box.height)
    texts = written.texts if names else (*written.texts, empty_words(area, task.style, task.view))
    page = replace(page, texts=texts, area=area)
    return _scene(task, drawing, labelling, page, key_in(page.key_box, key))


def _draw(task: _Task, area: Box) -> _Drawing:
    shown, style = task.shown, task.style
    ids = task.layout.organisation_ids if task.area else shown.organisation_ids
    frame = frame_for(task.layout, ids, area, task.view)
    positions = frame.to_view(positions_of(task.layout, shown.organisation_ids))
    on_paper = task.view.medium is Medium.PAPER
    if on_paper and task.area is None and task.layout.style in EASED:
        positions = _with_room(task, positions, area)
    radii = symbol_radii(positions, _importance(task))
    curves = curves_of(shown, positions, radii)
    symbols = symbol_batches(shown, positions, radii, style, task.groups.members)
    beside = signs(shown, positions, radii, style, task.changes) if task.changes else ()
    return _Drawing(
        frame=frame,
        positions=positions,
        radii=radii,
        symbols=(*symbols, *beside),
        hatches=hatches(shown, positions, radii, style, task.reorganised),
        rings=rings(shown, positions, radii, task.view),
        guides=guides_of(task.layout, frame, area, style, label_size(task.view), shown),
        ways=curves,
        strands=_strands(task, positions, radii, curves),
    )


def _strands(task: _Task, positions: Floats, radii: Floats, curves: Curves) -> Strands:
    """The lines of the ties; two dates are compared tie by tie, so there none stands for another."""
    pens, around = _pens(task), Ground(task.shown.ends, positions, radii)
    both = task.changes is not None
    kinds = pens if both else tuple(task.style.secure[tie.kind] for tie in task.shown.ties)
    return strands_of(curves, pens, kinds, around, merges=not both)


def _pens(task: _Task) -> tuple[Pen, ...]:
    if task.changes is not None:
        return change_pens(task.shown, task.style, task.changes)
    counts = {key: len(parts) for key, parts in task.groups.sums.items()}
    return pens_of(task.shown, task.style, task.at_risk, task.widths, counts)


def _cleared(task: _Task, drawing: _Drawing, names: Labelling, area: Box) -> tuple[_Drawing, Labelling]:
    """Ties bowed round the names, and names moved off the ties."""
    if names.options is None or task.is_draft:
        return drawing, names
    ground = Ground(task.shown.ends, drawing.positions, drawing.radii)
    curves, places = cleared(drawing.strands, ground, names.options, names.places)
    drawing = replace(drawing, strands=drawing.strands.along(curves))
    return drawing, with_places(names, places, _surroundings(task, drawing, area), task.view)


def _importance(task: _Task) -> Ints:
    """Partners of every organisation, for a group at least as many as it has members, shape (n,)."""
    members = [len(task.groups.members.get(item, ())) for item in task.shown.organisation_ids]
    return np.maximum(task.shown.degrees, np.array(members, dtype=np.int32))


def _with_room(task: _Task, positions: Floats, area: Box) -> Floats:
    """Positions with room for names; what the user pinned stays."""
    pins = {pin.organisation_id for pin in task.place.of(Pin).values()}
    fixed = np.array([item in pins for item in task.shown.organisation_ids], dtype=np.bool_)
    sizes = name_sizes(task.shown, task.style, task.view)
    sizes[:, 1] += 2 * symbol_radii(positions, task.shown.degrees) + NAME_GAP
    return eased(
        positions, sizes, area.inside(*LABEL_ROOM[Medium.PAPER]), fixed, EASED[task.layout.style]
    )


def _label(task: _Task, drawing: _Drawing, area: Box) -> Labelling:
    notable = set(task.reorganised)
    if task.changes is not None:
        notable |= task.changes.opened | task.changes.closed
    return label(task.shown, _surroundings(task, drawing, area), task.style, task.view, notable)


def _surroundings(task: _Task, drawing: _Drawing, area: Box) -> Surroundings:
    segments = [batch.segments for batch in drawing.strands.lines]
    every = np.concatenate(segments) if segments else np.zeros((0, 4))
    boxes = drawing.guides.boxes
    reach, ends = _reach(task, drawing), np.zeros((0, 2), dtype=np.int32)
    if task.view.medium is Medium.PAPER and segments:
        ends = task.shown.ends[np.concatenate([batch.ties for batch in drawing.strands.lines])]
    corners = symbol_corners(drawing.symbols)
    return Surroundings(
        area, drawing.positions, drawing.radii, reach, every, boxes, ends=ends, corners=corners
    )


def _letters(task: _Task, drawing: _Drawing, labelling: Labelling, area: Box) -> tuple[TieLetter, ...]:
    rows = [(item.x, item.y, item.x + item.width, item.y + item.height) for item in labelling.labels]
    boxes = np.array(rows, dtype=np.float64).reshape(-1, 4)
    around = _surroundings(task, drawing, area)
    return tie_letters(drawing.strands, around, boxes, task.view, task.style.muted)


def _reach(task: _Task, drawing: _Drawing) -> Floats:
    """Radii (n,) of what is drawn round each centre: the symbol, its hatch, its ring and its sign."""
    reach = symbol_reach(drawing.radii)
    for hatch in drawing.hatches:
        reach[hatch.organisations] = np.maximum(reach[hatch.organisations], hatch.radii)
    for ring in drawing.rings:
        reach[ring.organisation] = max(reach[ring.organisation], ring.radius)
    if task.changes is not None:
        ids = task.changes.opened | task.changes.closed
        hit = np.array([item in ids for item in task.shown.organisation_ids], dtype=np.bool_)
        reach[hit] = np.maximum(reach[hit], sign_reach(drawing.radii[hit]))
    return reach


def _legend(task: _Task, drawing: _Drawing) -> tuple[LegendEntry, ...]:
    counts, pen = links_in_each(task.shown.ties, task.groups), task.style.at_risk
    marks = drawing.strands.lines, drawing.symbols, drawing.hatches
    words = f"all {task.words.at_risk}" if task.groups.sums else task.words.at_risk
    return tuple(
        replace(entry, title=capital(words)) if entry.pen == pen else entry
        for entry in legend_entries(*marks, pen, counts, task.widths)
    )


def _wording(task: _Task) -> Wording:
    changes = task.changes
    return Wording(
        title=f"{task.place.title}: {changes.dates}" if changes else task.place.title,
        summary=changes.summary
        if changes
        else summary(task.shown, task.groups, task.at_risk, task.words.at_risk),
        badge=". ".join(part for part in (task.shown.badge, task.words.filtered_by) if part) or None,
        note=foot_note(task.place, 0),
    )


def _scene(
    task: _Task, drawing: _Drawing, labelling: Labelling, page: Page, key: tuple[KeyEntry, ...]
) -> Scene:
    letters = _letters(task, drawing, labelling, page.area)
    # Coming nearer brings letters on screen; on paper the legend shows none that no line has.
    lettered = bool(letters) or task.view.medium is Medium.SCREEN
    return Scene(
        view=task.view,
        background=task.style.background,
        ink=task.style.ink,
        halo=task.style.halo,
        accent=task.style.accent,
        organisation_ids=task.shown.organisation_ids,
        tie_ids=task.shown.tie_ids,
        positions=drawing.positions,
        radii=drawing.radii,
        font=task.style.font,
        frame=drawing.frame,
        lines=drawing.strands.lines,
        letters=letters,
        arrows=drawing.strands.arrows,
        symbols=drawing.symbols,
        hatches=drawing.hatches,
        rings=drawing.rings,
        labels=labelling.labels,
        key=key,
        legend=page.legend if lettered else without_letters(page.legend),
        texts=(*page.texts, *drawing.guides.texts),
        guides=drawing.guides.lines,
        guide_pen=task.style.guide,
        badge=task.shown.badge,
        alt=_alt(task, drawing),
        ways=drawing.ways,
        pens=_pens(task),
        leads=drawing.strands.leads,
        area=(page.area.left, page.area.top, page.area.right, page.area.bottom),
        adjacency=adjacency(task.shown, task.changes),
    )


def _alt(task: _Task, drawing: _Drawing) -> str:
    if task.changes is not None:
        return alternative_text_of_changes(task.place, task.shown, task.changes)
    hatched = sum(len(hatch.organisations) for hatch in drawing.hatches)
    return alternative_text(task.shown, task.groups, task.at_risk, hatched)
