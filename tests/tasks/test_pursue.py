"""From the last notice to a request that is filed and closed: all that is written comes from the books."""

import io
import json
from datetime import date

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from sqlalchemy import select

from mailbot.core.errors import Refused
from mailbot.core.hold import HoldKind
from mailbot.core.money import Money
from mailbot.core.pursuing.proceeding import ProceedingStatus
from mailbot.core.pursuing.pursuit_case import PREPARED, Way
from mailbot.store.pursuit_tables import InterruptionRow, ProceedingRow
from mailbot.store.tables import EventRow, HoldRow
from mailbot.tasks.holds.manage_holds import HoldOrder, set_hold
from mailbot.tasks.pursuit.prepare_request import prepare
from mailbot.tasks.pursuit.pursue import Filing, PursueOrder, close_it, file_it, propose, to_look_at
from mailbot.tasks.pursuit.pursuit_case import ALL, Narrowed
from tests.factories import eur
from tests.firm import PARTNER
from tests.tasks.pursuing import BY, pursued, text_of_docx, text_of_pdf

# way → the firm and client that it is for.
FOR = {
    Way.BATONNIER: ("lawyer", "professional"),
    Way.PAYMENT_ORDER: ("company", "professional"),
    Way.SMALL_CLAIM: ("company", "consumer"),
    Way.PUBLIC_CLAIM: ("company", "public"),
    Way.CLAIM_DECLARATION: ("company", "professional"),
    Way.DOUBTFUL: ("accountant", "professional"),
}


def proceedings_of(case):
    with case.firm.office.books.read() as session:
        return list(session.scalars(select(ProceedingRow).order_by(ProceedingRow.id)))


def events_of(case, kind):
    with case.firm.office.books.read() as session:
        return list(session.scalars(select(EventRow).where(EventRow.kind == kind).order_by(EventRow.id)))


def proposes(case):
    with case.firm.office.books.write() as session:
        return propose(session, case.firm.office, case.firm.client().id, BY, case.firm.now)


def becomes_insolvent(case, published_on=None):
    order = HoldOrder(client_id=case.firm.client().id, kind=HoldKind.INSOLVENT, reason="redressement judiciaire")
    with case.firm.office.books.write() as session:
        row = set_hold(session, case.firm.office, order, BY, case.firm.now)
        session.get_one(HoldRow, row.id).published_on = published_on


def written(tmp_path, way):
    profession, kind = FOR[way]
    case = pursued(tmp_path / "firm", profession, kind)
    if way is Way.CLAIM_DECLARATION:
        becomes_insolvent(case, date(2026, 12, 3))
    return case, prepare(case.firm.office, case.order(way), ALL, BY, case.firm.now)


def test_nothing_is_proposed_before_the_days_of_grace_are_over(tmp_path):
    case = pursued(tmp_path / "firm")
    case.firm.at("2026-11-24T10:00")
    assert case.ways == {}
    with pytest.raises(Refused, match="au bout de ses relances"):
        prepare(case.firm.office, case.order(Way.PAYMENT_ORDER), ALL, BY, case.firm.now)


def test_what_is_open_is_recorded_once_with_the_invoices_and_the_last_safe_day(tmp_path):
    case = pursued(tmp_path / "firm")
    assert to_look_at(case.firm.office, case.firm.now) == [case.firm.client().id]
    proposes(case)
    proposes(case)
    rows = proceedings_of(case)
    assert {row.kind for row in rows} == {"payment_order", "small_claim", "interim_order", "doubtful"}
    assert all(row.invoices == [case.firm.invoice().id] and row.status == "proposed" for row in rows)
    assert {row.kind: row.act_by for row in rows}["payment_order"] == date(2031, 10, 1)
    assert len(events_of(case, "proceeding_proposed")) == 4


def test_a_proposal_whose_way_has_closed_is_closed_with_the_reason(tmp_path):
    case = pursued(tmp_path / "firm")
    proposes(case)
    becomes_insolvent(case)
    proposes(case)
    told = {event.data["way"]: event.text for event in events_of(case, "proceeding_closed")}
    assert set(told) == {"payment_order", "small_claim", "interim_order"}
    assert told["payment_order"] == (
        "injonction de payer close : procédure collective : les poursuites s'arrêtent, la créance se déclare"
    )
    assert {row.kind for row in proceedings_of(case) if row.closed_at is None} == {"doubtful", "claim_declaration"}


def test_a_paid_debt_closes_what_was_proposed(tmp_path):
    case = pursued(tmp_path / "firm")
    proposes(case)
    case.firm.bank_writes("1 200,00", "DUPONT BATIMENT SARL", "F-2026-0042")
    case.firm.tick()
    assert case.firm.invoice().open_minor == 0
    assert proposes(case).ways == ()
    assert {row.status for row in proceedings_of(case)} == {"closed"}


@pytest.mark.parametrize("way", sorted(PREPARED))
def test_each_request_is_written_as_word_and_as_pdf_from_the_books(tmp_path, way):
    case, done = written(tmp_path, way)
    pdf, word = text_of_pdf(done.written.pdf), text_of_docx(done.written.docx)
    for text in (pdf, word):
        assert "Étude Vallier" in text or way is Way.DOUBTFUL  # a note inside the firm
        assert "Dupont Bâtiment SARL" in text
        assert "F-2026-0042" in text
        assert "1 200,00 €" in text
        assert "10 nov. 2026" in text
        assert "Mise en demeure, par courriel à compta@dupont.example" in text
        assert "Bordereau des pièces" in text
        assert "Fait à Nantes, le 14 décembre 2026" in text
        assert "Hélène Vallier" in text
        assert "à compléter" in text
        assert "{{" not in text
    assert done.row.status == ProceedingStatus.PREPARED
    assert case.firm.office.blobs.get(done.row.file_sha) == done.written.docx


def test_the_same_books_at_the_same_instant_give_the_same_request(tmp_path):
    case, done = written(tmp_path, Way.PAYMENT_ORDER)
    again = prepare(case.firm.office, case.order(Way.PAYMENT_ORDER), ALL, BY, case.firm.now)
    assert (again.written, again.row.id) == (done.written, done.row.id)


def test_the_sum_is_exact_down_to_interest_and_fixed_sums(tmp_path):
    _, done = written(tmp_path, Way.PAYMENT_ORDER)
    text = text_of_pdf(done.written.pdf)
    # 1,200 × 12.40 % × 34 days (11 November to 14 December) / 365, and 40 EUR: C. com. L441-10 II, D441-5.
    assert Money.of("1200") + eur("13.86") + eur("40") == eur("1253.86")
    assert "34 1 200,00 € 12,40 % 13,86 €" in text
    assert "Indemnités forfaitaires pour frais de recouvrement 40,00 €" in text
    assert "Total 1 253,86 €" in text
    assert "tribunal de commerce" in text


def test_a_part_payment_stands_in_the_account_with_its_day(tmp_path):
    case = pursued(tmp_path / "firm")
    case.firm.bank_writes("500,00", "DUPONT BATIMENT SARL", "F-2026-0042", "01/12/2026")
    case.firm.tick()
    done = prepare(case.firm.office, case.order(Way.PAYMENT_ORDER), ALL, BY, case.firm.now)
    text = text_of_pdf(done.written.pdf)
    assert "1er déc. 2026 F-2026-0042 règlement reçu 500,00 €" in text
    assert "Principal 700,00 €" in text


def test_a_consumer_is_asked_for_the_legal_rate_from_the_notice_and_no_fixed_sum(tmp_path):
    _, done = written(tmp_path, Way.SMALL_CLAIM)
    text = text_of_pdf(done.written.pdf)
    assert "forfaitaires" not in text
    assert "2,75 %" in text
    assert "17 nov. 2026" in text
    assert "SIREN du débiteur" not in text


def test_what_a_law_firm_writes_holds_no_matter_but_its_number(tmp_path):
    case, done = written(tmp_path, Way.BATONNIER)
    assert "barreau de Nantes" in text_of_pdf(done.written.pdf)
    for matter, shown in (("Divorce Durand", False), ("2026-0123", True)):
        with case.firm.office.books.write() as session:
            session.get_one(type(case.firm.invoice()), case.firm.invoice().id).matter = matter
        again = prepare(case.firm.office, case.order(Way.BATONNIER), ALL, BY, case.firm.now)
        for text in (text_of_pdf(again.written.pdf), text_of_docx(again.written.docx)):
            assert (matter in text) is shown


def test_net_amount_and_vat_stand_apart_for_the_batonnier(tmp_path):
    _, done = written(tmp_path, Way.BATONNIER)
    assert "F-2026-0042 1 000,00 € 200,00 € 1 200,00 €" in text_of_pdf(done.written.pdf)


def test_a_claim_in_insolvency_names_its_last_day_and_asks_for_no_fixed_sum(tmp_path):
    case, done = written(tmp_path, Way.CLAIM_DECLARATION)
    text = text_of_pdf(done.written.pdf)
    assert "au plus tard le 3 février 2027" in text
    assert "forfaitaires" not in text
    assert "Total déclaré 1 200,00 €" in text
    assert "intérêts courus jusqu’à la veille du jugement d’ouverture à compléter" in text
    assert done.row.act_by == date(2027, 2, 3)
    opened = Narrowed(opened_on=date(2026, 12, 1))
    done = prepare(case.firm.office, case.order(Way.CLAIM_DECLARATION), opened, BY, case.firm.now)
    again = text_of_pdf(done.written.pdf)
    # 20 days of interest, from 11 to 30 November: the eve of the judgment (C. com. L622-28).
    assert "11 nov. 2026 30 nov. 2026 20 1 200,00 € 12,40 % 8,15 €" in again
    assert "Total déclaré 1 208,15 €" in again


def test_blanks_are_marked_in_word_and_real_headings_and_tables_are_used(tmp_path):
    _, done = written(tmp_path, Way.PAYMENT_ORDER)
    document = docx.Document(io.BytesIO(done.written.docx))
    cells = [p for table in document.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    marked = [
        run.text for p in [*document.paragraphs, *cells] for run in p.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]  # fmt: skip
    assert marked
    assert all("à compléter" in text for text in marked)
    assert [p.text for p in document.paragraphs if p.style.name == "Title"] == ["Requête en injonction de payer"]
    assert len([p for p in document.paragraphs if p.style.name == "Heading 1"]) >= 6
    assert document.core_properties.author == "Étude Vallier"
    assert document.core_properties.title == "Requête en injonction de payer"


def test_the_firm_s_own_template_wins(tmp_path):
    case = pursued(tmp_path / "firm")
    own = case.firm.folder / "templates" / "request" / "payment_order" / "fr" / "body.txt"
    own.parent.mkdir(parents=True)
    own.write_text("# Notre requête\n\nContre {{ f.client.name }} : {{ f.asked | money }}\n", encoding="utf-8")
    fresh = type(case.firm)(case.firm.folder, (case.firm.folder / "config.yaml").read_text()).at("2026-12-14T10:00")
    done = prepare(fresh.office, case.order(Way.PAYMENT_ORDER), ALL, BY, fresh.now)
    assert text_of_docx(done.written.docx) == "Notre requête Contre Dupont Bâtiment SARL : 1 253,86 €"


@pytest.mark.parametrize(
    ("profession", "kind", "way", "said"),
    [
        ("lawyer", "professional", Way.PAYMENT_ORDER, "devant le bâtonnier"),
        ("lawyer", "professional", Way.SMALL_CLAIM, "révèle un secret"),
        ("company", "public", Way.PAYMENT_ORDER, "débiteur public"),
        ("company", "professional", Way.BATONNIER, "ne s'applique pas"),
        ("company", "professional", Way.CLAIM_DECLARATION, "ne s'applique pas"),
        ("company", "professional", Way.INTERIM_ORDER, "assignation"),
    ],
)
def test_no_request_is_written_for_a_way_that_is_closed(tmp_path, profession, kind, way, said):
    case = pursued(tmp_path / "firm", profession, kind)
    with pytest.raises(Refused, match=said):
        prepare(case.firm.office, case.order(way), ALL, BY, case.firm.now)
    assert proceedings_of(case) == []


def test_filing_keeps_the_day_and_the_number_and_leaves_limitation_alone(tmp_path):
    case, _ = written(tmp_path, Way.PAYMENT_ORDER)
    with case.firm.office.books.write() as session:
        filing = Filing(date(2026, 12, 14), "IP 26/00042")
        file_it(session, case.firm.office, case.order(Way.PAYMENT_ORDER), filing, BY, case.firm.now)
    (row,) = proceedings_of(case)
    assert (row.status, row.filed_on, row.reference) == ("filed", date(2026, 12, 14), "IP 26/00042")
    with case.firm.office.books.read() as session:
        assert session.scalars(select(InterruptionRow)).all() == []
    (event,) = events_of(case, "proceeding_filed")
    assert (event.actor, event.text) == (PARTNER, "injonction de payer déposée : le 14/12/2026, n° IP 26/00042 - essai")


def test_what_is_filed_is_neither_prepared_nor_filed_again(tmp_path):
    case, _ = written(tmp_path, Way.PAYMENT_ORDER)
    filing = Filing(date(2026, 12, 14))
    for _ in range(2):
        with case.firm.office.books.write() as session:
            if proceedings_of(case)[0].status == "filed":
                with pytest.raises(Refused, match="déposée"):
                    file_it(session, case.firm.office, case.order(Way.PAYMENT_ORDER), filing, BY, case.firm.now)
            else:
                file_it(session, case.firm.office, case.order(Way.PAYMENT_ORDER), filing, BY, case.firm.now)
    with pytest.raises(Refused, match="déposée"):
        prepare(case.firm.office, case.order(Way.PAYMENT_ORDER), ALL, BY, case.firm.now)


def test_a_day_to_come_is_no_day_of_filing(tmp_path):
    case, _ = written(tmp_path, Way.PAYMENT_ORDER)
    with case.firm.office.books.write() as session, pytest.raises(Refused, match="pas encore venu"):
        filing = Filing(date(2026, 12, 15))
        file_it(session, case.firm.office, case.order(Way.PAYMENT_ORDER), filing, BY, case.firm.now)


def test_closing_takes_a_reason_and_lets_the_same_way_be_taken_anew(tmp_path):
    case, _ = written(tmp_path, Way.PAYMENT_ORDER)
    with case.firm.office.books.write() as session:
        with pytest.raises(Refused, match="pourquoi"):
            close_it(session, case.order(Way.PAYMENT_ORDER, " "), BY, case.firm.now)
        close_it(session, case.order(Way.PAYMENT_ORDER, "déposée par erreur"), BY, case.firm.now)
        with pytest.raises(Refused, match="n'est ouverte"):
            close_it(session, case.order(Way.PAYMENT_ORDER), BY, case.firm.now)
    again = prepare(case.firm.office, case.order(Way.PAYMENT_ORDER), ALL, BY, case.firm.now)
    assert [row.status for row in proceedings_of(case)] == ["closed", "prepared"]
    assert again.row.closed_at is None


def test_only_the_invoices_that_are_named_are_asked_for(tmp_path):
    case = pursued(tmp_path / "firm")
    mine, other = Narrowed(numbers=("F-2026-0042",)), Narrowed(numbers=("F-9",))
    done = prepare(case.firm.office, case.order(Way.PAYMENT_ORDER), mine, BY, case.firm.now)
    assert done.numbers == ("F-2026-0042",)
    with pytest.raises(Refused, match="rien n'est à préparer"):
        prepare(case.firm.office, case.order(Way.PAYMENT_ORDER), other, BY, case.firm.now)


def test_each_step_is_a_line_of_history_with_its_files(tmp_path):
    case, done = written(tmp_path, Way.PAYMENT_ORDER)
    (event,) = events_of(case, "proceeding_prepared")
    assert (event.actor, event.invoice_id, event.data["docx"]) == (PARTNER, case.firm.invoice().id, done.row.file_sha)
    assert case.firm.office.blobs.get(event.data["pdf"]) == done.written.pdf
    assert json.dumps(event.data)


@pytest.mark.parametrize("name", ["A | B ¶ C", "# Titre", "a\nb `x`", "**x** {{ f }}", "<b>x</b>", "[x à compléter]"])
def test_a_client_s_name_never_becomes_a_mark_of_the_document(tmp_path, name):
    case = pursued(tmp_path / "firm")
    with case.firm.office.books.write() as session:
        session.get_one(type(case.firm.client()), case.firm.client().id).name = name
    done = prepare(case.firm.office, case.order(Way.PAYMENT_ORDER), ALL, BY, case.firm.now)
    document = docx.Document(io.BytesIO(done.written.docx))
    assert [p.text for p in document.paragraphs if p.style.name == "Title"] == ["Requête en injonction de payer"]
    assert "Total 1 253,86 €" in text_of_pdf(done.written.pdf)


def test_a_stranger_s_client_is_refused(tmp_path):
    case = pursued(tmp_path / "firm")
    with pytest.raises(Refused, match="n'existe pas"):
        prepare(case.firm.office, PursueOrder(client_id=99, way=Way.PAYMENT_ORDER), ALL, BY, case.firm.now)
