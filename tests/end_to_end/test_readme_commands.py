"""The commands of the README work on the README's own config."""

import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from .stack import PARETOSCOPE, Stack

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
SHORTER: dict[str, dict[str, Any]] = {
    "task": {"type": "arithmetic", "validation_prompts": 16, "test_prompts": 8},
    "budget": {"steps": 12, "prompts_per_step": 2},
    "rollout": {"engine": "transformers", "temperature": 1.0, "max_new_tokens": 16},
    "evaluation": {"every": 1},
    "checkpoints": {"every": 1},
}
"""Most checkpoints go, as in the long run that the README shows."""


def commands(name: str) -> list[list[str]]:
    """Returns the arguments of the commands of a name that the README shows."""
    lines = re.findall(rf"^\.venv/bin/paretoscope ({name} .*?)(?:\s+#.*)?$", README, re.MULTILINE)
    return [shlex.split(line) for line in lines]


def paretoscope(stack: Stack, folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [*PARETOSCOPE, *arguments],
        env={**stack.environment, "PARETOSCOPE_SERVER_URL": stack.client.server_url},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    return done.stdout


@pytest.mark.timeout(600)
def test_the_commands_for_policies_work_on_the_config_of_the_readme(stack: Stack, tmp_path: Path) -> None:
    config = yaml.safe_load(re.search(r"```yaml\n(name:.*?)```", README, re.DOTALL)[1])  # type: ignore[index]
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(config | SHORTER))
    run = commands("run")[0]
    paretoscope(stack, tmp_path, *run)
    trained = next(stack.client.all_runs(sort="-created_at"))
    assert trained.status == "completed"

    shown = [*commands("export"), *commands("soup")]
    assert len(shown) == 2
    for arguments in shown:
        paretoscope(stack, tmp_path, *(part.replace("RUN", trained.id) for part in arguments))
    assert (tmp_path / "folder" / "README.md").is_file()
    soup = next(stack.client.all_runs(sort="-created_at"))
    assert soup.method == "interpolation"
    assert stack.client.wait(soup.id, timeout_seconds=120).status == "completed"
