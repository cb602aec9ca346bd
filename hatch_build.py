"""What a build adds: the built page and the migrations to the package, and a readme for package indexes."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

RELATIVE_LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\]]*)\]\((?P<path>(?![a-z]+:|#)[^)\s]+)\)")


class PageHook(BuildHookInterface[Any]):
    """Builds the page where it is missing or stale. A wheel also gets the migrations; an editable install does not."""

    def dependencies(self) -> list[str]:
        """Returns Node from PyPI if this machine has none and the page is not built."""
        page = self._page()
        return [] if page is None or page.is_built() or page.node_on_path() else [page.NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds the page before files are collected."""
        page = self._page()
        if page is not None:
            page.build_page()
        if version == "standard" and self.target_name == "wheel":
            build_data["force_include"]["migrations"] = "paretoscope/migrations"

    def _page(self) -> ModuleType | None:
        """Loads the page's build script; returns None where the page's sources are missing."""
        script = Path(self.root) / "frontend" / "build_page.py"
        if not script.is_file():
            return None
        spec = importlib.util.spec_from_file_location("build_page", script)
        if spec is None or spec.loader is None:
            raise ImportError(str(script))
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module


class ReadmeHook(MetadataHookInterface):
    """Makes the readme that package indexes show from README.md."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Adds the readme to the project's metadata."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        repository = metadata.get("urls", {}).get("Repository")
        metadata["readme"] = {"content-type": "text/markdown", "text": readme_for_index(text, repository)}


def readme_for_index(text: str, repository: str | None) -> str:
    """Returns a README whose relative links work on a package index, which has none of the repository's files.

    Args:
        text: the README.
        repository: address of the repository on a host with GitHub's paths. If None, relative pictures are left out
            and relative links become plain text.
    """

    def rewritten(link: re.Match[str]) -> str:
        if repository is None:
            return "" if link["image"] else link["text"]
        kind = "raw" if link["image"] else "blob"
        return f"{link['image']}[{link['text']}]({repository.rstrip('/')}/{kind}/HEAD/{link['path']})"

    return RELATIVE_LINK.sub(rewritten, text)
