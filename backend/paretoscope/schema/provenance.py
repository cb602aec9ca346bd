"""What produced the results of an attempt: code, libraries, machine and data."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from paretoscope.schema.stored_values import StorableText

Short = Annotated[StorableText, Field(max_length=200)]


class Provenance(BaseModel):
    """What produced the results of one attempt."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    version: Short
    """Version of Paretoscope."""
    commit: Short | None = None
    """Commit of Paretoscope's checkout, with `+` at the end if it had local changes; null for an installed package."""
    python: Short
    """Version of Python."""
    torch: Short
    """Version of PyTorch."""
    transformers: Short
    """Version of transformers."""
    device: Short
    """Name of the device that trained the policy."""
    gpus: int = Field(default=0, ge=0, le=100_000)
    """Number of GPUs that trained together; 0 on a CPU."""
    threads: int = Field(ge=1, le=100_000)
    """Number of threads per process that PyTorch used on the CPU."""
    hostname: Short
    """Name of the machine."""
    config_hash: Short
    """Hash of the config without name and seed. Runs with the same hash are replicates."""
    data_fingerprint: Short
    """Hash of the prompts and answers of all splits."""
