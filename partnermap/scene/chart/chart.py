"""Any chart to its scene."""

from partnermap.scene.chart.curve import Curve, curve
from partnermap.scene.chart.dots import DotPlot, dot_plot
from partnermap.scene.chart.flows import Flows, alluvial
from partnermap.scene.chart.heat import HeatTable, heat_table
from partnermap.scene.chart.look import Look
from partnermap.scene.chart.model import ChartScene
from partnermap.scene.chart.ranges import RangePlot, Tornado, range_plot, tornado
from partnermap.scene.chart.spans import TimeBars, time_bars
from partnermap.scene.chart.stacked import StackedBars, stacked_bars
from partnermap.scene.chart.strain import StrainChart, strain_chart

Chart = StackedBars | TimeBars | Curve | HeatTable | Flows | RangePlot | Tornado | StrainChart | DotPlot


def chart_scene(chart: Chart, look: Look) -> ChartScene:
    """The scene of a chart in a look: the only way from data to a drawing, on screen as on paper."""
    match chart:
        case StackedBars():
            return stacked_bars(chart, look)
        case TimeBars():
            return time_bars(chart, look)
        case Curve():
            return curve(chart, look)
        case HeatTable():
            return heat_table(chart, look)
        case Flows():
            return alluvial(chart, look)
        case RangePlot():
            return range_plot(chart, look)
        case Tornado():
            return tornado(chart, look)
        case StrainChart():
            return strain_chart(chart, look)
        case DotPlot():
            return dot_plot(chart, look)
