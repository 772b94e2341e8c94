"""The table of TeX commands, read once from its data file."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any, Final

TEX: Final[dict[str, Any]] = tomllib.loads(
    files(__package__).joinpath("tex.toml").read_text("utf-8")
)
