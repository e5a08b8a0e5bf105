"""The worked example: an ordinary workbook of an invented place, imported like any other."""

from dataclasses import replace

from partnermap.domain.place import Place
from partnermap.exchange.imports import plan_import
from partnermap.exchange.plan import ImportPlan
from resources import resource_path

EXAMPLE_TITLE = "Calderbeck place partnership"
"""What the example's place is called until its own sheet says so."""


def plan_example(place: Place) -> ImportPlan:
    """Plan the import of the worked example into a place that is still empty."""
    plan = plan_import(place, [resource_path("example")], format_name="workbook")
    return replace(plan, label="The worked example")
