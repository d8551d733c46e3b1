"""Grafana's JSON of a dashboard, by Grafana's own SDK."""

import json
from typing import Any

from grafana_foundation_sdk.builders import common, dashboard, heatmap, prometheus, stat, timeseries
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import common as options
from grafana_foundation_sdk.models import dashboard as models
from grafana_foundation_sdk.models.heatmap import HeatmapColorMode
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

from deploy.grafana.panels import Board, Kind, Panel

DATASOURCE = models.DataSourceRef("prometheus", "${datasource}")
_LETTERS = "ABCDEFGHIJ"


def to_json(board: Board) -> str:
    """The file's text: the same for the same description, every time."""
    made = _dashboard(board).build()
    return json.dumps(made, cls=JSONEncoder, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _dashboard(board: Board) -> dashboard.Dashboard:
    made = (
        dashboard.Dashboard(board.title)
        .uid(board.uid)
        .description(board.about)
        .tags(["wirestream"])
        .readonly()
        .time(board.span, "now")
        .timezone("utc")
        .refresh("30s")
        .tooltip(models.DashboardCursorSync.CROSSHAIR)
        .link(
            dashboard.DashboardLink("Wirestream")
            .type(models.DashboardLinkType.DASHBOARDS)
            .tags(["wirestream"])
            .as_dropdown(as_dropdown=True)
            .keep_time(keep_time=True)
        )
        .with_variable(
            dashboard.DatasourceVariable("datasource").label("Data source").type("prometheus")
        )
        .with_variable(_variable("job", "label_values(up, job)"))
        .with_variable(_variable("instance", 'label_values(up{job=~"$job"}, instance)'))
    )
    number = 0
    for title, panels in board.rows.items():
        made.with_row(dashboard.Row(title))
        for panel in panels:
            number += 1
            made.with_panel(_panel(panel).id(number))
    return made


def _variable(name: str, query: str) -> dashboard.QueryVariable:
    return (
        dashboard.QueryVariable(name)
        .label(name.capitalize())
        .query(query)
        .datasource(DATASOURCE)
        .multi(multi=True)
        .include_all(include_all=True)
        .all_value(".+")
        .current(models.VariableOption(text="All", value="$__all", selected=True))
        .refresh(models.VariableRefresh.ON_TIME_RANGE_CHANGED)
        .sort(models.VariableSort.ALPHABETICAL_ASC)
    )


def _panel(panel: Panel) -> Any:
    made = _LOOKS[panel.kind](panel)
    made.title(panel.title).description(panel.about).datasource(DATASOURCE).unit(panel.unit)
    made.height(panel.height).span(panel.width).thresholds(_limits(panel))
    if panel.most is not None:
        made.max(panel.most)
    if panel.kind != Kind.HEAT:
        made.min(0)
    for letter, (legend, query) in zip(_LETTERS, panel.expressions().items(), strict=False):
        target = prometheus.Dataquery().ref_id(letter).expr(query).datasource(DATASOURCE).range()
        target.legend_format(legend or "__auto")
        if panel.kind == Kind.HEAT:
            target.format(PromQueryFormat.HEATMAP)
        made.with_target(target)
    return made


def _limits(panel: Panel) -> dashboard.ThresholdsConfig:
    steps = [models.Threshold(None, "green")]
    steps += [models.Threshold(value, colour) for value, colour in panel.limits.items()]
    return dashboard.ThresholdsConfig().mode(models.ThresholdsMode.ABSOLUTE).steps(steps)


def _lines(panel: Panel) -> timeseries.Panel:
    made = timeseries.Panel().fill_opacity(10).show_points(options.VisibilityMode.NEVER)
    made.legend(_legend()).tooltip(
        common.VizTooltipOptions()
        .mode(options.TooltipDisplayMode.MULTI)
        .sort(options.SortOrder.DESCENDING)
    )
    if panel.limits:
        made.thresholds_style(
            common.GraphThresholdsStyleConfig().mode(options.GraphThresholdsStyleMode.LINE)
        )
    return made


def _areas(panel: Panel) -> timeseries.Panel:
    stacked = common.StackingConfig().mode(options.StackingMode.NORMAL)
    return _lines(panel).fill_opacity(40).stacking(stacked)


def _number(_: Panel) -> stat.Panel:
    last = common.ReduceDataOptions().calcs(["lastNotNull"])
    return stat.Panel().reduce_options(last).graph_mode(options.BigValueGraphMode.AREA)


def _heat(panel: Panel) -> heatmap.Panel:
    colours = heatmap.HeatmapColorOptions().mode(HeatmapColorMode.SCHEME).scheme("Oranges")
    axis = heatmap.YAxisConfig().unit(panel.unit)
    return heatmap.Panel().calculate(calculate=False).color(colours).y_axis(axis)


def _legend() -> common.VizLegendOptions:
    return (
        common.VizLegendOptions()
        .display_mode(options.LegendDisplayMode.TABLE)
        .placement(options.LegendPlacement.BOTTOM)
        .show_legend(show_legend=True)
        .calcs(["lastNotNull", "max"])
    )


_LOOKS: dict[Kind, Any] = {
    Kind.LINES: _lines,
    Kind.AREAS: _areas,
    Kind.NUMBER: _number,
    Kind.HEAT: _heat,
}
