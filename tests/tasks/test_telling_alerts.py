"""Who is mailed which alerts and when: one mail per person, urgent ones at once, deputies when nobody reacts."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailbot.core.hold import HoldKind
from mailbot.store.tables import AlertRow, DeliveryRow, InvoiceRow
from mailbot.tasks.alerts.close_alert import close_alert
from mailbot.tasks.alerts.send_alerts import hand_alerts_on, send_alerts, stand_in
from tests.firm import ASSISTANT, CONFIG, DEPUTY, PARTNER, body_of
from tests.tasks.alerting import a_broken_promise, a_hold, a_payment, a_silent_bank, climbed
from tests.tasks.watched import BY, Watched

BOSS = "b.dumas@etude.example"
WITH_BOSS = CONFIG.replace("banks:", f"  - {{email: {BOSS}, name: Béatrice Dumas, role: admin}}\nbanks:")
ALONE = CONFIG.replace(f", deputy: {DEPUTY}", "")


@pytest.fixture
def firm(tmp_path: Path) -> Iterator[Watched]:
    made = Watched(tmp_path / "firm").begin()
    yield made
    made.office.books.close()


def alert_mails(firm: Watched, address: str) -> list[EmailMessage]:
    return [mail for mail in firm.inbox_of(address) if str(mail["Message-ID"]).startswith("<alr-")]


def subjects(firm: Watched, address: str) -> list[str]:
    return [plain(str(mail["Subject"])) for mail in alert_mails(firm, address)]


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ").replace("\u2019", "'")


def round_at(firm: Watched, moment: str) -> tuple[int, int]:
    """A round of alerts: how many mails to the people themselves, how many to deputies."""
    firm.at(moment).looks()
    return send_alerts(firm.office, firm.now), hand_alerts_on(firm.office, firm.now)


def test_a_person_gets_one_mail_with_everything_new_and_nothing_twice(firm: Watched) -> None:
    a_broken_promise(firm)
    a_payment(firm)
    climbed(firm)
    firm.at("2026-11-19T08:05").tick()
    (mail,) = alert_mails(firm, PARTNER)
    text = plain(body_of(mail))
    assert plain(str(mail["Subject"])) == "3 alertes (19 nov.)" and mail["Auto-Submitted"] == "auto-generated"
    heads = ("APRÈS LA MISE EN DEMEURE", "PROMESSES NON TENUES", "RÈGLEMENTS À RAPPROCHER")
    order = [text.index(head) for head in heads]
    assert order == sorted(order) and "1 200,00 €" in text and "http://127.0.0.1:8080/payments/1" in text
    firm.at("2026-11-19T12:00").tick()
    firm.at("2026-11-20T08:05").tick()
    assert len(alert_mails(firm, PARTNER)) == 1


def test_each_partner_reads_of_their_own_matters_only(firm: Watched) -> None:
    firm.has_invoice("F-2026-0050", due="2026-11-11")
    firm.corrects(InvoiceRow, 1, partner=PARTNER)
    firm.corrects(InvoiceRow, 2, partner=DEPUTY)
    a_hold(firm, invoice_id=1)
    a_hold(firm, HoldKind.DISPUTE, invoice_id=2)
    assert round_at(firm, "2026-11-18T11:00") == (2, 0)
    firm.at("2026-11-18T11:01").tick()
    (mine,), (theirs,) = alert_mails(firm, PARTNER), alert_mails(firm, DEPUTY)
    assert "F-2026-0042" in body_of(mine) and "F-2026-0050" not in body_of(mine)
    assert "F-2026-0050" in body_of(theirs) and "F-2026-0042" not in body_of(theirs)


@pytest.mark.parametrize(("what", "at_night"), [(HoldKind.INSOLVENT, 1), (HoldKind.DECEASED, 1), (HoldKind.DISPUTE, 0)])
def test_what_is_urgent_is_mailed_at_once_at_any_hour_and_the_rest_waits(
    firm: Watched, what: HoldKind, at_night: int
) -> None:
    a_hold(firm.at("2026-11-21T03:10"), what)  # a Saturday
    firm.tick()
    assert len(alert_mails(firm, PARTNER)) == at_night
    firm.at("2026-11-21T03:20").tick()
    firm.at("2026-11-23T08:05").tick()
    assert len(alert_mails(firm, PARTNER)) == 1


@pytest.mark.parametrize(("moment", "mails"), [("2026-11-21T07:00", 0), ("2026-11-21T08:05", 1)])
def test_what_comes_with_the_day_is_looked_at_from_the_alerts_hour_on_holidays_too(
    firm: Watched, moment: str, mails: int
) -> None:
    a_silent_bank(firm.at("2026-11-18T10:00"))
    firm.at(moment).tick()
    assert len(alert_mails(firm, PARTNER)) == mails


def test_a_client_who_announces_insolvency_is_told_of_within_the_same_minute(firm: Watched) -> None:
    text = "Bonjour,\n\nNotre société a été placée en liquidation judiciaire par jugement de ce mois.\n\nA. Dupont"
    firm.at("2026-11-18T14:59").tick()
    firm.at("2026-11-18T15:00").writes("compta@dupont.example", "Facture F-2026-0042", text)
    firm.tick()
    assert subjects(firm, PARTNER)[-1] == "1 alerte urgente (18 nov.)"
    said = plain(body_of(alert_mails(firm, PARTNER)[-1]))
    assert "liquidation judiciaire" in said and "18 janv. 2027" in said and "avant le 18 janvier 2027" in said


def test_after_two_working_days_of_silence_the_deputy_is_told_once_whose_it_was(firm: Watched) -> None:
    a_broken_promise(firm)
    found = [round_at(firm, f"2026-11-{day}T08:00") for day in ("18", "19", "20", "21", "22", "23", "24", "25")]
    assert found == [(1, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 1), (0, 0), (0, 0)]
    firm.at("2026-11-25T08:01").tick()
    (mail,) = alert_mails(firm, DEPUTY)
    assert plain(str(mail["Subject"])) == "1 alerte, pour Hélène Vallier (23 nov.)"
    assert "Ces alertes ont été adressées à Hélène Vallier le 18 novembre 2026 et personne" in plain(body_of(mail))
    assert len(alert_mails(firm, PARTNER)) == 1


def test_what_was_dealt_with_goes_to_no_deputy(firm: Watched) -> None:
    a_broken_promise(firm)
    round_at(firm, "2026-11-18T11:00")
    with firm.office.books.write() as session:
        close_alert(session, firm.office, 1, BY, firm.now)
    assert round_at(firm, "2026-11-30T08:00") == (0, 0)


def test_while_a_partner_is_away_the_deputy_is_told_at_once_and_no_more_after_their_return(firm: Watched) -> None:
    a_broken_promise(firm)
    firm.at("2026-11-18T11:00").looks()
    send_alerts(firm.office, firm.now)
    firm.tick()
    (mail,) = alert_mails(firm, PARTNER)
    text = "Bonjour,\nJe suis en congé jusqu'au 25 novembre 2026 inclus.\n"
    headers = {"Auto_Submitted": "auto-replied", "In_Reply_To": str(mail["Message-ID"])}
    firm.at("2026-11-18T11:05").writes(PARTNER, "Absence : congés", text, **headers)
    firm.tick()
    (handed,) = alert_mails(firm, DEPUTY)
    assert "Hélène Vallier est en congé jusqu'au 25 novembre 2026" in plain(body_of(handed))
    a_hold(firm.at("2026-11-20T09:00"))
    assert round_at(firm, "2026-11-20T09:01") == (1, 1)
    a_hold(firm.at("2026-11-26T09:00"), HoldKind.DECEASED)
    assert round_at(firm, "2026-11-26T09:01") == (1, 0)


def test_when_the_mail_to_a_person_comes_to_nothing_the_deputy_is_told(firm: Watched) -> None:
    a_broken_promise(firm)
    round_at(firm, "2026-11-18T11:00")
    firm.corrects(DeliveryRow, 1, status="failed")
    assert round_at(firm, "2026-11-18T12:00") == (0, 1)
    firm.at("2026-11-18T12:01").tick()
    assert "n'est pas arrivé" in plain(body_of(alert_mails(firm, DEPUTY)[-1]))


@pytest.mark.parametrize(
    ("config", "person", "away", "deputy"),
    [
        (CONFIG, PARTNER, (), DEPUTY),
        (CONFIG, PARTNER, (DEPUTY,), DEPUTY),
        (WITH_BOSS, PARTNER, (DEPUTY,), BOSS),
        (ALONE, DEPUTY, (), PARTNER),
        (ALONE, PARTNER, (), DEPUTY),
        (CONFIG, "parti@etude.example", (), PARTNER),
        (CONFIG.replace(f"  - {{email: {DEPUTY}, name: Julien Moreau}}\n", "").replace(f", deputy: {DEPUTY}", ""),
         PARTNER, (), ""),
    ],
)  # fmt: skip
def test_who_stands_in(tmp_path: Path, config: str, person: str, away: tuple[str, ...], deputy: str) -> None:
    firm = Watched(tmp_path / "firm", config)
    assert stand_in(firm.office, person, dict.fromkeys(away, firm.day)) == deputy
    assert deputy not in (person, ASSISTANT)
    firm.office.books.close()


def test_a_mail_shows_so_many_of_a_kind_and_counts_the_rest(firm: Watched) -> None:
    for number in range(30):
        a_payment(firm, entry_key=f"p{number}", payer=f"PAYEUR {number}")
    round_at(firm, "2026-11-18T11:00")
    firm.at("2026-11-18T11:01").tick()
    (mail,) = alert_mails(firm, PARTNER)
    assert plain(str(mail["Subject"])) == "30 alertes (18 nov.)"
    text = body_of(mail)
    assert text.count("PAYEUR") == 12 and "et 18 de plus, dans la liste" in text
    assert all(row.delivery_id for row in firm.alerts())


def test_an_english_firm_reads_english(tmp_path: Path) -> None:
    firm = Watched(tmp_path / "firm", CONFIG.replace("profession: lawyer", "profession: lawyer, language: en")).begin()
    climbed(firm)
    a_hold(firm, HoldKind.DECEASED)
    firm.corrects(InvoiceRow, doubtful_on=None)
    round_at(firm, "2026-11-18T11:00")
    firm.at("2026-11-24T08:05").tick()
    assert subjects(firm, PARTNER)[0].startswith("1 urgent alert")
    assert "Find" not in body_of(alert_mails(firm, PARTNER)[0])
    assert "which notary settles the estate" in body_of(alert_mails(firm, PARTNER)[0])
    assert "nobody has dealt with them" in body_of(alert_mails(firm, DEPUTY)[0])
    firm.office.books.close()


def test_what_was_raised_for_somebody_who_left_is_mailed_to_the_default_partner(firm: Watched) -> None:
    a_broken_promise(firm)
    firm.looks()
    firm.corrects(AlertRow, 1, partner="parti@etude.example")
    assert send_alerts(firm.office, firm.now) == 1
    firm.tick()
    assert len(alert_mails(firm, PARTNER)) == 1
