"""The servers themselves: up, down, and honest about what is missing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import sqlalchemy
from playwright.sync_api import Page

from tests.servers.browser import accessibility_faults
from tests.servers.crashes import DISK_FULL, at_system_call
from tests.servers.postgres import Postgres
from tests.servers.processes import needs

GOOD_PAGE = (
    "<!doctype html><html lang=fr><head><title>Relances</title></head><body><main><h1>Encours</h1>"
    "<label for=q>Recherche</label><input id=q></main></body></html>"
)


def test_what_is_missing_is_named_by_its_debian_package() -> None:
    with pytest.raises(pytest.skip.Exception, match=r"apt-get install no-such-thing other-thing$"):
        needs(sh="dash", no_such_program="no-such-thing", other_program="other-thing")


def test_a_test_database_has_our_tables_and_is_empty(db_url: str) -> None:
    engine = sqlalchemy.create_engine(db_url)
    with engine.connect() as connection:
        assert connection.execute(sqlalchemy.text("select count(*) from invoices")).scalar() == 0
    engine.dispose()


def test_a_killed_database_server_comes_back_with_its_data() -> None:
    with Postgres(durable=True) as server:
        engine = sqlalchemy.create_engine(server.url(server.create()))
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text("create table kept as select 42 as answer"))
        engine.dispose()
        server.crash()
        server.start()
        with engine.connect() as connection:
            assert connection.execute(sqlalchemy.text("select answer from kept")).scalar() == 42
        engine.dispose()


def test_pages_are_seen_and_judged(page: Page) -> None:
    page.set_content(GOOD_PAGE)
    page.get_by_label("Recherche").fill("2026-0042")

    assert page.locator("h1").inner_text() == "Encours"
    assert accessibility_faults(page) == []


def test_faults_of_a_page_are_found(page: Page, complaints: list[str]) -> None:
    page.set_content("<img src='data:,'><input><p style='color:#bbb'>Bonjour</p><script>boum()</script>")

    faults = " ".join(accessibility_faults(page))

    assert "image-alt" in faults
    assert "color-contrast" in faults
    assert "boum" in str(complaints)
    complaints.clear()


def test_a_phone_shows_the_page_without_scrolling_sideways(phone_page: Page) -> None:
    phone_page.set_content(GOOD_PAGE)

    assert phone_page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_program_can_be_killed_at_an_instant_or_given_a_full_disk(tmp_path: Path) -> None:
    program = "import os,sys\nf=os.open(sys.argv[1],os.O_CREAT|os.O_WRONLY)\nfor i in range(3): os.pwrite(f,b'x',i)"
    command = [sys.executable, "-c", program, str(tmp_path / "out")]

    killed = at_system_call(command, "pwrite64", 2)
    assert killed.returncode in (-9, 137)
    assert (tmp_path / "out").read_bytes() == b"x"

    full = at_system_call(command, "pwrite64", 1, what=DISK_FULL)
    assert "No space left on device" in full.stderr
