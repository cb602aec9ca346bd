"""The version of Paretoscope."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def package_version() -> str:
    """Returns the version of the installed package. A checkout that is not installed has none."""
    try:
        return version("paretoscope")
    except PackageNotFoundError:
        return "unknown"
