"""Look for barriers on every page of a built site, with axe-core.

``python bench/axe.py build/html`` opens each page at two widths, light and dark,
and exits with 1 where axe finds something.
"""

from __future__ import annotations

import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
# Else axe itself requests the style sheets, which a page from the disk may not.
RULES = {"preload": False, "resultTypes": ["violations"]}


def main(site: Path) -> int:
    """Print each finding with its page; return how many there are."""
    pages = sorted(path for path in site.rglob("*.html") if "_static" not in path.parts)
    found = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        for colours in ("light", "dark"):
            for width in (360, 1440):
                page = browser.new_page(
                    viewport={"width": width, "height": 900},
                    color_scheme=colours,  # type: ignore[arg-type]
                )
                for path in pages:
                    page.goto(path.resolve().as_uri())
                    for rule in Axe().run(page, options=RULES).response["violations"]:
                        for node in rule["nodes"]:
                            found += 1
                            place = f"{path.relative_to(site)} ({colours}, {width} px)"
                            print(f"{place}: {rule['id']}: {node['html'][:120]}")
                page.close()
        browser.close()
    print(f"{len(pages)} pages, {found} findings")
    return found


if __name__ == "__main__":
    sys.exit(min(1, main(Path(sys.argv[1]))))
