"""What the progress of a run says."""

from datetime import UTC, datetime, timedelta

import pytest

from paretoscope.api.http.examples.runs import RUN
from paretoscope.cli.progress import ProgressBoard
from paretoscope.schema.answers.run import Run


def test_a_lost_run_says_for_how_long_it_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    reported = datetime.now(UTC) - timedelta(minutes=24, seconds=3)
    board = ProgressBoard()

    board.show([Run.model_validate(RUN | {"status": "lost", "reported_at": reported})])

    assert "lost at step 85, no report for 24 min" in capsys.readouterr().out
