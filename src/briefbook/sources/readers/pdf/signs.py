"""Patterns of lines: the ends of sentences, the beginnings of list items."""

from __future__ import annotations

import re

ENDS = re.compile(r"[.!?…。！？؟।:][\"'”’»)\]]*$")
BULLET = re.compile(r"[•●▪■◦‣∙·○–—\-*\uf000-\uf0ff➢➔✓❖]\s+(?=\S)|[!.>»]\s+(?=[^\W\d_])")
ORDINAL = re.compile(r"\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s+(?=\S)")
