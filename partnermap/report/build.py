"""Puts a report together: page one, then each section with what its data carry today."""

import datetime as dt

from partnermap.analysis.profile.health import health_of
from partnermap.domain.place import Place
from partnermap.domain.sentences import counted
from partnermap.network.build import network_on
from partnermap.report.audience import Audience
from partnermap.report.content import MapFigure, ReportContent, Section
from partnermap.report.first_page import first_page_sections
from partnermap.report.health.section import health_appendix, health_section
from partnermap.report.method import method_section, unknown_section
from partnermap.report.money.payments import payments_sections
from partnermap.report.money.section import money_section
from partnermap.report.network.figures import figures_section
from partnermap.report.network.organisations import organisations_section
from partnermap.report.network.since import last_report_before
from partnermap.report.network.ties import ties_appendix, ties_section
from partnermap.report.posts.section import posts_section
from partnermap.report.reorganisation.ahead import Ahead, ahead_of
from partnermap.report.reorganisation.section import reorganisation_appendix, reorganisation_section
from partnermap.report.reorganisation.what_if import what_if_appendix, what_if_section


def build_report(
    place: Place,
    on: dt.date,
    audience: Audience = Audience.BOARD,
    since: dt.date | None = None,
    register: Place | None = None,
) -> ReportContent:
    """The whole content for an audience, as far as the records carry it on the date.

    Args:
        place: the records, as the audience may see them.
        on: the date.
        audience: for whom it is.
        since: when the last report was; None a quarter before.
        register: where a scenario is laid over the place, the same records without it.
    """
    since = since or last_report_before(on)
    ahead = ahead_of(place, on, audience)
    before = ahead_of(register, on, audience) if register is not None else None
    return ReportContent(
        place=place.title,
        on=on,
        audience=audience,
        invented=place.is_invented,
        what_if=place.scenario is not None,
        first_page=first_page_sections(ahead, since),
        sections=_sections(ahead, before),
    )


def _sections(ahead: Ahead, before: Ahead | None) -> tuple[Section, ...]:
    """What a board reads first, then the appendix with what is long; `before` is the register."""
    place, on, audience = ahead.place, ahead.on, ahead.audience
    health = health_of(place, on)
    return (
        _map_section(place, on),
        *([what_if_section(before, ahead)] if before is not None else []),
        reorganisation_section(ahead),
        money_section(place, on),
        *payments_sections(place, on),
        posts_section(place, on, audience),
        ties_section(place, on, audience),
        health_section(health, audience),
        unknown_section(place, on),
        figures_section(place, on, audience),
        *reorganisation_appendix(ahead),
        *(what_if_appendix(before, ahead) if before is not None else ()),
        *ties_appendix(place, on, audience),
        health_appendix(health, audience),
        method_section(place, on),
        organisations_section(place, on),
    )


def _map_section(place: Place, on: dt.date) -> Section:
    network = network_on(place, on)
    who = counted(len(network.organisation_ids), "organisation")
    links = counted(len(network.ties), "link")
    return Section(f"The map: {who} and {links}", (MapFigure(),))
