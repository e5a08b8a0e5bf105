"""How a health profile is read: cut-points, agreement, evidence, anonymity; all of it printed."""

from partnermap.analysis.profile.agreement_of_raters import AGREED_FROM, FEW, MANY
from partnermap.analysis.profile.cut_points import CutPoints
from partnermap.analysis.profile.framing import READING
from partnermap.analysis.profile.profile import WIDE_GAP, HealthProfile
from partnermap.analysis.profile.sentences import JUDGEMENT, NEVER_AVERAGED, WHOLE_GROUP
from partnermap.analysis.profile.strength import Strength
from partnermap.domain.sentences import number
from partnermap.report.content import Block, Field, Grid, Points, Subheading, Words
from partnermap.report.health.charts import COLOUR_RULE

_FIELDS = (
    Field("Figure", 0.4),
    *(Field(f"Step {step}", 0.12, right=True) for step in (5, 4, 3, 2)),
    Field("Step 1", 0.12, right=True),
)


def health_method(profile: HealthProfile) -> tuple[Block, ...]:
    """The rules, the letters of evidence, and every cut-point in use."""
    return (
        Subheading("How the profile is read"),
        Points((NEVER_AVERAGED, COLOUR_RULE, _agreement(), _gap(), WHOLE_GROUP, READING, *_letters())),
        Words(f"{JUDGEMENT}, which users may change. The lowest step known is that of the domain."),
        Grid(
            _FIELDS,
            tuple(_row(item) for item in profile.cut_points.values()),
            "The limits of each figure for the steps 5 to 1.",
        ),
    )


def _agreement() -> str:
    return (
        f"People agree where the agreement between raters (r_wg) is {AGREED_FROM:g} or more, a limit "
        f"that is contested. Below {FEW} answers there is no word for it; from {FEW} to {MANY - 1} it "
        "is called an early sign. Views are divided where a quarter or more answered 1 or 2 and a "
        "quarter or more 4 or 5."
    )


def _gap() -> str:
    return f"A gap is told where median and step lie {number(WIDE_GAP)} or more apart."


def _letters() -> tuple[str, ...]:
    return tuple(f"Evidence {item.letter}: {item.value}." for item in Strength)


def _row(item: CutPoints) -> tuple[str, ...]:
    limits = (limit.in_words(item.unit) for limit in item.limits)
    return (f"{item.title} ({item.unit.value})", *limits, "otherwise")
