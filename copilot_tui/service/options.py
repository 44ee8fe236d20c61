"""What was given on the command line, the same for every front; None means that it was not given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """The common options. Precedence everywhere: option > environment > config.toml > the Pulumi CLI > default."""

    org: str | None = None
    url: str | None = None
    api_url: str | None = None
    data_dir: Path | None = None
    config: Path | None = None
    theme: str | None = None
    demo: bool = False
