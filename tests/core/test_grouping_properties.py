"""What holds for every grouping: of invoices, quotes and credits in several currencies, under ladders that raise or
do not."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.deciding.grouping import group, without
from mailbot.core.deciding.policy import ladder_of
from mailbot.core.deciding.verdicts import TIMING, Decision, judge
from mailbot.core.hold import HoldKind
from mailbot.core.invoice import InvoiceKind
from mailbot.core.ladder import Base, Ladder
from mailbot.core.money import Money
from tests.factories import CALENDAR, TODAY, a_client, a_credit_note, a_hold, a_ladder, a_level, a_standing, an_invoice

LADDERS = {
    "professional": a_ladder(),
    "raising": a_ladder(name="raising", raise_all=True),
    "to formal": a_ladder(name="to formal", raise_all=True, raise_to_formal=True),
    "scenario": Ladder(
        name="scenario", levels=tuple(a_level(number, offset_days=15 * number) for number in (1, 2, 3)),
        base=Base.ISSUED,
    ),
    "quote": Ladder(name="quote", levels=(a_level(1, offset_days=15), a_level(2, offset_days=30)), base=Base.SENT),
}  # fmt: skip
LADDER_OF = {1: "", 2: "raising", 3: "to formal", 4: "scenario"}
CLIENTS = {key: a_client(id=key, code=f"C{key}", ladder=ladder) for key, ladder in LADDER_OF.items()}


def _paper(number, days, level, sent_ago, deadline, amount, currency, client_id, kind):
    sent = TODAY - timedelta(days=sent_ago) if level is not None else None
    due = TODAY - timedelta(days=days)
    return an_invoice(
        id=number, number=f"N-{number}", client_id=client_id, kind=kind, issued_on=due - timedelta(days=30), due_on=due,
        total=Money.of(300, currency), open=Money.of(100 * amount, currency), level=level, level_sent_on=sent,
        deadline_on=sent + timedelta(days=8) if sent and deadline else None,
    )  # fmt: skip


papers = st.lists(
    st.builds(
        _paper, st.integers(1, 30), st.integers(-10, 120), st.sampled_from([None, 0, 1, 2, 3]), st.integers(0, 40),
        st.booleans(), st.integers(0, 3), st.sampled_from(["EUR", "CHF"]), st.sampled_from(sorted(CLIENTS)),
        st.sampled_from([InvoiceKind.INVOICE, InvoiceKind.INVOICE, InvoiceKind.QUOTE]),
    ),
    max_size=12, unique_by=lambda paper: paper.id,
)  # fmt: skip
credit_notes = st.lists(
    st.builds(
        lambda key, client, minor, currency: a_credit_note(
            id=100 + key, number=f"A-{key}", client_id=client, total=Money.of(-minor, currency)
        ),
        st.integers(1, 9), st.sampled_from(sorted(CLIENTS)), st.integers(1, 250), st.sampled_from(["EUR", "CHF"]),
    ),
    max_size=4, unique_by=lambda credit: credit.id,
)  # fmt: skip
held = st.sets(st.integers(1, 30), max_size=6)


def judged(found, held=frozenset(), contacted=frozenset(), waiting=frozenset()):
    verdicts = []
    for paper in found:
        client = CLIENTS[paper.client_id]
        holds = (a_hold(client_id=client.id, invoice_id=paper.id, kind=HoldKind.DISPUTE),) if paper.id in held else ()
        standing = a_standing(
            invoice=paper, client=client, client_net=Money.of(500, paper.open.currency), holds=holds,
            waiting=paper.id in waiting, last_contact_on=TODAY if client.id in contacted else None,
        )  # fmt: skip
        verdicts.append(judge(standing, ladder_of(paper, client, LADDERS), CALENDAR, TODAY))
    return verdicts


def planned(verdicts, credits=()):
    return group(verdicts, LADDERS, CALENDAR, TODAY, credits)


@given(papers, credit_notes, held, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(found, credits, held, chance):
    verdicts = judged(found, held)
    once = planned(verdicts, credits)
    chance.shuffle(verdicts)
    chance.shuffle(credits)
    assert planned(verdicts, credits) == once


@given(papers, credit_notes, held)
def test_at_most_one_reminder_a_client_in_one_currency_about_debts_or_about_quotes(found, credits, held):
    verdicts = judged(found, held)
    plans = planned(verdicts, credits)
    kinds = {v.standing.invoice.id: v.standing.invoice for v in verdicts} | {c.id: c for c in credits}
    assert len({reminder.client_id for reminder in plans}) == len(plans)
    for reminder in plans:
        about = [kinds[line.invoice_id] for line in reminder.lines]
        assert {paper.client_id for paper in about} == {reminder.client_id}
        assert {paper.open.currency for paper in about} == {reminder.currency}
        assert {paper.is_quote for paper in about} == {reminder.quotes}


@given(papers, credit_notes, held)
def test_nothing_refused_is_in_a_reminder(found, credits, held):
    verdicts = judged(found, held)
    decided = {v.standing.invoice.id: v for v in verdicts}
    for reminder in planned(verdicts, credits):
        for line in reminder.lines:
            if line.open.amount < 0:
                continue
            verdict = decided[line.invoice_id]
            assert verdict.decision in TIMING | {Decision.REMIND}
            assert line.advanced or verdict.decision is not Decision.REMIND
            if verdict.decision in (Decision.DEADLINE_RUNNING, Decision.LEVEL_DONE):
                assert not line.advanced


@given(papers, credit_notes, held)
def test_the_total_is_the_sum_of_the_rows_and_asks_for_something(found, credits, held):
    for reminder in planned(judged(found, held), credits):
        assert reminder.total.amount == sum(line.open.amount for line in reminder.lines)
        assert reminder.total.amount > 0
        assert all(line.open.amount > 0 or not line.advanced for line in reminder.lines)


@given(papers, credit_notes, held)
def test_the_highest_advanced_row_makes_the_level_and_rows_that_do_not_belong_stay_away(found, credits, held):
    for reminder in planned(judged(found, held), credits):
        debts = [line for line in reminder.lines if line.open.amount > 0]
        assert reminder.level == max(line.level for line in debts if line.advanced)
        assert not reminder.formal or all(line.level == reminder.level for line in debts)
        if not reminder.quotes:
            assert len({line.days_overdue == 0 for line in debts}) == 1
            assert reminder.before_due == (debts[0].days_overdue == 0)


@given(papers, credit_notes)
def test_where_a_ladder_raises_all_the_advanced_rows_share_one_level(found, credits):
    for reminder in planned(judged(found), credits):
        if LADDERS[reminder.ladder].raise_all and not reminder.before_due:
            assert {line.level for line in reminder.lines if line.advanced} == {reminder.level}


@given(papers, credit_notes)
def test_no_row_falls_below_what_was_sent_or_is_sent_again(found, credits):
    counted = {paper.id: paper.level for paper in found}
    for reminder in planned(judged(found), credits):
        for line in reminder.lines:
            before = counted.get(line.invoice_id)
            assert before is None or (line.level > before if line.advanced else line.level == before)


@given(papers, credit_notes, st.data())
def test_taking_one_row_out_leaves_the_others_as_they_were(found, credits, data):
    for reminder in planned(judged(found), credits):
        taken = data.draw(st.sampled_from(reminder.lines))
        kept = tuple(line for line in reminder.lines if line != taken)
        smaller = without(reminder, taken.invoice_id, LADDERS, CALENDAR, TODAY)
        if smaller is None:
            left = sum((line.open.amount for line in kept), Money.zero().amount)
            assert left <= 0 or not any(line.advanced for line in kept)
            continue
        assert smaller.lines == kept
        assert smaller.total.amount == reminder.total.amount - taken.open.amount
        assert smaller.level == max(line.level for line in kept if line.advanced) <= reminder.level
        assert replace(smaller, quotes=reminder.quotes, client_id=reminder.client_id) == smaller


@given(papers, credit_notes)
def test_what_was_sent_is_not_planned_again_the_same_day(found, credits):
    once = planned(judged(found), credits)
    sent = {line.invoice_id for reminder in once for line in reminder.lines if line.advanced}
    contacted = {reminder.client_id for reminder in once}
    again = planned(judged(found, contacted=contacted, waiting=sent), credits)
    assert not contacted & {reminder.client_id for reminder in again}
