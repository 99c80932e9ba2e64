"""Domains where anybody may have a mailbox say nothing about whom one works for."""

import pytest

from mailbot.core.reading.mail_domains import domain_of, is_public


@pytest.mark.parametrize(
    "domain",
    ["gmail.com", "GMAIL.COM", "orange.fr", "wanadoo.fr", "yahoo.co.uk", "yahoo.fr", "hotmail.be", "outlook.es",
     "t-online.de", "libero.it", "ziggo.nl", "laposte.net", "icloud.com", "", "localhost", "btinternet.com"],
)  # fmt: skip
def test_a_provider_s_domain_is_nobody_s(domain):
    assert is_public(domain)


@pytest.mark.parametrize(
    "domain", ["dupont.example", "mairie-lyon.fr", "orange-travaux.fr", "compta.gmail-conseil.fr", "yahoo.dupont.fr"]
)
def test_a_firm_s_own_domain_is_theirs(domain):
    assert not is_public(domain)


def test_the_domain_of_an_address_is_what_follows_the_last_at():
    assert (domain_of("A.B@Dupont.Example"), domain_of("nobody")) == ("dupont.example", "")
