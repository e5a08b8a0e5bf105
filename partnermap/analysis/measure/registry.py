"""The registry: every measure, by family, in the order in which reports print them.

A new measure is an entry and a function in the module of its family; a new family is a line below. A
test holds the keys printed and the keys registered equal.
"""

from partnermap.analysis.measure import (
    family_chance,
    family_money,
    family_organisations,
    family_posts,
    family_sectors,
    family_structure,
    family_survey,
    family_ties,
    family_vcse,
)
from partnermap.analysis.measure.entry import Measure
from partnermap.analysis.measure.family import Family

FAMILIES: tuple[Family, ...] = (
    family_structure.FAMILY,
    family_sectors.FAMILY,
    family_vcse.FAMILY,
    family_ties.FAMILY,
    family_survey.FAMILY,
    family_chance.FAMILY,
    family_organisations.FAMILY,
    family_money.FAMILY,
    family_posts.FAMILY,
)

MEASURES: tuple[Measure, ...] = tuple(item for family in FAMILIES for item in family.measures)


def measure(key: str) -> Measure:
    """The measure of a key; KeyError when there is none."""
    return _BY_KEY[key]


_BY_KEY = {item.key: item for item in MEASURES}
