"""Takes the pictures of the README and the guide anew: `python tools/shots.py docs/pictures`.

Plays the demo, serves its pages, signs in, and photographs the pages and a digest, wide and on a
phone's width.
"""

from __future__ import annotations

import email
import mailbox
import re
import subprocess
import sys
import tempfile
import time
from email import policy
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PAGES = {
    "today": "/", "invoices": "/invoices", "batches": "/batches", "reports": "/reports/aged", "inbox": "/inbox",
    "coming": "/coming", "text": "/texts/edit/words/fr/reminder-1/before.txt",
    "ladder": "/ladders/edit/professional",
}  # fmt: skip
WIDE, PHONE = {"width": 1180, "height": 820}, {"width": 390, "height": 844}
OPTIONS = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]


def newest_digest(folder: Path) -> str:
    """The HTML of the digest with most reminders among the last ones that a partner received."""
    found: list[tuple[int, str]] = []
    for place in (folder / "mail").iterdir():
        for raw in (mailbox.Maildir(place).get_bytes(key) for key in sorted(mailbox.Maildir(place).keys())[-40:]):
            mail = email.message_from_bytes(raw, policy=policy.default)
            count = re.match(r"(\d+) relances à valider", str(mail["Subject"]))
            part = mail.get_body(("html",))
            if count and part is not None:
                found.append((min(int(count[1]), 5), part.get_content()))
    return max(found, key=lambda pair: pair[0])[1]


def shoot(browser: Browser, folder: Path, link: str, base: str, digest: str) -> None:
    """All pictures, into the folder."""
    context = browser.new_context(viewport=WIDE, locale="fr-FR")
    page = context.new_page()
    page.goto(link)
    page.locator("form button").first.click()
    page.wait_for_url(base + "/")
    for name, path in PAGES.items():
        take(page, base + path, folder / f"{name}.png")
    phone = context.new_page()
    phone.set_viewport_size(PHONE)
    take(phone, base + "/", folder / "today-phone.png")
    mail = browser.new_page(viewport={"width": 700, "height": 820})
    mail.set_content(digest)
    mail.screenshot(path=folder / "digest.png")


def take(page: Page, url: str, target: Path) -> None:
    """One picture of what shows without scrolling."""
    page.goto(url)
    page.screenshot(path=target)


def main(target: Path) -> None:
    """Play, serve, photograph."""
    target.mkdir(parents=True, exist_ok=True)
    office = Path(tempfile.mkdtemp()) / "demo"
    port = 18431
    command = [sys.executable, "-m", "mailbot", "demo", "--folder", str(office), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as playing:
        link = next(found[0] for line in playing.stdout or () if (found := re.search(r"http://\S+", line)))
        time.sleep(1)
        try:
            with sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=[*OPTIONS, "--no-sandbox"])
                shoot(browser, target, link, f"http://127.0.0.1:{port}", newest_digest(office))
        finally:
            playing.terminate()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
