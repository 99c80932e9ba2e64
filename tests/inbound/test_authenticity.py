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
    # What a stranger may write so that a careless reader sees a pass.
    (f'"{MX}"; dkim=pass header.d=banque-rhone.example', True),
    (f"(comment) {MX}; dkim=pass header.d=banque-rhone.example", True),
    (f"{MX} (evil.example); dkim=pass header.d=banque-rhone.example", True),
    (f"evil.example ({MX}); dkim=pass header.d=banque-rhone.example", None),
    (f"evil.example; {MX}; dkim=pass header.d=banque-rhone.example", None),
    (f"evil-{MX}; dkim=pass header.d=banque-rhone.example", None),
    (f"{MX}evil; dkim=pass header.d=banque-rhone.example", None),
    (f"{MX}\u200b; dkim=pass header.d=banque-rhone.example", None),
    (f"{MX.replace('e', 'е')}; dkim=pass header.d=banque-rhone.example", None),  # a Cyrillic е
    (f'"{MX} evil"; dkim=pass header.d=banque-rhone.example', None),
    (f"{MX}; dkim=pass header.d=banque-rhone.example (but not really; dkim=fail)", True),
    (f"{MX}; (dkim=pass header.d=banque-rhone.example)", False),
    (f"{MX}; dkim=fail (a (nested (comment)) dkim=pass) header.d=banque-rhone.example", False),
    (f"{MX}; dkim=fail (an unclosed comment; dkim=pass header.d=banque-rhone.example", False),
    (f"{MX}; dkim=neutral reason=pass header.d=banque-rhone.example", False),
    (f"{MX}; dkim=policy header.d=banque-rhone.example; x-dkim=pass header.d=banque-rhone.example", False),
    (f"{MX}; xdkim=pass header.d=banque-rhone.example", False),
    (f"{MX}; dkim-adsp=pass header.d=banque-rhone.example", False),
    (f"{MX}; arc=pass header.d=banque-rhone.example", False),
    (f"{MX}; iprev=pass header.d=banque-rhone.example", False),
    (f"{MX}; auth=pass smtp.auth=avis@banque-rhone.example", False),
    (f"{MX}; dkim=passed header.d=banque-rhone.example", False),
    (f"{MX}; dkim=pass", False),
    (f"{MX}; dkim=pass header.d=", False),
    (f"{MX}; dkim=pass header.d=example", False),
    (f"{MX}; dkim=pass header.d=banque-rhône.example", False),
    (f"{MX}; dkim=pass header.d=xn--banque-rhne-zfb.example", False),
    (f"{MX}; dkim=pass header.d=banque-rhone.example.", False),
    (f"{MX}; dkim=pass header.i=@evil.example header.b=banque-rhone.example", False),
    (f'{MX}; dkim=pass header.i="@banque-rhone.example"@evil.example', False),
    (f"{MX}; dkim=pass header.d=evil.example header.i=@banque-rhone.example", False),
    (f"{MX}; dmarc=pass header.from=evil.example", False),
    (f"{MX}; dmarc=bestguesspass header.from=banque-rhone.example", False),
    (f"{MX}; dmarc=pass header.from=sub.banque-rhone.example", False),
    (f"{MX}; spf=pass smtp.mailfrom=dkim=pass", False),
    (f'{MX}; spf=pass smtp.mailfrom="x; dkim=pass header.d=banque-rhone.example; "@evil.example', False),
    (f"{MX}; dmarc=fail; dkim=pass header.d=banque-rhone.example; dmarc=pass header.from=banque-rhone.example", False),
    (f"{MX}; DKIM=PASS HEADER.D=BANQUE-RHONE.EXAMPLE", True),
    (f"{MX.upper()}; dkim=pass header.d=banque-rhone.example", True),
    (f"{MX};\r\n\tdkim=pass\r\n\theader.d=banque-rhone.example", True),
    (f"{MX}; dkim=fail header.d=evil.example; dkim=pass header.d=banque-rhone.example", True),
    ("; dkim=pass header.d=banque-rhone.example", None),
    (";" * 5_000, None),
    ("(" * 5_000 + MX, None),
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
