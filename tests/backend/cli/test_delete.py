"""A run is deleted from the command line, after one question."""

import pytest
from typer.testing import CliRunner

from paretoscope.cli import app
from paretoscope.client import Client, ConflictError, NotFoundError
from paretoscope.schema.control import Finish

from ...services.api_server import ApiServer
from ..run_configs import run_config


def test_a_run_that_has_ended_is_deleted_after_one_question(empty_server: ApiServer) -> None:
    runner, environment = CliRunner(), {"PARETOSCOPE_SERVER_URL": empty_server.url}
    with Client(empty_server.url) as client:
        run_id = client.create_run(run_config(name="old one"), external=True).id
        running = runner.invoke(app, ["delete", run_id, "--yes"], env=environment)
        assert isinstance(running.exception, ConflictError)
        client.finish(run_id, Finish(attempt=1, outcome="completed"))

        kept = runner.invoke(app, ["delete", run_id], input="n\n", env=environment)
        assert "Delete 'old one' (completed at step 0) for good?" in kept.output
        assert client.run(run_id).name == "old one"

        deleted = runner.invoke(app, ["delete", run_id], input="y\n", env=environment)
        assert deleted.exit_code == 0
        with pytest.raises(NotFoundError):
            client.run(run_id)
