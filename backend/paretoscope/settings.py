"""The settings of an operator, which are environment variables that start with ``PARETOSCOPE_``."""

import ipaddress
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from paretoscope.server_address import checked_address

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
FOLDER_BROKER = "filesystem://"

Paths = Annotated[tuple[Path, ...], NoDecode]
Names = Annotated[tuple[str, ...], NoDecode]


class Settings(BaseSettings):
    """Settings of one process. Defaults that depend on other settings are filled in, so that every field has a value.

    Raises:
        pydantic.ValidationError: a value is not allowed, such as a host that is not a loopback address without a token.
    """

    model_config = SettingsConfigDict(
        env_prefix="PARETOSCOPE_", env_ignore_empty=True, extra="ignore", use_attribute_docstrings=True
    )

    home: Path = Field(default=Path(".paretoscope"), validate_default=True)
    """Folder for the database, the broker's messages and the runs' files. It is made absolute."""
    database_url: str = ""
    """SQLAlchemy URL; if left out, SQLite in ``home``."""
    broker_url: str = FOLDER_BROKER
    """Celery broker: ``filesystem://`` (folders under ``home``) or ``redis://...``."""
    host: str = "127.0.0.1"
    """Address that the server listens on. Any address that is not a loopback address needs ``token``."""
    port: int = Field(default=8420, ge=1, le=65535)
    """Port that the server listens on."""
    server_url: str = ""
    """Address of the server for workers and clients; if left out, it is made from ``host`` and ``port``."""
    token: str | None = Field(default=None, min_length=8, max_length=512, repr=False)
    """Secret that every request must carry."""
    allowed_hosts: Names = ()
    """Additional ``Host`` names that the server accepts, separated by commas."""
    model_roots: Paths = ()
    """Folders from which policies may be loaded, separated as in PATH."""
    data_roots: Paths = ()
    """Folders from which task data may be read, separated as in PATH."""
    hub: bool = True
    """Whether policies, reward models and data sets may be fetched from the Hugging Face Hub."""
    judge_endpoints: Names = ()
    """Base URLs of OpenAI-compatible APIs that judges may use, separated by commas."""
    judge_keys: dict[str, str] = Field(default_factory=dict, repr=False)
    """API keys of those URLs that need one, as a JSON object from URL to key."""
    reward_modules: Names = ()
    """Python modules, including their submodules, from which runs may take reward functions, separated by commas.
    The setting of the worker is decisive."""
    bodies_mib: int = Field(default=64, ge=32, le=65_536)
    """Memory in MiB for the bodies of all requests together; beyond it, large ones are told to come again later."""
    body_seconds: float = Field(default=20.0, gt=0.0, le=3600.0)
    """Seconds in which the body of a request must arrive, and one second more for each 64 KiB of it."""
    slow_bodies: int = Field(default=50, ge=1, le=10_000)
    """Number of requests that may wait at once for a body that takes longer than a second to arrive."""
    lease_seconds: float = Field(default=30.0, gt=0.0, le=86_400.0)
    """Seconds after the last heartbeat of a claimed run until another worker may claim it."""
    heartbeat_seconds: float = Field(default=5.0, gt=0.0)
    """Seconds between heartbeats of a worker; at most a third of the lease."""
    external_lease_seconds: float = Field(default=300.0, gt=0.0, le=604_800.0)
    """Seconds without records or heartbeats of an external run until it counts as lost."""
    max_attempts: int = Field(default=3, ge=1, le=1000)
    """Number of times in a row, without a newer checkpoint in between, that the process of a run may die before the run
    is marked as crashed."""
    checkpoint_url: str = Field(default="", max_length=2000, repr=False)
    """Where workers keep copies of checkpoints for each other: a shared folder, or a URL that fsspec opens, such as
    ``s3://bucket/folder``. The server and all workers need the same value. If left out, checkpoints stay where they
    are written."""
    checkpoint_wait_seconds: float = Field(default=120.0, ge=0.0, le=86_400.0)
    """Seconds that a queued run waits for a worker that has its checkpoint, before another worker starts it over."""
    min_free_gib: float = Field(default=0.5, ge=0.0, le=1e6)
    """Free space in GiB that a worker keeps on its disk: it takes no run that would leave less."""
    sweep_seconds: float = Field(default=5.0, gt=0.0, le=3600.0)
    """Seconds between the server's searches for expired leases and lost messages."""

    @field_validator("home")
    @classmethod
    def _home_is_absolute(cls, home: Path) -> Path:
        return home.expanduser().resolve()

    @field_validator("model_roots", "data_roots", mode="before")
    @classmethod
    def _split_paths(cls, value: Any) -> Any:
        return [part for part in value.split(os.pathsep) if part.strip()] if isinstance(value, str) else value

    @field_validator("model_roots", "data_roots")
    @classmethod
    def _roots_are_absolute(cls, roots: tuple[Path, ...]) -> tuple[Path, ...]:
        return tuple(root.expanduser().resolve() for root in roots)

    @field_validator("allowed_hosts", "judge_endpoints", "reward_modules", mode="before")
    @classmethod
    def _split_names(cls, value: Any) -> Any:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("allowed_hosts")
    @classmethod
    def _names_are_lower_case(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name.lower() for name in names)

    @field_validator("judge_endpoints")
    @classmethod
    def _endpoints_are_urls(cls, urls: tuple[str, ...]) -> tuple[str, ...]:
        for url in urls:
            if not url.startswith(("http://", "https://")):
                raise ValueError(f"'{url}' is not the URL of an API. Give base URLs such as http://judge:8000/v1.")
        return tuple(url.rstrip("/") for url in urls)

    @field_validator("judge_keys")
    @classmethod
    def _keys_go_by_plain_urls(cls, keys: dict[str, str]) -> dict[str, str]:
        return {url.rstrip("/"): key for url, key in keys.items()}

    @field_validator("database_url")
    @classmethod
    def _name_the_driver(cls, url: str) -> str:
        scheme, separator, rest = url.partition("://")
        return f"postgresql+psycopg://{rest}" if separator and scheme in {"postgres", "postgresql"} else url

    @field_validator("server_url")
    @classmethod
    def _server_url_is_an_address(cls, url: str) -> str:
        return checked_address(url) if url else url

    @model_validator(mode="after")
    def _fill_in(self) -> Self:
        self.database_url = self.database_url or f"sqlite:///{self.home / 'paretoscope.db'}"
        self.server_url = self.server_url or _url_of(self.host, self.port)
        return self

    @model_validator(mode="after")
    def _token_beyond_this_machine(self) -> Self:
        if not self.is_loopback and self.token is None:
            raise ValueError(
                f"The host {self.host} can be reached from other machines, and everyone who reaches the server can "
                "start runs. Set PARETOSCOPE_TOKEN to a secret of at least 8 characters, or listen on 127.0.0.1."
            )
        return self

    @model_validator(mode="after")
    def _heartbeats_fit_the_lease(self) -> Self:
        if self.heartbeat_seconds > self.lease_seconds / 3:
            raise ValueError(
                f"A heartbeat every {self.heartbeat_seconds:g} s is too rare for a lease of {self.lease_seconds:g} s, "
                "because the run would be lost after one late answer. "
                f"Set PARETOSCOPE_HEARTBEAT_SECONDS to at most {self.lease_seconds / 3:g}."
            )
        return self

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)

    @property
    def runs_folder(self) -> Path:
        """Folder with one folder per run."""
        return self.home / "runs"

    @property
    def policy_roots(self) -> tuple[Path, ...]:
        """Folders from which policies may be loaded: the operator's, and the checkpoints of runs."""
        return (*self.model_roots, self.runs_folder)

    @property
    def broker_folder(self) -> Path:
        """Folder of the messages of the ``filesystem://`` broker."""
        return self.home / "broker"


def is_inside(path: Path, roots: Iterable[Path]) -> bool:
    """Whether a path leads into one of some folders, symbolic links followed."""
    try:
        resolved = path.expanduser().resolve()
    except (OSError, RuntimeError, ValueError):
        return False
    return any(resolved.is_relative_to(root) for root in roots)


def is_loopback(host: str) -> bool:
    """Whether a host name or address is a loopback address."""
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _url_of(host: str, port: int) -> str:
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - all addresses include the loopback address
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
