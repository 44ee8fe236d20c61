"""The plans of single files and of many documents, with the same fields as a project's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from copilot_tui.domain.planned import PlannedFile
from copilot_tui.export.naming import safe_name

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class FilePlan:
    """One file, nothing to run."""

    files: tuple[PlannedFile, ...]
    warnings: Sequence[str] = ()
    config_hints: Sequence[str] = ()
    commands: Sequence[str] = ()

    @property
    def name(self) -> str:
        """The file's name."""
        return self.files[0].path

    @classmethod
    def of(cls, file: PlannedFile, name: str | None = None) -> Self:
        """The plan for a file, under another name where one is chosen; that keeps the suffix."""
        if not name or not name.strip():
            return cls((file,))
        suffix = "." + file.path.rpartition(".")[2] if "." in file.path else ""
        chosen = safe_name(name.strip().removesuffix(suffix), fallback="program", suffix=suffix)
        return cls((PlannedFile(chosen, file.text),))


@dataclass(frozen=True, slots=True)
class FolderPlan:
    """Files for a folder of their own, nothing to run."""

    name: str
    """The folder's name."""
    files: tuple[PlannedFile, ...]
    warnings: Sequence[str] = ()
    config_hints: Sequence[str] = ()
    commands: Sequence[str] = ()

    def named(self, name: str | None) -> FolderPlan:
        """The same for a folder of another name, where one is chosen."""
        return replace(self, name=safe_name(name, fallback=self.name)) if name and name.strip() else self
