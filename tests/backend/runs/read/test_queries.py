"""Queries that choose runs: what they find, and what they say to a text that is none."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paretoscope.runs.lifecycle.transitions import create_run
from paretoscope.runs.read.listing import RunFilter, list_runs
from paretoscope.runs.read.query.conditions import query_condition
from paretoscope.runs.read.query.grammar import MAX_COMPARISONS, MAX_DEPTH, MAX_LENGTH
from paretoscope.runs.refusals import InvalidError
from paretoscope.store.database import Database
from paretoscope.store.models import SweepRow

from ...run_configs import run_config
from ..reports import START, evaluation, metrics, report

QUERIES = {
    "objective.accuracy > 0.6": {"b"},
    "objective.accuracy >= 0.6": {"b", "a"},
    "objective.accuracy < 0.6": set(),
    "objective.accuracy = none": {"c", "d"},
    "not objective.accuracy > 0.6": {"a", "c", "d"},
    "objective.accuracy != 0.6": {"b", "c", "d"},
    "objective.nothing > 0": set(),
    "method = gradient": {"b"},
    "method != gradient": {"a", "c", "d"},
    'method = gradient and tag = paper and status = "running"': {"b"},
    "weighting.type = gradient": {"b"},
    "config.weighting.type ~ GRAD": {"b"},
    "weighting.compared_steps > 0": {"b"},
    "weighting.compared_steps = none": {"a", "c", "d"},
    "weighting.eta = none": {"a", "b", "c", "d"},
    "weighting = none": set(),
    "seed = 3": {"c"},
    "seed < 3": {"a", "b", "d"},
    'seed = "3"': set(),
    "budget.steps = 12 or seed = 3": {"c"},
    "tag = paper": {"a", "b"},
    "tag ~ APE": {"a", "b"},
    'tag = "table 2"': {"a"},
    "tag = none": {"c", "d"},
    'tag = "none"': set(),
    "tag != paper": {"c", "d"},
    "tag = paper and not tag = 'table 2'": {"b"},
    "sweep = nights": {"d"},
    "sweep = sweep1": {"d"},
    "sweep ~ IGHT": {"d"},
    "sweep = none": {"a", "b", "c"},
    "sweep != none": {"d"},
    "name = a or name = b or name = c": {"a", "b", "c"},
    "name = a OR NOT name = a AND name = b": {"a", "b"},
    "(name = a or name = b) and name = b": {"b"},
    "not (name = a or name = b)": {"c", "d"},
    "not not name = a": {"a"},
    'notes ~ "100%"': {"a"},
    'notes ~ "_"': set(),
    r'notes = "100% \"sure\""': {"a"},
    "id = none": set(),
    "created > 2025-01-01 and created < 9999-01-01": {"a", "b", "c", "d"},
    "finished = none and worker = none": {"a", "b", "c", "d"},
    "preference.accuracy = 0.5": {"a", "b", "c", "d"},
    "metric.policy/kl > 0.2": {"b"},
    "metric.policy/kl = none": {"a", "c", "d"},
    "step >= 0 and total_steps > 1e6": set(),
    "hypervolume = none": {"c", "d"},
    "hypervolume > 0.1": {"b"},
    'name = "a\' OR 1=1 --"': set(),
    'tag ~ "%"': set(),
}


@pytest.fixture
def runs(database: Database) -> dict[str, str]:
    """Returns the names of four runs by id: two have points, one has another seed, and one belongs to a sweep."""
    made = {}
    with database.write() as session:
        session.add(SweepRow(id="sweep1", name="nights", definition={}, created_at=START))
        for number, (name, sections, tags, notes) in enumerate(
            [
                ("a", {}, ["paper", "table 2"], '100% "sure"'),
                ("b", {"weighting": {"type": "gradient"}}, ["paper"], ""),
                ("c", {"seed": 3}, [], ""),
                ("d", {}, [], ""),
            ]
        ):
            created = START + timedelta(seconds=number)
            config = run_config(name=name, **sections)
            run = create_run(session, config, created, external=name in "ab", tags=tags, notes=notes)
            run.sweep_id = "sweep1" if name == "d" else None
            made[name] = run.id
    report(database, made["a"], 1, evaluation(0, 0.6, 30.0, hypervolume=0.1))
    report(database, made["b"], 1, metrics(1, policy__kl=0.25), evaluation(0, 0.7, 30.0, hypervolume=0.2))
    return {run_id: name for name, run_id in made.items()}


def found(database: Database, query: str) -> set[str]:
    with database.read() as session:
        page = list_runs(session, RunFilter(query=query), "created_at", START, limit=100, cursor=None)
    return {run.id for run in page.runs}


def test_a_query_finds_the_runs_that_match_it(database: Database, runs: dict[str, str]) -> None:
    wrong = {
        query: names
        for query, expected in QUERIES.items()
        if (names := {runs[run_id] for run_id in found(database, query)}) != expected
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("   ", "At its beginning: a name is expected, not the end"),
        ("method", "At character 7, after 'method': one of ="),
        ("method =", "a value is expected, not the end"),
        ("method = gradient fixed", "At character 19, after 'method = gradient ': 'fixed' follows"),
        ("method = gradient and", "a name is expected, not the end"),
        ("= 3", "At its beginning: a name is expected, not '='"),
        ("and = 3", "At its beginning: a name is expected, not 'and'"),
        ("(method = gradient", "a ) is expected, not the end"),
        ("method = gradient)", "At character 18, after 'method = gradient': this bracket closes nothing"),
        ("method ! gradient", "'!' means nothing here"),
        ('name = "a', "At character 8, after 'name = ': this quote is not closed"),
        ("colour = red", "At its beginning: runs have no 'colour'"),
        ("objective. > 1", "runs have no 'objective.'"),
        ("step > many", "step is compared with a number, not 'many'"),
        ("step > nan", "step is compared with a number, not 'nan'"),
        ("step > 1e999", "step is compared with a number, not '1e999'"),
        ("step ~ 3", "cannot be compared by ~"),
        ("name < a", "cannot be compared by <"),
        ("status = happy", "this is no status, not 'happy'"),
        ("created > yesterday", "created is compared with a time"),
        ("weighting.type > fixed", "is compared with a number, not 'fixed'"),
        (f"{'(' * (MAX_DEPTH + 2)}name = a", f"more than {MAX_DEPTH} brackets"),
        (f"{'not ' * (MAX_DEPTH + 2)}name = a", f"more than {MAX_DEPTH} brackets"),
        (" or ".join(["name = a"] * (MAX_COMPARISONS + 1)), f"more than {MAX_COMPARISONS} comparisons"),
        ("x" * (MAX_LENGTH + 1), "more than 1,000 characters"),
    ],
)
def test_a_text_that_is_no_query_is_refused_at_its_place(query: str, place: str) -> None:
    with pytest.raises(InvalidError) as refused:
        query_condition(query)

    assert place in refused.value.detail
    assert refused.value.field == "q"


@given(st.text(max_size=60))
def test_any_text_is_a_query_or_is_refused(text: str) -> None:
    with suppress(InvalidError):
        query_condition(text)


def test_the_largest_query_is_answered(database: Database, runs: dict[str, str]) -> None:
    query = " or ".join(["seed=9"] * (MAX_COMPARISONS - 1) + ["name=a"])
    deep = f"{'(' * MAX_DEPTH}name=b{')' * MAX_DEPTH}"

    assert {runs[run_id] for run_id in found(database, query)} == {"a"}
    assert {runs[run_id] for run_id in found(database, deep)} == {"b"}
