"""Names inside a checkpoint's folder. The worker writes them, and the client reads them, perhaps on another machine."""

POLICY = "policy"
"""Folder of the policy, a transformers model with its tokenizer."""
FILES = "files.json"
"""JSON file with the size in bytes of every file of the checkpoint, by its path with slashes. It shows which files are incomplete."""
STEP = "step-"
"""Start of the names of checkpoints."""


def checkpoint_name(step: int) -> str:
    """Returns the name of the checkpoint of a step."""
    return f"{STEP}{step:06d}"
