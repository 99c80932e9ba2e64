"""The report of the week: on its day, once, to who wants it, of what they may see."""

import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from mailbot.__main__ import program
from mailbot.config.load import load
from mailbot.core.errors import ConfigError
from mailbot.core.hold import HoldKind
from mailbot.store.tables import HoldRow
from mailbot.tasks.desk.decider import Decider
from mailbot.tasks.holds.manage_holds import HoldOrder, end_hold, set_hold
from mailbot.tasks.money.record_by_hand import PaymentOrder, record_by_hand
from mailbot.tasks.reporting.weekly_report import send_weekly, weekly_draft
from tests.firm import ASSISTANT, CONFIG, DEPUTY, PARTNER, Firm, body_of

NEW = "n.martin@etude.example"
BY = Decider(email=ASSISTANT, via="shell")
WANTED = f"""
admin: {{partners_see: own}}
reports: {{weekly: {{recipients: [{NEW}, {ASSISTANT}], day: monday, at: '07:45'}}}}
"""
CONFIG_OF_TWO = CONFIG.replace("banks:", f"  - {{email: {NEW}, name: Noé Martin}}\nbanks:", 1) + WANTED


@pytest.fixture(params=["sqlite", "postgresql"])
def firm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Firm]:
    """Clients of two partners: C1 of nobody's name, C2 of the new partner's; one invoice of C1 is the new partner's
    too. In the week before Monday 16 November each paid something, promised something, and waits."""
    url = str(request.getfixturevalue("db_url")) if request.param == "postgresql" else ""
    made = Firm(tmp_path / "firm", CONFIG_OF_TWO, url).at("2026-11-02T09:00")
    made.has_client()
    made.has_client("C2", "Martin SARL", "compta@martin.example", partner=NEW)
    made.has_invoice("F-1", "1000.00", "2026-10-20")
    made.has_invoice("F-2", "500.00", "2026-08-01", issued_on="2026-07-01", partner=NEW)
    made.has_invoice("F-3", "2000.00", "2026-12-20", client="C2")
    _pays(made.at("2026-11-06T09:00"), "F-1", "100")  # the week before
    _pays(made.at("2026-11-11T09:00"), "F-1", "300")
    _pays(made, "F-2", "50")
    _pays(made, "F-3", "40")
    _promises(made, "F-1", "kept")
    _promises(made, "F-2", "broken")
    yield made.at("2026-11-16T07:50")
    made.office.books.close()


def _pays(firm: Firm, number: str, amount: str) -> None:
    day = firm.office.day(firm.now)
    order = PaymentOrder(numbers=(number,), amount=Decimal(amount), received_on=day, why="chèque")
    with firm.office.books.write() as session:
        record_by_hand(session, firm.office, order, BY, firm.now)


def _promises(firm: Firm, number: str, outcome: str) -> None:
    about = firm.invoice(number)
    order = HoldOrder(
        client_id=about.client_id, invoice_id=about.id, kind=HoldKind.PROMISE, reason="au téléphone",
        promised_on=firm.office.day(firm.now),
    )  # fmt: skip
    with firm.office.books.write() as session:
        row = set_hold(session, firm.office, order, BY, firm.now)
        end_hold(session, row.id, BY, "réglé", firm.now)
        session.get_one(HoldRow, row.id).outcome = outcome


def said(firm: Firm, email: str) -> str:
    return weekly_draft(firm.office, email, firm.now).text.replace("\xa0", " ").replace("\u202f", " ")


def test_who_sees_everything_is_told_of_everything(firm: Firm) -> None:
    text = said(firm, ASSISTANT)
    for words in (
        "LA SEMAINE DU 9 NOV. AU 15 NOV. 2026", "Dû au 16 nov. 2026 : 3 010,00 €", "dont en retard : 1 050,00 €",
        "Encaissé dans la semaine : 390,00 € (3 règlements)", "Promesses tenues : 1 sur 2 (2 nouvelles promesses)",
        "- 1 à 30 j : 600,00 €", "- plus de 90 j : 450,00 €", "- nov. 2026 : 490,00 €",
    ):  # fmt: skip
        assert words in text, words


def test_a_partner_who_sees_their_own_matters_is_told_of_these_alone(firm: Firm) -> None:
    text = said(firm, NEW)
    for words in (
        "Vos dossiers", "Dû au 16 nov. 2026 : 2 410,00 €", "dont en retard : 450,00 €",
        "Encaissé sur vos factures : 90,00 € (2 règlements)", "Promesses tenues : 0 sur 1 (1 nouvelle promesse)",
        "- 1 à 30 j : 0,00 €", "- nov. 2026 : 90,00 €",
    ):  # fmt: skip
        assert words in text, words
    assert "à rapprocher" not in text


def test_what_nobodys_name_stands_on_is_the_default_partners(firm: Firm) -> None:
    text = said(firm, PARTNER)
    assert "Dû au 16 nov. 2026 : 600,00 €" in text
    assert "Encaissé sur vos factures : 300,00 € (1 règlement)" in text
    assert "Promesses tenues : 1 sur 1" in text
    assert said(firm, DEPUTY) == text, "a deputy sees what those see whom they stand in for"


@pytest.mark.parametrize(
    ("at", "mails"),
    [
        ("2026-11-16T07:40", 0),  # not yet its hour
        ("2026-11-16T07:50", 1),
        ("2026-11-18T08:00", 1),  # nobody was at work on its day
        ("2026-11-21T09:00", 0),  # a Saturday
    ],
)
def test_it_leaves_on_its_day_or_as_soon_as_it_can(tmp_path: Path, at: str, mails: int) -> None:
    firm = Firm(tmp_path / "firm", CONFIG_OF_TWO).at(at)
    assert firm.tick().get("weekly", "0 reports") == f"{2 * mails} reports"
    found = [mail for mail in firm.inbox_of(ASSISTANT) if "semaine" in mail["Subject"]]
    assert [mail["Subject"] for mail in found] == ["La semaine du 9\xa0nov. au 15\xa0nov."] * mails


def test_each_week_is_told_once_and_the_pictures_are_parts_of_the_mail(firm: Firm) -> None:
    assert send_weekly(firm.office, firm.now) == 2
    assert send_weekly(firm.office, firm.at("2026-11-20T16:00").now) == 0
    assert send_weekly(firm.office, firm.at("2026-11-23T08:00").now) == 2
    firm.tick()
    first, second = (mail for mail in firm.inbox_of(NEW) if "semaine" in mail["Subject"])
    assert body_of(first) != body_of(second)
    pictures = [part for part in first.walk() if part.get_content_type() == "image/png"]
    assert len(pictures) == 2
    for part in pictures:
        with Image.open(io.BytesIO(part.get_content())) as picture:
            assert picture.width == 1120 and len(picture.convert("RGB").getcolors(9999)) > 3
    html = first.get_body(("html",)).get_content()
    assert html.count("cid:") == 2 and "data:" not in html


def test_nobody_gets_it_who_did_not_ask(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm").at("2026-11-16T08:00")
    assert firm.tick()["weekly"] == "0 reports"


def test_it_goes_to_members_of_the_firm_only(tmp_path: Path) -> None:
    config = CONFIG + "reports: {weekly: {recipients: [x@elsewhere.example]}}\n"
    (tmp_path / "config.yaml").write_text(config)
    with pytest.raises(ConfigError, match="x@elsewhere.example is not in people"):
        load(tmp_path / "config.yaml", check_secrets=False)


def test_from_the_shell_it_is_shown_sent_to_oneself_and_sent_to_all(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm", CONFIG_OF_TWO)
    firm.office.books.close()

    def mailbot(*options: str) -> str:
        config = str(firm.folder / "config.yaml")
        done = CliRunner().invoke(
            program(), ["--config", config, "--now", "2026-11-16T07:50", "report", "weekly", *options]
        )
        return done.output

    shown = mailbot("--dry-run")
    assert shown.count("LA SEMAINE DU") == 2 and f"To: {NEW}\nSubject: La semaine" in shown
    assert firm.inbox_of(NEW) == []
    assert mailbot("--to", PARTNER) == "1 sent\n"
    assert mailbot() == "2 reports\n"
    assert mailbot() == "0 reports\n"
    assert mailbot("--to", NEW) == "1 sent\n"
    assert (len(firm.inbox_of(PARTNER)), len(firm.inbox_of(NEW)), len(firm.inbox_of(ASSISTANT))) == (1, 2, 1)
    assert "people" in mailbot("--to", "x@elsewhere.example")
