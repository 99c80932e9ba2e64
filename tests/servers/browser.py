"""A headless Chromium, driven by playwright; every complaint of a page is an error of the test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.servers.processes import needs

_QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--lang=fr-FR",
)  # fmt: skip
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@contextmanager
def chromium() -> Iterator[Browser]:
    """One for the whole run: playwright starts once per process."""
    needs(chromium="chromium libatomic1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", chromium_sandbox=os.geteuid() != 0, args=list(_QUIET)
        )
        yield browser
        browser.close()


@contextmanager
def fresh_page(browser: Browser, complaints: list[str], *, phone: bool = False) -> Iterator[Page]:
    """A page without history, as a French user sees it; fails at the end when complaints are left in the list."""
    context = browser.new_context(
        locale="fr-FR",
        timezone_id="Europe/Paris",
        viewport={"width": 390, "height": 844} if phone else {"width": 1280, "height": 800},
        is_mobile=phone,
        has_touch=phone,
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("console", lambda said: complaints.append(f"console: {said.text}") if said.type == "error" else None)
    page.on("requestfailed", lambda request: complaints.extend(_not_loaded(request)))
    yield page
    context.close()
    assert not complaints, complaints


def _not_loaded(request: Request) -> list[str]:
    """Leaving a page cancels what it was still loading: that is no fault of the page."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"not loaded: {request.url} ({request.failure})"]


def accessibility_faults(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA and good practice, a line each."""
    script = Path(axe_playwright_python.__file__).parent / "axe.min.js"
    page.evaluate(script.read_text(encoding="utf-8"))  # unlike a script element not stopped by the page's CSP
    found = page.evaluate("tags => axe.run(document, {resultTypes: ['violations'], runOnly: tags})", list(WCAG))
    return [
        f"{fault['id']} ({fault['impact']}): {', '.join(str(node['target'][0]) for node in fault['nodes'])}"
        for fault in found["violations"]
    ]
