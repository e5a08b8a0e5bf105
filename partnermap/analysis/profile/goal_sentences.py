"""What a board is told of its shared goals: who owns none of them, where priorities differ, the tags."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from partnermap.analysis.profile.framing import Changer, Framing, Scale
from partnermap.analysis.profile.goals import GROUPS, Goal, GoalMatrix
from partnermap.analysis.profile.horizon import Horizon
from partnermap.analysis.profile.programmes import ProgrammeRecord
from partnermap.analysis.profile.voices import Priority
from partnermap.domain.sentences import first_few, joined, part_of, sentence

NOT_SAID = "not said"
IN_OTHER_WORDS = "in other words"

MOST_GOALS = 8
"""Goals that a sentence names; of more it says how many."""


def ownership_text(matrix: GoalMatrix) -> str:
    """`3 of 5 goals are owned by two organisations or more.`"""
    if not matrix.goals:
        return "No shared goal is recorded."
    shared = sum(len(goal.owners) > 1 for goal in matrix.goals)
    verb = "is" if shared == 1 else "are"
    of = part_of(shared, len(matrix.goals), "goal")
    return sentence(f"{of} {verb} owned by two organisations or more")


def nobody_texts(matrix: GoalMatrix) -> Iterator[str]:
    """`Nobody of the VCSE owns Checks that count.`, for each group; and what nobody owns at all."""
    owned = [goal for goal in matrix.goals if goal.owners]
    unowned = [goal.name for goal in matrix.goals if not goal.owners]
    if unowned:
        yield f"Nobody owns {first_few(unowned, MOST_GOALS)}."
    for group, _ in GROUPS:
        names = [goal.name for goal in owned if group in goal.without]
        if names:
            yield f"Nobody of {group} owns {first_few(names, MOST_GOALS)}."


def difference_texts(matrix: GoalMatrix) -> Iterator[str]:
    """`Priorities differ on Steady at home: high for A and B; low for C.`"""
    for goal in matrix.goals:
        if goal.differs:
            yield f"Priorities differ on {goal.name}: {priorities_text(matrix, goal)}."


def priorities_text(matrix: GoalMatrix, goal: Goal) -> str:
    """`high priority for A and B; not a priority for C`; empty where nobody has said."""
    parts = []
    for priority in Priority:
        names = [matrix.names[key] for key, said in goal.priorities.items() if said is priority]
        if names:
            parts.append(f"{priority.value} for {joined(names)}")
    return "; ".join(parts)


def findings(matrix: GoalMatrix) -> Iterator[str]:
    """Everything a board is told of the goals; nothing where there are none."""
    if matrix.goals:
        yield ownership_text(matrix)
        yield from nobody_texts(matrix)
        yield from difference_texts(matrix)
        yield from filter(None, (said_text(matrix),))


def said_text(matrix: GoalMatrix) -> str:
    """How many owners have said their priority: what is blank is not known, not low."""
    asked = [(goal, body) for goal in matrix.goals for body in goal.owners]
    said = sum(body in goal.priorities for goal, body in asked)
    if not asked:
        return ""
    verb = "has" if said == 1 else "have"
    of = part_of(said, len(asked), "owner")
    return sentence(f"{of}, counted goal by goal, {verb} said how much they want it")


def changers_text(record: ProgrammeRecord) -> str:
    """`services and policy`; where nobody said who, what the unit of the problem implies."""
    if record.tags.changers:
        return joined([item.value for item in record.tags.changers])
    implied = joined(sorted(record.asks))
    return f"{NOT_SAID}; unit implies {implied}" if implied else NOT_SAID


def unit_text(record: ProgrammeRecord) -> str:
    """The unit of the problem, or the words that were typed instead."""
    tags = record.tags
    if tags.unit is None:
        return NOT_SAID
    return f"“{tags.own_words}”" if tags.unit is Framing.OTHER else tags.unit.value


def scale_text(record: ProgrammeRecord) -> str:
    """Gap or gradient."""
    return NOT_SAID if record.tags.scale is None else record.tags.scale.value


def horizon_text(record: ProgrammeRecord) -> str:
    """The horizon, or the words that were typed instead."""
    if record.horizon is None:
        return NOT_SAID
    return f"“{record.written_horizon}”" if record.horizon is Horizon.OTHER else record.horizon.value


def tag_counts(records: Sequence[ProgrammeRecord]) -> Mapping[str, Mapping[str, int]]:
    """By tag how many programmes carry which word; `not said` is counted too.

    Several may have to change for one programme, so those counts may add up to more.
    """
    silent = {NOT_SAID: sum(not item.tags.changers for item in records)}
    said = Counter(who for item in records for who in item.tags.changers)
    return {
        "unit": _counts(Framing, [item.tags.unit for item in records]),
        "gap or gradient": _counts(Scale, [item.tags.scale for item in records]),
        "horizon": _counts(Horizon, [item.horizon for item in records]),
        "who must change": {**{item.value: said[item] for item in Changer}, **silent},
    }


def _counts(words: type[StrEnum], found: Sequence[StrEnum | None]) -> Mapping[str, int]:
    named = {item.value: sum(each is item for each in found) for item in words}
    other = {IN_OTHER_WORDS: named.pop("other")} if "other" in named else {}
    return {**named, **other, NOT_SAID: sum(each is None for each in found)}
