"""How the person written to is addressed; nobody's sex is guessed."""

import pytest

from mailbot.outbound.civility import civility


@pytest.mark.parametrize(
    ("name", "french", "english"),
    [
        ("", "Madame, Monsieur", "Dear Sir or Madam"),
        ("Claude Martin", "Madame, Monsieur", "Dear Sir or Madam"),
        ("Mme Claire Dupont", "Madame", "Dear Ms Dupont"),
        ("M. Jean Petit", "Monsieur", "Dear Mr Petit"),
        ("Monsieur Petit", "Monsieur", "Dear Mr Petit"),
        ("Me Anne Leroy", "Maître", "Dear Maître Leroy"),
        ("Dr Paul Roux", "Docteur", "Dear Dr Roux"),
        ("Mme", "Madame, Monsieur", "Dear Sir or Madam"),
        ("Mercier SARL", "Madame, Monsieur", "Dear Sir or Madam"),
    ],
)
def test_titles(name, french, english):
    assert civility(name, "fr").address == french
    assert civility(name, "en").address == english


def test_the_closing_repeats_the_address():
    assert civility("Mme Dupont", "fr").closing == (
        "Nous vous prions d’agréer, Madame, l’expression de nos salutations distinguées."
    )
    assert civility("", "en").closing == "Yours faithfully,"
    assert civility("Mr Smith", "en").closing == "Yours sincerely,"
