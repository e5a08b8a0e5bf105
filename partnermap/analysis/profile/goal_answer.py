"""Shared goals as one object of plain values, a part of the answer of the command line."""

from partnermap.analysis.health.risk_list import record_json
from partnermap.analysis.measure.answer import Plain
from partnermap.analysis.profile.goal_sentences import findings
from partnermap.analysis.profile.goals import Goal, GoalMatrix
from partnermap.domain.place import Place


def goals_json(place: Place, matrix: GoalMatrix) -> Plain:
    """Goals with the organisations that own, deliver and want them; who is absent has said nothing."""
    return {
        "goals": [_goal(place, matrix, goal) for goal in matrix.goals],
        "sentences": list(findings(matrix)),
    }


def _goal(place: Place, matrix: GoalMatrix, goal: Goal) -> Plain:
    delivering = [
        {
            "organisation": matrix.names[body],
            "records": [record_json(place, about) for about in cell.delivers],
        }
        for (goal_id, body), cell in matrix.cells.items()
        if goal_id == goal.id and cell.delivers
    ]
    return {
        "goal": goal.name,
        "owners": [matrix.names[key] for key in goal.owners],
        "nobody_owns_it_of": list(goal.without),
        "delivered_by": delivering,
        "priorities": [
            {"organisation": matrix.names[key], "priority": said.value}
            for key, said in goal.priorities.items()
        ],
        "priorities_differ": goal.differs,
        "priorities_of_others": [{"owner": row.owner, "text": row.text} for row in goal.elsewhere],
    }
