from paretoscope_worker.runtime.seeds import Stream, derive_seed


def test_runs_streams_and_steps_have_seeds_of_their_own() -> None:
    seeds = {derive_seed(run, stream, step) for run in range(5) for stream in Stream for step in range(5)}
    assert len(seeds) == 5 * len(Stream) * 5
    assert all(0 <= seed < 2**63 for seed in seeds)


def test_seeds_never_change() -> None:
    assert derive_seed(0, Stream.ROLLOUT, 1) == derive_seed(0, Stream.ROLLOUT, 1) == 1554199118406742183
