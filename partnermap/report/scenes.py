"""Scenes of a place for paper: the screen's map, and two dates beside each other."""

import datetime as dt
from dataclasses import replace

from partnermap.analysis.disruption.on_date import strain_on
from partnermap.analysis.health.risks import MONTHS
from partnermap.analysis.layout.gather import gathered
from partnermap.analysis.layout.layout import Layout
from partnermap.analysis.layout.styles import layout_of
from partnermap.analysis.succession.fates import Picture
from partnermap.domain.dates import add_months
from partnermap.domain.place import Place
from partnermap.domain.sentences import month_in_words
from partnermap.domain.view import GroupBy
from partnermap.report.audience import Audience
from partnermap.report.network.ties import risks_for
from partnermap.scene.chosen import Chosen, chosen
from partnermap.scene.compose import compose
from partnermap.scene.enlarge import enlarged, reduced
from partnermap.scene.fit import Box
from partnermap.scene.map_choice import MapChoice
from partnermap.scene.model import Scene
from partnermap.scene.page import paper_view
from partnermap.scene.style import PAPER

EVERYTHING = MapChoice()


def place_scene(
    place: Place,
    on: dt.date,
    size: tuple[float, float],
    audience: Audience = Audience.BOARD,
    layout: Layout | None = None,
    choice: MapChoice = EVERYTHING,
) -> Scene:
    """The scene of a place on a date, filling a size in points; a layout given is the screen's."""
    return scene_of(place, on, chosen(place, on, choice), size, audience, layout, choice)


def scene_of(
    place: Place,
    on: dt.date,
    subject: Chosen,
    size: tuple[float, float],
    audience: Audience,
    layout: Layout | None,
    choice: MapChoice,
    area: Box | None = None,
    selected: frozenset[str] = frozenset(),
    by: float = 1.0,
    is_draft: bool = False,
) -> Scene:
    """The scene of what was chosen, filling a size in points.

    With an area the layout is drawn there as it is, nobody moved. It is composed for a page so many
    times smaller and enlarged. A draft only shows which names have room.
    """
    groups = subject.groups
    who = groups.network.organisation_ids
    compared = subject.comparison is not None
    at_risk = frozenset(risk.tie.id for risk in risks_for(place, on, audience) if risk.is_dated)
    strain = groups.hardest(strain_on(place, on))
    spots = laid_out(place, subject, layout, choice)
    scene = compose(
        groups.place,
        groups.network,
        gathered(spots, who, groups.members),
        PAPER,
        replace(paper_view(size[0] / by, size[1] / by, len(who)), selected=selected),
        at_risk=frozenset() if compared else groups.wholly(at_risk),
        reorganised=frozenset() if compared else strain,
        at_risk_words=f"at risk by {month_in_words(add_months(on, MONTHS))}",
        width_by=choice.arrangement.width_by,
        grouping=groups,
        badge=subject.found.badge,
        filtered_by=subject.filtered_by,
        changes=subject.changes,
        area=None if area is None else reduced(area, by),
        is_draft=is_draft,
    )
    return enlarged(scene, by)


def laid_out(place: Place, subject: Chosen, layout: Layout | None, choice: MapChoice) -> Layout:
    """Where the organisations stand: as on the screen, and where that does not know one, beside it."""
    whole = subject.comparison.place if subject.comparison is not None else place
    if layout is not None and layout.index.keys() >= set(subject.whole.organisation_ids):
        return layout
    arrangement = choice.arrangement
    return layout_of(arrangement.style, whole, subject.whole, before=layout, centre=arrangement.centre)


def side_by_side(
    place: Place,
    on: dt.date,
    size: tuple[float, float],
    audience: Audience,
    layout: Layout | None,
    choice: MapChoice,
    by: float = 1.0,
) -> tuple[Scene, Scene]:
    """Two dates, or a date without and with a scenario, at one scale, everybody in the same spot.

    Args:
        place: the records.
        on: one date.
        size: of each scene, in points.
        audience: who will see it.
        layout: where the screen has the organisations.
        choice: with the second date or the scenario.
        by: how many times larger than composed.

    Raises:
        UserError: no scenario has the name.
        ValueError: the choice compares nothing.
    """
    subject = chosen(place, on, choice)
    if subject.comparison is None:
        raise ValueError("two maps need a second date or a scenario")
    both = scene_of(place, on, subject, size, audience, layout, choice, by=by)
    spots = Layout(both.organisation_ids, both.frame.to_layout(both.positions))
    alone = replace(choice.arrangement, group_by=GroupBy.NOTHING)
    single = replace(choice, other=None, scenario=None, arrangement=alone)

    def drawn(side: Picture, area: Box | None) -> Scene:
        shown = chosen(side.place, side.on, single)
        return scene_of(side.place, side.on, shown, size, audience, spots, single, area, by=by)

    sides = subject.comparison.then, subject.comparison.now
    area = _common([Box(*drawn(side, None).area) for side in sides])
    one, other = (drawn(side, area) for side in sides)
    return one, other


def _common(boxes: list[Box]) -> Box:
    return Box(
        max(box.left for box in boxes),
        max(box.top for box in boxes),
        min(box.right for box in boxes),
        min(box.bottom for box in boxes),
    )
