"""The version of Paretoscope that runs."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def package_version() -> str:
    """Returns the version of the installed package; a checkout that is not installed has none."""
    try:
        return version("paretoscope")
    except PackageNotFoundError:
        return "unknown"
