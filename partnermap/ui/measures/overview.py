"""What the analyst's page shows, found out on a worker: all measures, all organisations; no Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from partnermap.analysis.measure.endings import funded_agreements
from partnermap.analysis.measure.entry import Cost, Measure
from partnermap.analysis.measure.family import Family
from partnermap.analysis.measure.joint_posts import joint_posts
from partnermap.analysis.measure.registry import FAMILIES, MEASURES
from partnermap.analysis.measure.summary import measures
from partnermap.domain.agreement import Agreement
from partnermap.domain.organisation import Organisation
from partnermap.domain.post import Post
from partnermap.domain.record import About
from partnermap.domain.sentences import capital, day_in_words
from partnermap.jobs.token import Token
from partnermap.network.build import network_on
from partnermap.scene.chart.heat import HeatTable
from partnermap.shell.words import counted, text
from partnermap.ui.measures.mixing_chart import mixing_chart
from partnermap.ui.measures.organisations_table import EACH, organisations_table
from partnermap.ui.measures.words import said
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading

AWAITED = text("still being worked out")

_HEADINGS = (
    Heading(text("Measure")),
    Heading(text("Value"), widest=34),
    Heading(text("What it says"), widest=84),
    Heading(text("VCSE"), widest=14),
    Heading(text("Which way is better")),
    Heading(text("How it is worked out")),
    Heading(text("Source")),
)


@dataclass(frozen=True, slots=True)
class MeasuresOverview:
    """The page's tables, from the figures known so far.

    Attributes:
        answer: the figures as `measures` gives them.
        is_whole: the null models are in it too.
        choices: title and dotted key of each figure that can be followed over time.
    """

    request: FiguresRequest
    answer: Mapping[str, object]
    is_whole: bool
    headline: str
    main: FigureTable
    specialist: FigureTable
    organisations: FigureTable
    specialist_organisations: FigureTable
    choices: tuple[tuple[str, str], ...]
    mixing: HeatTable | None


def quick_measures(request: FiguresRequest, token: Token) -> MeasuresOverview:
    """All measures but those that compare with luck, which follow in the background."""
    families = [family for family in FAMILIES if not _is_null_model(family)]
    answer = measures(request.place, request.on, token=token, families=families)
    return _overview(request, answer, is_whole=False)


def with_null_models(before: MeasuresOverview, token: Token) -> MeasuresOverview:
    """The rest of the measures added to what is known.

    Raises:
        Cancelled: the token was cancelled.
    """
    request = before.request
    families = [family for family in FAMILIES if _is_null_model(family)]
    answer = measures(request.place, request.on, token=token, families=families)
    after = _overview(request, _merged(before.answer, answer), is_whole=True)
    tables = ("main", "specialist", "organisations", "specialist_organisations", "mixing")
    # The same objects where nothing is new: the window then has nothing to compare and to draw again.
    same = {
        name: getattr(before, name) for name in tables if getattr(before, name) == getattr(after, name)
    }
    return replace(after, **same)


def _is_null_model(family: Family) -> bool:
    return any(item.cost is Cost.NULL_MODEL for item in family.measures)


def _merged(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, object]:
    """Objects are joined key by key, rows of organisations one by one; nothing stands in both."""
    joined = dict(before)
    for key, value in after.items():
        there = joined.get(key)
        if isinstance(there, Mapping) and isinstance(value, Mapping):
            joined[key] = _merged(there, value)
        elif key == EACH and isinstance(there, list) and isinstance(value, list):
            joined[key] = [{**one, **other} for one, other in zip(there, value, strict=True)]
        else:
            joined[key] = value
    return joined


def _overview(
    request: FiguresRequest, answer: Mapping[str, object], *, is_whole: bool
) -> MeasuresOverview:
    reasons = reasons_of(answer)
    records = _Records(request)
    rows = {
        special: tuple(
            _row(item, answer, reasons, records)
            for item in MEASURES
            if not item.key.startswith(f"{EACH}.") and item.is_specialist is special
        )
        for special in (False, True)
    }
    return MeasuresOverview(
        request,
        answer,
        is_whole,
        _headline(request, answer),
        FigureTable(text("Measures"), _HEADINGS, rows[False]),
        FigureTable(text("Specialist measures"), _HEADINGS, rows[True]),
        organisations_table(request.place, answer, specialist=False),
        organisations_table(request.place, answer, specialist=True),
        tuple(_choices(answer)),
        mixing_chart(request.place, answer),
    )


def _headline(request: FiguresRequest, answer: Mapping[str, object]) -> str:
    ties = answer.get("ties")
    return text(
        "{organisations} and {ties} on {day}",
        organisations=counted(len(rows_of(answer)), "organisation"),
        ties=counted(ties if isinstance(ties, int) else 0, "link"),
        day=day_in_words(request.on),
    )


def rows_of(answer: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    """The figures of each organisation."""
    rows = answer.get(EACH)
    return rows if isinstance(rows, list) else ()


def reasons_of(answer: Mapping[str, object]) -> dict[str, str]:
    """Why figures are missing, by dotted key, each beginning with which of the two it is."""
    found: dict[str, str] = {}
    undefined, unknown = answer.get("not_defined"), answer.get("not_known")
    figures = unknown.get("figures") if isinstance(unknown, Mapping) else None
    for kind, reasons in ((text("Not defined"), undefined), (text("Not known"), figures)):
        if isinstance(reasons, Mapping):
            found |= {key: f"{kind}: {reason}" for key, reason in reasons.items()}
    return found


def figure_at(answer: Mapping[str, object], key: str) -> tuple[bool, object]:
    """Whether there is a figure under a dotted key, and the figure."""
    value: object = answer
    for part in key.split("."):
        if not isinstance(value, Mapping) or part not in value:
            return False, None
        value = value[part]
    return True, value


def _row(
    item: Measure,
    answer: Mapping[str, object],
    reasons: Mapping[str, str],
    records: "_Records",
) -> FigureRow:
    is_there, value = figure_at(answer, item.key)
    words = said(value, item.key, reasons) if is_there else AWAITED
    order = float(value) if isinstance(value, int | float) else None
    return FigureRow(
        (
            Figure(item.title),
            Figure(words, order),
            Figure(item.board),
            Figure(_vcse(item, answer, reasons)),
            Figure(capital(item.direction.value)),
            Figure(item.formula),
            Figure(item.source),
        ),
        records.behind(item.key, value),
    )


def _vcse(item: Measure, answer: Mapping[str, object], reasons: Mapping[str, str]) -> str:
    """The figure beside it for the VCSE, where it is given for sectors too."""
    group, _, name = item.key.rpartition(".")
    for split in ("by_sector", "by_recipient_sector"):
        key = f"{group}.{split}.VCSE.{name}"
        is_there, value = figure_at(answer, key)
        if is_there:
            return said(value, key, reasons)
    return "–"


def _choices(answer: Mapping[str, object]) -> Sequence[tuple[str, str]]:
    """Single figures, and the parts of those that have several."""
    found = []
    for item in MEASURES:
        _, value = figure_at(answer, item.key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            found.append((item.title, item.key))
        elif isinstance(value, Mapping):
            found += [
                (f"{item.title}: {name.replace('_', ' ')}", f"{item.key}.{name}")
                for name, part in value.items()
                if isinstance(part, int | float) and not isinstance(part, bool)
            ]
    return found


class _Records:
    """The records behind figures: bodies by name, agreements, posts, else every recorded tie."""

    def __init__(self, request: FiguresRequest) -> None:
        place, on = request.place, request.on
        self._bodies = {
            item.name: About(Organisation.TABLE, key) for key, item in place.organisations.items()
        }
        self._agreements = tuple(
            About(Agreement.TABLE, item.agreement.id) for item in funded_agreements(place, on)
        )
        self._posts = tuple(About(Post.TABLE, item.id) for item in joint_posts(place, on))
        ties = network_on(place, on).ties
        self._ties = tuple(dict.fromkeys(tie.origin for tie in ties if tie.origin is not None))

    def behind(self, key: str, value: object) -> tuple[About, ...]:
        """Those that a figure comes from."""
        if key.startswith("funding."):
            return self._agreements
        if key.startswith("appointments."):
            return self._posts
        named = tuple(self._bodies[name] for name in _names(value) if name in self._bodies)
        return named or self._ties


def _names(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [name for part in value for name in _names(part)]
    return []
