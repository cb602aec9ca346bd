"""The specification of a figure: its name, the data it needs, and its options, which are checked here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from paretoscope.figures.parts.colors import THEMES, Theme
from paretoscope.figures.parts.template import Figure
from paretoscope.pareto.run_data import RunData
from paretoscope.pareto.view import WHOLE, View
from paretoscope.schema.metrics.metric import Metric


class FigureOptionError(ValueError):
    """An option is invalid for the figure or for the run. `option` is its name."""

    def __init__(self, option: str, message: str) -> None:
        super().__init__(message)
        self.option = option


@dataclass(frozen=True)
class Option:
    """One option of a figure. Without `choices`, its value is the name of an objective, or of a group if `of_group`."""

    name: str
    description: str
    choices: tuple[str, ...] = ()
    default: str | None = None
    of_group: bool = False


@dataclass(frozen=True)
class FigureSpec:
    """One figure, which is a pure function of one run, or of several runs if `many`."""

    name: str
    description: str
    draw: Callable[..., Figure]
    """``draw(run, theme, **options)``, or ``draw(runs, theme, **options)`` if `many`."""
    metrics: tuple[Metric, ...] = ()
    """Metrics that the figure reads."""
    needs: tuple[Metric, ...] = ()
    """Metrics without any of which the figure is empty, if these are not all that it reads."""
    options: tuple[Option, ...] = ()
    many: bool = False
    grouped: bool = False
    """Whether it shows groups of runs, which the request chooses with `by`."""
    measured: bool = False
    """Whether it shows points on common axes, which the request chooses with a `View`."""

    @property
    def prefixes(self) -> tuple[str, ...]:
        """Prefixes of the keys of its metrics."""
        return tuple(metric.prefix for metric in self.metrics)

    @property
    def needed(self) -> tuple[str, ...]:
        """Prefixes of the keys without any of which the figure is empty."""
        return tuple(metric.prefix for metric in self.needs or self.metrics)

    def schema(self) -> dict[str, Any]:
        """Returns the JSON Schema of the figure's options."""
        properties: dict[str, Any] = {
            option.name: {"type": "string", "description": option.description}
            | ({"enum": list(option.choices)} if option.choices else {})
            | ({"default": option.default} if option.default else {})
            for option in self.options
        }
        if self.grouped:
            properties["by"] = {
                "type": "array",
                "items": {"type": "string"},
                "description": "Fields of the config to group by; if left out, all but name and seed.",
            }
        return {"type": "object", "properties": properties, "additionalProperties": False}

    def figure(
        self,
        runs: Sequence[RunData],
        theme: str = "light",
        options: Mapping[str, str] | None = None,
        chosen: View = WHOLE,
    ) -> Figure:
        """Draws the figure.

        Args:
            runs: exactly one run, or one or more if `many`.
            theme: `light` or `dark`.
            options: values by option name, as in a URL.
            chosen: which points are shown and on which axes, if the figure is `measured`.

        Returns:
            Plotly JSON: ``{"data": [...], "layout": {...}}``.

        Raises:
            FigureOptionError: the theme or an option is unknown, a value is not one of the choices, the runs do not all
                have an objective, or the figure cannot draw this number of runs.
            NothingSharedError: the runs of a figure of many share no objective.
            ViewError: the chosen axes do not fit the runs.
        """
        given: dict[str, Any] = {**self._checked(options or {}, runs), **({"chosen": chosen} if self.measured else {})}
        colors = _theme(theme)
        figure = self.draw(runs, colors, **given) if self.many else self.draw(runs[0], colors, **given)
        return _without_legend(figure)

    def _checked(self, options: Mapping[str, str], runs: Sequence[RunData]) -> dict[str, str]:
        self._check_runs(runs)
        known = {option.name: option for option in self.options}
        for name, value in options.items():
            if name not in known:
                raise FigureOptionError(
                    name, f"The figure '{self.name}' has no option '{name}'. {_list('Its options are', known)}"
                )
            self._check_value(known[name], value, runs)
        return dict(options)

    def _check_runs(self, runs: Sequence[RunData]) -> None:
        if not runs:
            raise FigureOptionError("run", f"The figure '{self.name}' needs a run. Give one with run=<id>.")
        if len(runs) > 1 and not self.many:
            raise FigureOptionError(
                "run",
                f"The figure '{self.name}' shows one run, but {len(runs)} were given. Request one figure per run.",
            )

    def _check_value(self, option: Option, value: str, runs: Sequence[RunData]) -> None:
        if option.choices:
            allowed: Sequence[str] = option.choices
        elif option.of_group:
            allowed = list(dict.fromkeys(run.group or run.name for run in runs))
        else:
            names = [[one.name for one in run.measured] for run in runs]
            allowed = [name for name in names[0] if all(name in others for others in names)]
        if value not in allowed:
            what = (
                "one of its choices"
                if option.choices
                else "the label of a group"
                if option.of_group
                else "an objective of " + ("all these runs" if self.many else "this run")
            )
            raise FigureOptionError(
                option.name, f"{option.name}='{value}' is not {what}. {_list('Choose from', allowed)}"
            )


def _without_legend(figure: Figure) -> Figure:
    """Hides every trace from the legend. The empty legend stays, because unified hover uses its order."""
    for trace in figure["data"]:
        trace.setdefault("showlegend", False)
    return figure


def _list(lead: str, names: Mapping[str, Any] | Sequence[str]) -> str:
    return f"{lead}: {', '.join(names)}." if names else "There are none; leave it out."


def _theme(name: str) -> Theme:
    for known, theme in THEMES.items():
        if known == name:
            return theme
    raise FigureOptionError("theme", f"theme='{name}' is not a theme. Choose from: light, dark.")
