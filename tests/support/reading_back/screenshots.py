"""What a browser showed when a test ended, for a person to look at."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from books import ROOT

FOLDER = ROOT / "build" / "screenshots"


def keep_screenshot(page: Page, test: str, number: int = 0) -> None:
    """Write ``build/screenshots/<test>.png``: the part of the page that was in view."""
    if page.is_closed():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w.-]+", "-", test.removeprefix("test_")).strip("-")
    page.screenshot(path=FOLDER / f"{name}{f'-{number}' if number else ''}.png")
