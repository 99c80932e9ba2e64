"""`z`: the page that says what was done takes it back, once, for whoever may."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest

from tests.admin.conftest import Visitor, said
from tests.admin.town import told
from tests.firm import ASSISTANT, PARTNER, Firm

Enter = Callable[..., Visitor]


def _undoes(person: Visitor, path: str, **form: str) -> str:
    """Do it, press z on the page that says so; what that page says then."""
    page = person.browser.post(path, data={"csrf_token": person.token(), **form}, follow_redirects=True).text
    found = re.search(r'<form class="undo".*?</form>', page, re.DOTALL)
    assert found and 'data-key="z"' in found[0], said(page)
    address = unescape(re.findall(r'action="([^"]*)"', found[0])[0])
    fields = dict(re.findall(r'name="([^"]*)" value="([^"]*)"', found[0]))
    assert 'class="undo"' not in person.reads("/"), "it is offered once"
    fields.pop("csrf_token")
    return person.presses(address, **{name: unescape(value) for name, value in fields.items()})


@pytest.mark.parametrize(
    ("who", "path", "form", "then"),
    [
        (ASSISTANT, "/alerts/1/done", {"why": "appelé"}, "Alerte rouverte."),
        (ASSISTANT, "/inbox/5/resolve", {"note": "vu"}, "Message remis à lire."),
        (ASSISTANT, "/clients/1/holds", {"kind": "hold", "why": "à voir"}, "les relances reprennent"),
        (ASSISTANT, "/clients/holds/1/end", {"why": "levé"}, "les relances attendent de nouveau"),
        (ASSISTANT, "/payments/3/aside", {"why": "assurance"}, "Règlement repris"),
        (PARTNER, "/sending/stop", {}, "Les envois reprennent."),
    ],
)
def test_what_was_just_done_is_taken_back(
    visitor: Enter, books_stay_true: None, who: str, path: str, form: dict[str, str], then: str
) -> None:
    assert then in _undoes(visitor(who), path, **form).replace("’", "'")


def test_a_payment_that_was_placed_on_two_invoices_comes_off_both(
    town: Firm, visitor: Enter, books_stay_true: None
) -> None:
    claire = visitor(ASSISTANT)
    keys = [town.invoice(number).id for number in ("F-2026-0041", "F-2026-0044")]
    amounts = {f"amount-{keys[0]}": "1900", f"amount-{keys[1]}": "100"}
    assert "annulé" in _undoes(claire, "/payments/2/place", **amounts)
    assert town.payments()[1].unapplied_minor == 200_000
    assert [town.invoice(number).open_minor for number in ("F-2026-0041", "F-2026-0044")] == [199_999, 25_000]
    assert len(told(town, "allocation_undone")) == 2
    assert "déjà annulé" in claire.presses("/payments/2/unplace", allocations="1 2 x")


def test_nobody_is_offered_what_they_may_not_do(visitor: Enter) -> None:
    partner = visitor(PARTNER)
    page = partner.browser.post("/sending/stop", data={"csrf_token": partner.token()})
    assert page.status_code == 303
    assert 'class="undo"' not in visitor(ASSISTANT).reads("/"), "it is of the session that did it"
    assert 'class="undo"' in partner.reads("/")
