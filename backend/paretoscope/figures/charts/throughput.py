"""Where the time of a step goes, how many tokens come out of it, and the memory it takes."""

from collections.abc import Sequence

from paretoscope.figures.parts.colors import Theme, alpha, mix
from paretoscope.figures.parts.labels import EndLabel
from paretoscope.figures.parts.metric_panels import metric_panel, present
from paretoscope.figures.parts.objective_panels import counts
from paretoscope.figures.parts.panels import Panel, stacked
from paretoscope.figures.parts.template import Figure, Trace, awaited, meta, waiting
from paretoscope.figures.parts.traces import last, line, smooth
from paretoscope.pareto.run_data import RunData, SeriesData

HEIGHT = 300
PHASES = {"system/rollout_seconds": "rollout", "system/update_seconds": "update"}
WHOLE, TOKENS = "system/step_seconds", "system/tokens_per_second"
MEMORY = {"system/gpu_memory_gib": "GPU memory at most, GiB", "system/memory_gib": "memory, GiB"}
SHADES = (0.0, 0.45, 0.7)
"""Share of the card's colour in each phase's neutral shade."""


def draw_throughput(run: RunData, theme: Theme) -> Figure:
    """Draws seconds a step by phase, tokens a second, and memory, of `run`; of the GPU where it trains on one."""
    phases = present(run, list(PHASES)) or present(run, [WHOLE])
    tokens, memory = present(run, [TOKENS]), present(run, list(MEMORY))[:1]
    found = phases + tokens + memory
    header = meta(
        "Throughput",
        "seconds a step by phase, evaluation apart; completion tokens a second; memory",
        **counts(found),
        height=HEIGHT,
    )
    if not found:
        return waiting(theme, header, awaited(run, "step"))
    panels = [_phases(run, theme, phases)] if phases else []
    panels += [metric_panel(run, theme, one, "tokens a second", axis={"rangemode": "tozero"}) for one in tokens]
    panels += [metric_panel(run, theme, one, MEMORY[one.key], axis={"rangemode": "tozero"}) for one in memory]
    return stacked(theme, header, panels)


def _phases(run: RunData, theme: Theme, series: Sequence[SeriesData]) -> Panel:
    data: list[Trace] = []
    labels: list[EndLabel] = []
    below = 0.0
    for one, shade in zip(series, SHADES, strict=False):
        color = mix(theme.quiet, theme.card, shade)
        name = PHASES.get(one.key, "step")
        data.append(_area(run, one, name, color))
        end = last(smooth(one.last)) or 0.0
        labels.append(EndLabel(one.key, name, below + end / 2, theme.ink))
        below += end
    top = max((sum(values) for values in zip(*(_numbers(one) for one in series), strict=False)), default=1.0)
    return Panel("seconds a step", data, labels, {"rangemode": "tozero", "range": [0, top * 1.05 or 1.0]}, share=1.4)


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
