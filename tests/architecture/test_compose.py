"""The production set-up is a valid compose file whose containers run what the README says."""

import subprocess
from pathlib import Path

import yaml

from ..services.programs import compose_program

ROOT = Path(__file__).parents[2]


def test_compose_accepts_the_file() -> None:
    command = [compose_program(), "config", "-q"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == 0, done.stderr


def test_the_five_services_exist_and_their_dockerfiles_too() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]

    assert set(services) == {"postgres", "redis", "migrate", "api", "worker"}
    for service in services.values():
        if "build" in service:
            assert (ROOT / service["build"]["dockerfile"]).is_file()


def test_only_the_api_is_published_and_only_on_loopback() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]

    published = {name: service["ports"] for name, service in services.items() if "ports" in service}
    assert published == {"api": ["127.0.0.1:8420:8420"]}
