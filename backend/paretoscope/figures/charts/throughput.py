"""Time per step by phase, throughput in tokens, and memory."""

from collections.abc import Sequence

from paretoscope.figures.parts.colors import Theme, alpha, mix
from paretoscope.figures.parts.labels import EndLabel
from paretoscope.figures.parts.metric_panels import metric_panel, present
from paretoscope.figures.parts.objective_panels import counts
from paretoscope.figures.parts.panels import Panel, stacked
from paretoscope.figures.parts.template import Figure, Trace, meta, waiting
from paretoscope.figures.parts.traces import last, line, smooth
from paretoscope.pareto.run_data import RunData, SeriesData
from paretoscope.schema.metrics.keys import (
    GPU_MEMORY,
    MEMORY,
    ROLLOUT_SECONDS,
    STEP_SECONDS,
    THROUGHPUT,
    UPDATE_SECONDS,
)

HEIGHT = 300
PHASES = {ROLLOUT_SECONDS: "rollout", UPDATE_SECONDS: "update"}
BANDS = {metric.key: name for metric, name in PHASES.items()}
MEMORIES = {metric.key: metric for metric in (GPU_MEMORY, MEMORY)}
"""The first one that the run reports is drawn."""
METRICS = (*PHASES, STEP_SECONDS, THROUGHPUT, GPU_MEMORY, MEMORY)
SHADES = (0.0, 0.45, 0.7)
"""Share of the card's colour in the neutral colour of each phase."""


def draw_throughput(run: RunData, theme: Theme) -> Figure:
    """Draws seconds per step by phase, tokens per second, and memory, which is GPU memory if `run` trains on a GPU."""
    phases = present(run, PHASES) or present(run, [STEP_SECONDS])
    tokens, memory = present(run, [THROUGHPUT]), present(run, MEMORIES.values())[:1]
    found = phases + tokens + memory
    header = meta(
        "Throughput",
        "seconds per step by phase, without evaluation; completion tokens per second; memory",
        **counts(found),
        height=HEIGHT,
    )
    if not found:
        return waiting(theme, header, "Waiting for the first step")
    panels = [_phases(run, theme, phases)] if phases else []
    panels += [metric_panel(run, theme, one, THROUGHPUT.title, axis={"rangemode": "tozero"}) for one in tokens]
    panels += [metric_panel(run, theme, one, MEMORIES[one.key].title, axis={"rangemode": "tozero"}) for one in memory]
    return stacked(theme, header, panels)


def _phases(run: RunData, theme: Theme, series: Sequence[SeriesData]) -> Panel:
    data: list[Trace] = []
    labels: list[EndLabel] = []
    below = 0.0
    for one, shade in zip(series, SHADES, strict=False):
        color = mix(theme.quiet, theme.card, shade)
        name = BANDS.get(one.key, "step")
        data.append(_area(run, one, name, color))
        end = last(smooth(one.last)) or 0.0
        labels.append(EndLabel(one.key, name, below + end / 2, theme.ink))
        below += end
    top = max((sum(values) for values in zip(*(_numbers(one) for one in series), strict=False)), default=1.0)
    return Panel("seconds per step", data, labels, {"rangemode": "tozero", "range": [0, top * 1.05 or 1.0]}, share=1.4)


def _area(run: RunData, series: SeriesData, name: str, color: str) -> Trace:
    drawn = line(run, series.key, series.steps, series.last, name=name, color=color, width=1)
    return {
        **drawn,
        "stackgroup": "phase",
        "stackgaps": "interpolate",
        "fillcolor": alpha(color, 0.35),
        "type": "scatter",
    }


def _numbers(series: SeriesData) -> list[float]:
    return [value or 0.0 for value in series.last]
