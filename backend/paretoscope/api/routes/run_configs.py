"""Run configs: their schema, presets, and a check before launch."""

from functools import cache
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from paretoscope.api.http import examples
from paretoscope.api.http.dependencies import UsesServices
from paretoscope.api.http.responses import answers, writes
from paretoscope.runs.lifecycle.allowed_paths import settle_paths
from paretoscope.schema.answers.config import CheckedConfig, PresetsAnswer, PresetView
from paretoscope.schema.presets import PRESETS
from paretoscope.schema.run_config import RunConfig

router = APIRouter(prefix="/api", tags=["run configs"])


class ConfigToCheck(BaseModel):
    """A config to check."""

    model_config = ConfigDict(
        extra="forbid",
        use_attribute_docstrings=True,
        json_schema_extra={"examples": [{"config": examples.CONFIG}]},
    )

    config: RunConfig
    """The config."""


@router.get("/schema/run-config", summary="Get the schema of a run config", responses=answers(examples.CONFIG_SCHEMA))
def get_run_config_schema() -> dict[str, Any]:
    """Returns the JSON Schema of a run config. Its descriptions are the tooltips of the form."""
    return _schema()


@router.get("/presets", summary="List presets", responses=answers(examples.PRESETS))
def get_presets() -> PresetsAnswer:
    """Lists the presets, which are configs to start from."""
    return PresetsAnswer(
        presets=[
            PresetView(
                id=preset.id,
                group=preset.group,
                title=preset.title,
                description=preset.description,
                config=preset.config.model_dump(mode="json"),
            )
            for preset in PRESETS
        ]
    )


@router.post("/run-configs/validate", summary="Check a config", responses=writes(examples.CHECKED_CONFIG))
def post_validate(body: ConfigToCheck, services: UsesServices) -> CheckedConfig:
    """Checks a config like a launch, and returns it with its defaults filled in."""
    return CheckedConfig(config=settle_paths(body.config, services.settings).model_dump(mode="json"))


@cache
def _schema() -> dict[str, Any]:
    return RunConfig.model_json_schema()
