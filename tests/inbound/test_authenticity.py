"""Who may be believed: the topmost header of a server that we trust, and nothing else."""

from __future__ import annotations

import pytest

from mailbot.inbound.authenticity import aligned, prove
from mailbot.inbound.parse import parse
from tests.inbound.letters import MX, a_firm, a_mail

FROM = "Banque <avis@banque-rhone.example>"

CASES = (
    (f"{MX}; dkim=pass header.d=banque-rhone.example", True),
    (f"{MX}; dmarc=pass header.from=banque-rhone.example", True),
    (f"{MX}; spf=pass smtp.mailfrom=x.example; dmarc=pass (p=reject) header.from=banque-rhone.example", True),
    (f"{MX} 1; dkim=pass header.i=@banque-rhone.example", True),
    (f"{MX}; dkim=pass header.d=mail.banque-rhone.example", True),
    (f'{MX}; dkim=fail reason="x; dkim=pass header.d=banque-rhone.example"', False),
    (f"{MX}; dkim=fail (dkim=pass header.d=banque-rhone.example)", False),
    (f"{MX}; dkim=pass header.d=mailchimp.example", False),
    (f"{MX}; dkim=pass header.d=evilbanque-rhone.example", False),
    (f"{MX}; dkim=pass header.d=banque-rhone.example.evil.example", False),
    (f"{MX}; dkim=pass header.d=banque-rhone.example; dmarc=fail", False),
    (f"{MX}; spf=pass smtp.mailfrom=banque-rhone.example", False),
    (f"{MX}; none", False),
    (f"{MX}.evil.example; dkim=pass header.d=banque-rhone.example", None),
    (
        (
            "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=banque-rhone.example; dkim=pass "
            "header.d=banque-rhone.example"
        ),
        None,
    ),
    ("", None),
)


@pytest.mark.parametrize(("header", "verdict"), CASES)
def test_only_an_aligned_pass_of_our_own_server_proves_the_domain(header, verdict):
    proof = prove(a_mail(From=FROM, Authentication_Results=header), a_firm())
    assert proof.verdict is verdict, proof.why


def test_of_two_headers_with_our_name_the_upper_one_counts():
    top = f"Authentication-Results: {MX}; dkim=fail\r\n"
    planted = f"Authentication-Results: {MX}; dmarc=pass header.from=banque-rhone.example\r\n"
    rest = f"From: {FROM}\r\n\r\nx"
    assert prove(parse((top + planted + rest).encode()), a_firm()).verdict is False


def test_a_strangers_header_above_ours_does_not_hide_it():
    above = "Authentication-Results: relay.example; dkim=fail\r\n"
    ours = f"Authentication-Results: {MX}; dmarc=pass header.from=banque-rhone.example\r\n"
    assert prove(parse((above + ours + f"From: {FROM}\r\n\r\nx").encode()), a_firm()).verdict is True


def test_a_second_subject_that_no_signature_covers_proves_nothing():
    head = f"Authentication-Results: {MX}; dkim=pass header.d=banque-rhone.example\r\nFrom: {FROM}\r\n"
    assert prove(parse((head + "Subject: a\r\nSubject: b\r\n\r\nx").encode()), a_firm()).verdict is False


@pytest.mark.parametrize(
    ("signer", "domain", "known", "ok"),
    [
        ("bank.example", "bank.example", (), True),
        ("bank.example", "alerts.bank.example", (), True),
        ("mail.bank.example", "alerts.bank.example", (), False),
        ("mail.bank.example", "alerts.bank.example", ("bank.example",), True),
        ("co.uk", "bank.co.uk", (), False),
        ("example", "bank.example", (), False),
        ("", "bank.example", (), False),
    ],
)
def test_alignment_stops_at_the_organisation(signer, domain, known, ok):
    assert aligned(signer, domain, known) is ok
