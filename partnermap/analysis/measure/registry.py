"""What every measure means: its title, its sentence for a board, its direction, formula and source."""

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """Whether more is better, as far as anybody has shown."""

    HIGHER = "higher is better"
    LOWER = "lower is better"
    NONE = "no direction is better"


class Need(StrEnum):
    """What must be recorded for it."""

    TIES = "ties"
    SECTORS = "sectors"
    MONEY = "amounts of the financial year"
    ENDS = "ends of agreements"
    POSTS = "posts"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes:
        key: dotted, as in the JSON of `measures`; `per_organisation.` stands before those of each row.
        board: the sentence that explains it to a board.
        formula: in words.
        source: section of the measure book, and whose measure it is.
    """

    key: str
    title: str
    board: str
    direction: Direction
    formula: str
    source: str
    needs: tuple[Need, ...] = (Need.TIES,)


_EACH = "per_organisation."
_NONE, _HIGHER, _LOWER = Direction.NONE, Direction.HIGHER, Direction.LOWER
_SECTORS = (Need.TIES, Need.SECTORS)
_MONEY, _ENDS, _POSTS = (Need.MONEY,), (Need.MONEY, Need.ENDS), (Need.POSTS,)

STRUCTURE: tuple[Measure, ...] = (
    Measure(
        "density",
        "Density",
        "Of all the links these organisations could have, this share exists.",
        _NONE,
        "linked pairs over possible pairs",
        "A1, Freeman",
    ),
    Measure(
        "components",
        "Separate pieces",
        "The map is in so many separate pieces.",
        _LOWER,
        "connected components, isolates included",
        "A7, Freeman",
    ),
    Measure(
        "isolates",
        "Organisations with no link",
        "These organisations have no recorded link.",
        _LOWER,
        "organisations in no pair",
        "A7, Freeman",
    ),
    Measure(
        "articulation_points",
        "Single points of failure",
        "If one of these organisations went quiet, others would be cut off.",
        _LOWER,
        "organisations whose removal raises the number of pieces",
        "A8, Freeman",
    ),
    Measure(
        "bridges",
        "Bridges",
        "If one of these links went quiet, others would be cut off.",
        _LOWER,
        "pairs whose removal raises the number of pieces",
        "A8, Freeman",
    ),
    Measure(
        "centralisation",
        "Centralisation",
        "From nought, links evenly spread, to one, everything through one organisation.",
        _NONE,
        "sum of the distances to the largest value over the largest possible sum",
        "A6, Freeman",
    ),
    Measure(
        "robustness",
        "Robustness",
        "How fast the partnership falls apart if its busiest members drop out one by one.",
        _HIGHER,
        "mean share in the largest piece while the busiest are removed, over 200 ways to break ties",
        "A11, Schneider and others 2011",
    ),
    Measure(
        "e_i_index",
        "E-I index",
        "Whether organisations work across sectors or with their own kind, compared with chance.",
        _NONE,
        "pairs across sectors less pairs within, over all pairs; chance by dealing the sectors out anew",
        "A16 and A24, Krackhardt and Stern 1988",
        _SECTORS,
    ),
    Measure(
        "sector_assortativity",
        "Sector assortativity",
        "How strongly organisations stick to their own sector.",
        _NONE,
        "share of pair ends within sectors above chance, over the most it could be",
        "A17, Newman 2003",
        _SECTORS,
    ),
    Measure(
        "mixing_matrix",
        "Cross-sector mixing",
        "Which sectors are connected, and which have no link at all.",
        _NONE,
        "linked over possible pairs between two sectors, and within each",
        "A18",
        _SECTORS,
    ),
)

ORGANISATIONS: tuple[Measure, ...] = (
    Measure(
        f"{_EACH}degree",
        "Partners",
        "How many partners each organisation works with directly.",
        _NONE,
        "pairs it is in",
        "A2, Freeman",
    ),
    Measure(
        f"{_EACH}strength",
        "Strength",
        "How much joint work each organisation is part of.",
        _NONE,
        "sum of the strengths of all its ties",
        "A2",
    ),
    Measure(
        f"{_EACH}betweenness",
        "Betweenness",
        "How often it sits on the shortest route between two others.",
        _NONE,
        "mean share of the shortest routes between two others that pass it",
        "A3, Freeman",
    ),
    Measure(
        f"{_EACH}closeness",
        "Closeness",
        "How few steps it takes to reach everyone else.",
        _HIGHER,
        "others over the sum of steps to them; only where all can be reached",
        "A4, Freeman",
    ),
    Measure(
        f"{_EACH}harmonic_closeness",
        "Harmonic closeness",
        "How few steps it takes to reach the others, out of reach counted as nought.",
        _HIGHER,
        "mean of one over the steps to each other",
        "A4",
    ),
    Measure(
        f"{_EACH}eigenvector",
        "Eigenvector centrality",
        "Linked to organisations that are themselves well linked.",
        _NONE,
        "principal eigenvector of the largest piece, of length one",
        "A5",
    ),
    Measure(
        f"{_EACH}core_number",
        "Core number",
        "The inner group where everyone has at least so many links.",
        _HIGHER,
        "largest k of a group in which each has k partners",
        "A10",
    ),
    Measure(
        f"{_EACH}constraint",
        "Constraint",
        "How boxed in it is by partners who all know each other.",
        _LOWER,
        "sum over partners of the squared share of its links held directly and through others",
        "A13, Burt",
    ),
    Measure(
        f"{_EACH}effective_size",
        "Effective size",
        "How many genuinely separate circles it reaches.",
        _HIGHER,
        "partners less twice the ties among them over their number",
        "A14, Burt and Borgatti",
    ),
    Measure(
        f"{_EACH}brokerage",
        "Brokerage roles",
        "Who links sectors that would otherwise not meet, and in which role.",
        _NONE,
        "pairs of its partners that are not tied, by the sectors of all three",
        "A15, Gould and Fernandez 1989",
        _SECTORS,
    ),
    Measure(
        f"{_EACH}fragmentation_without",
        "Fragmentation after its loss",
        "Without it, this share of the remaining pairs could no longer reach each other.",
        _LOWER,
        "one less the share of pairs that can reach each other without it",
        "A9, Borgatti",
    ),
)

FUNDING: tuple[Measure, ...] = (
    Measure(
        "funding.total",
        "Joint money",
        "What is paid into agreements that two or more organisations decide together, this year.",
        _NONE,
        "sum of what is paid in the financial year that holds the date",
        "B",
        _MONEY,
    ),
    Measure(
        "funding.pooled_share",
        "Pooled share",
        "Of the money we plan together, this share sits in one pot.",
        _NONE,
        "money in pooled funds over joint money",
        "B1",
        _MONEY,
    ),
    Measure(
        "funding.additional_pooling_share",
        "Additional pooling",
        "How much of the pot is there because we chose to put it there.",
        _NONE,
        "pooled money that no national minimum demands, over pooled money",
        "B2",
        _MONEY,
    ),
    Measure(
        "funding.herfindahl",
        "Concentration of payers",
        "How far the joint money hangs on few payers: one for a single payer.",
        _NONE,
        "sum of the payers' squared shares",
        "B3, Herfindahl and Hirschman",
        _MONEY,
    ),
    Measure(
        "funding.contribution_balance",
        "Contribution balance",
        "How evenly the bill is split.",
        _NONE,
        "entropy of the payers' shares over its largest possible value",
        "B4",
        _MONEY,
    ),
    Measure(
        "funding.short_term_share",
        "Short-term share",
        "How much rests on agreements of two years or less.",
        _LOWER,
        "money in agreements with a written term of at most 24 months, over that of known term",
        "B5",
        _ENDS,
    ),
    Measure(
        "funding.ending_12_months",
        "Ending within a year",
        "This share of joint money stops within a year unless someone renews it.",
        _LOWER,
        "money of agreements that end within 12 months, without a signed successor and not renewed "
        "yearly by rule, over the money of agreements that have not expired",
        "B6",
        _ENDS,
    ),
    Measure(
        "funding.ending_24_months",
        "Ending within two years",
        "This share of joint money stops within two years unless someone renews it.",
        _LOWER,
        "as within a year, for 24 months",
        "B6",
        _ENDS,
    ),
    Measure(
        "funding.yearly_by_rule",
        "Renewed yearly by rule",
        "This share of joint money is renewed every year by national rule.",
        _NONE,
        "money of agreements renewed yearly by national rule over joint money",
        "B6",
        _MONEY,
    ),
    Measure(
        "funding.recurrent_share",
        "Recurrent share",
        "How much is permanent.",
        _HIGHER,
        "recurrent money over money of which it is known whether it is",
        "B7",
        _MONEY,
    ),
    Measure(
        "funding.secured_horizon_months",
        "Secured horizon",
        "The average joint pound is secured for so many of the next 60 months.",
        _HIGHER,
        "months left weighted by money, at most 60; recurrent and open-ended count as 60",
        "B8",
        _ENDS,
    ),
    Measure(
        "funding.vcse_share",
        "VCSE share",
        "How much of the shared money reaches VCSE and community organisations.",
        _NONE,
        "money that they host or receive over joint money",
        "B9",
        (Need.MONEY, Need.SECTORS),
    ),
)

APPOINTMENTS: tuple[Measure, ...] = (
    Measure(
        "appointments.posts",
        "Joint posts",
        "How many jobs answer to more than one organisation.",
        _NONE,
        "posts with two or more employers, funders or bodies they answer to; statutory ones apart",
        "C1",
        _POSTS,
    ),
    Measure(
        "appointments.wte",
        "Whole-time equivalents",
        "How much work these jobs are.",
        _NONE,
        "sum of the whole-time equivalents recorded",
        "C1",
        _POSTS,
    ),
    Measure(
        "appointments.vacancy_rate",
        "Vacancy rate",
        "This share of shared posts is empty today.",
        _LOWER,
        "vacant and frozen over funded whole-time equivalents",
        "C3",
        _POSTS,
    ),
    Measure(
        "appointments.interim_wte",
        "Interim",
        "How much of the shared work an interim holder does.",
        _LOWER,
        "whole-time equivalents of posts with an interim holder",
        "C3",
        _POSTS,
    ),
    Measure(
        "appointments.statutory",
        "Statutory posts",
        "Joint posts that the law demands, listed apart.",
        _NONE,
        "number of statutory posts",
        "C1",
        _POSTS,
    ),
)

MEASURES: tuple[Measure, ...] = STRUCTURE + ORGANISATIONS + FUNDING + APPOINTMENTS
"""Every measure, in the order in which reports print them."""


def measure(key: str) -> Measure:
    """The measure of a key; KeyError when there is none."""
    return _BY_KEY[key]


_BY_KEY = {item.key: item for item in MEASURES}
