"""The part on shared goals: who owns which, how each is framed, and who may push back."""

from collections.abc import Iterator

from partnermap.analysis.profile.goal_sentences import (
    changers_text,
    findings,
    horizon_text,
    nobody_texts,
    ownership_text,
    scale_text,
    unit_text,
)
from partnermap.analysis.profile.goals import GROUPS, OTHERS, Goal, GoalMatrix
from partnermap.analysis.profile.profile import HealthProfile
from partnermap.analysis.profile.programmes import ProgrammeRecord
from partnermap.domain.sentences import joined
from partnermap.report.audience import Audience
from partnermap.report.content import Block, Field, Grid, Points, Subheading

NOBODY = "nobody"

_OWNERS = (
    Field("Goal", 0.22),
    Field("NHS owners", 0.22),
    Field("Local authority owners", 0.2),
    Field("VCSE owners", 0.2),
    Field("Other owners", 0.16),
)
_FRAMING = (
    Field("Goal", 0.24),
    Field("The problem lies in", 0.2),
    Field("Gap or gradient", 0.16),
    Field("Horizon", 0.14),
    Field("Who must change", 0.26),
)


def goal_blocks(profile: HealthProfile, audience: Audience) -> Iterator[Block]:
    """Owners of each goal by sector, blank ones said plainly, and its framing; nothing without goals.

    The public is not told what priority a body gives a goal; only working papers say who may push back.
    """
    matrix, records = profile.goals, profile.programmes.records
    if not matrix.goals:
        return
    yield Subheading("Shared goals")
    is_public = audience is Audience.PUBLIC
    told = (ownership_text(matrix), *nobody_texts(matrix)) if is_public else tuple(findings(matrix))
    yield Points(told)
    yield Grid(
        _OWNERS,
        tuple(_owners(matrix, goal) for goal in matrix.goals),
        "One row for each goal: its owners in each sector, and where nobody owns it.",
    )
    yield Grid(
        _FRAMING,
        tuple(map(_framing, records)),
        "One row for each goal: where it puts the problem, and who must change.",
    )
    voices = tuple(f"{item.name}: {row.text}" for item in records for row in item.counter_voices)
    if voices and audience is Audience.WORKING:
        yield Subheading("Who may push back")
        yield Points(voices)


def _owners(matrix: GoalMatrix, goal: Goal) -> tuple[str, ...]:
    groups = (*(group for group, _ in GROUPS), OTHERS)
    return goal.name, *(_of_group(matrix, goal, group) for group in groups)


def _of_group(matrix: GoalMatrix, goal: Goal, group: str) -> str:
    names = [matrix.names[key] for key in goal.owners if matrix.groups[key] == group]
    return joined(names) or NOBODY


def _framing(item: ProgrammeRecord) -> tuple[str, ...]:
    return item.name, unit_text(item), scale_text(item), horizon_text(item), changers_text(item)
