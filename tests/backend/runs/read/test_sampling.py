"""Drawing some of many runs evenly from their groups."""

from collections import Counter

import pytest

from paretoscope.runs.lifecycle.transitions import create_run
from paretoscope.runs.read.sampling import compared_runs, shares
from paretoscope.store.database import Database

from ...run_configs import run_config
from ..reports import START


@pytest.mark.parametrize(
    ("sizes", "most", "expected"),
    [
        ({0: 5, 1: 5}, 4, {0: 2, 1: 2}),
        ({0: 1, 1: 9, 2: 9}, 9, {0: 1, 1: 4, 2: 4}),
        ({0: 9, 1: 1, 2: 9}, 8, {1: 1, 0: 3, 2: 4}),
        ({0: 2, 1: 2}, 10, {0: 2, 1: 2}),
        ({0: 3, 1: 3, 2: 3}, 2, {0: 0, 1: 1, 2: 1}),
    ],
)
def test_groups_give_as_equal_shares_as_their_sizes_allow(
    sizes: dict[int, int], most: int, expected: dict[int, int]
) -> None:
    assert shares(sizes, most) == expected


def test_the_same_runs_are_drawn_every_time_in_their_own_order(database: Database) -> None:
    methods = ["fixed"] * 8 + ["gradient"] * 8 + ["mgda"]
    with database.write() as session:
        ids = [
            create_run(session, run_config(weighting={"type": method}, seed=seed), START).id
            for seed, method in enumerate(methods)
        ]
    with database.read() as session:
        drawn = compared_runs(session, ids, ["weighting.type"], most=7)
        assert Counter(run.config["weighting"]["type"] for run in drawn) == {"fixed": 3, "gradient": 3, "mgda": 1}
        chosen = [run.id for run in drawn]
        assert chosen == [one for one in ids if one in chosen]
        assert chosen == [run.id for run in compared_runs(session, ids, ["weighting.type"], most=7)]
        assert [run.id for run in compared_runs(session, ids, [], most=17)] == ids
