"""What corrections teach: addresses and domains of clients, used from then on, shown, and forgotten on a word."""

import pytest

from mailbot.core.errors import Refused
from mailbot.core.reading.corrections import Verdict
from mailbot.tasks.correcting.learn_alias import forget_alias
from tests.firm import PARTNER, Firm
from tests.tasks import reading
from tests.tasks.reading import BY, aliases, client_answers, decides, told, undoes, writes

DISPUTE = "Bonjour,\n\nJe conteste la facture que vous réclamez : rien n'a été livré.\n"
AGAIN = "Bonjour,\n\nNous avons réglé votre facture hier par virement.\n"
ROUX = "d.roux@fiduciaire.example"


def test_who_writes_for_a_client_is_known_from_then_on(reminded: Firm) -> None:
    first = writes(reminded, ROUX, "Re: votre relance", DISPUTE)
    assert first.client_id is None
    decides(reminded, first, Verdict.OTHER_CLIENT, client="C1")
    assert aliases(reminded) == [("address", ROUX), ("domain", "fiduciaire.example")]
    assert told(reminded, "alias_learned")[0].text == f"retenu pour Dupont Bâtiment : {ROUX}, @fiduciaire.example"
    for sender, by in ((ROUX, "learned address"), ("m.blanc@fiduciaire.example", "sender's domain")):
        later = writes(reminded, sender, "Re: votre relance", AGAIN)
        assert (later.client_id, later.linked_by, later.state) == (reminded.client().id, by, "done")


def test_a_mailbox_provider_teaches_an_address_and_no_domain(reminded: Firm) -> None:
    first = writes(reminded, "jean.dupont@orange.fr", "Re: votre relance", DISPUTE)
    decides(reminded, first, Verdict.OTHER_CLIENT, client="C1")
    assert aliases(reminded) == [("address", "jean.dupont@orange.fr")]
    stranger = writes(reminded, "paul.durand@orange.fr", "Re: votre relance", AGAIN)
    assert stranger.client_id is None and stranger.state == "review"


def test_a_domain_of_two_clients_teaches_only_the_address(reminded: Firm) -> None:
    reminded.has_client(code="C2", name="Martin SARL", email="martin@fiduciaire.example")
    first = writes(reminded, "nouveau@fiduciaire.example", "Re: votre relance", DISPUTE)
    assert first.linked_by == "sender's domain" and first.client_id == reminded.client("C2").id
    decides(reminded, first, Verdict.OTHER_CLIENT, client="C1")
    assert aliases(reminded) == [("address", "nouveau@fiduciaire.example")]
    later = writes(reminded, "autre@fiduciaire.example", "Re: votre relance", AGAIN)
    assert later.client_id is None
    assert later.why == "plusieurs clients possibles : Dupont Bâtiment, Martin SARL"


def test_an_address_of_two_clients_is_a_person_s_to_decide(reminded: Firm) -> None:
    reminded.has_client(code="C2", name="Martin SARL", email="compta@martin.example")
    for code in ("C1", "C2"):
        message = writes(reminded, ROUX, f"Re: votre relance {code}", DISPUTE)
        decides(reminded, message, Verdict.OTHER_CLIENT, client=code)
    later = writes(reminded, ROUX, "Re: la facture", AGAIN)
    assert later.client_id is None and later.state == "review"
    assert later.why == "plusieurs clients possibles : Dupont Bâtiment, Martin SARL"


@pytest.mark.parametrize(
    ("sender", "owner"),
    [("j.petit@dupont.example", "C1"), ("info@sub.dupont.example", None), ("j.petit@martin.example", None)],
)
def test_a_colleague_of_the_only_client_with_that_domain_is_recognised(
    reminded: Firm, sender: str, owner: str | None
) -> None:
    found = writes(reminded, sender, "Re: votre relance", AGAIN)
    assert found.client_id == (reminded.client(owner).id if owner else None)


def test_a_contact_s_domain_counts_like_the_client_s_own(reminded: Firm) -> None:
    reminded.takes_in("contacts.csv", "client;role;email\nC1;billing;factures@groupe-dupont.example\n")
    found = writes(reminded, "direction@groupe-dupont.example", "Re: votre relance", AGAIN)
    assert (found.client_id, found.linked_by) == (reminded.client().id, "sender's domain")


def test_two_clients_of_one_domain_link_to_neither(reminded: Firm) -> None:
    reminded.has_client(code="C2", name="Dupont Transports", email="transports@dupont.example")
    found = writes(reminded, "j.petit@dupont.example", "Re: votre relance", AGAIN)
    assert found.client_id is None and "Dupont Bâtiment, Dupont Transports" in found.why


def test_answering_for_a_known_client_from_an_unknown_address_is_learned_by_the_decision(reminded: Firm) -> None:
    message = writes(reminded, ROUX, "Facture F-2026-0042", DISPUTE)
    assert message.linked_by == "number in the subject" and message.state == "review"
    done = decides(reminded, message, Verdict.DISPUTE)
    assert ("address", ROUX) in aliases(reminded)
    undoes(reminded, done)
    assert aliases(reminded) == []


def test_nothing_to_do_teaches_nothing(reminded: Firm) -> None:
    message = writes(reminded, ROUX, "Facture F-2026-0042", DISPUTE)
    decides(reminded, message, Verdict.NOTHING)
    assert aliases(reminded) == []


@pytest.mark.parametrize("sender", [PARTNER, "noreply@fiduciaire.example", "x@banque-lugdunienne.example"])
def test_the_firm_robots_and_banks_teach_nothing(reminded: Firm, sender: str) -> None:
    message = writes(reminded, sender, "Re: votre relance", DISPUTE)
    decides(reminded, message, Verdict.OTHER_CLIENT, client="C1")
    assert aliases(reminded) == []


def test_what_was_learned_is_forgotten_on_a_word(reminded: Firm) -> None:
    message = writes(reminded, ROUX, "Re: votre relance", DISPUTE)
    done = decides(reminded, message, Verdict.OTHER_CLIENT, client="C1")
    with reminded.office.books.write() as session:
        for row in done.learned:
            forget_alias(session, row.id, BY, reminded.now)
        with pytest.raises(Refused, match="déjà oublié"):
            forget_alias(session, done.learned[0].id, BY, reminded.now)
    assert writes(reminded, ROUX, "Re: encore", AGAIN).client_id is None
    assert told(reminded, "alias_forgotten")[0].text == "oublié : @fiduciaire.example"


def test_a_learned_address_speaks_for_its_client(reminded: Firm) -> None:
    first = client_answers(reminded, "Bonjour,\n\nVoir ci-joint.\n", sender=ROUX)
    decides(reminded, first, Verdict.ANSWERED)
    later = writes(reminded, ROUX, "Facture F-2026-0042", AGAIN)
    assert later.state == "done" and later.client_id == reminded.client().id
    assert reading.message(reminded, first.id).resolved_by == BY.email
