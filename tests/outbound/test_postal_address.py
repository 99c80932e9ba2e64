"""The address block follows the norm of the post, and always keeps to the window's size."""

from hypothesis import given
from hypothesis import strategies as st

from mailbot.outbound.postal_address import postal_address
from tests.outbound.samples import a_client

_LONG = "Société d'exploitation des établissements Lemercier & Fils, Matériaux et Négoce de l'Ouest"


def test_the_town_is_in_capitals_without_punctuation_and_the_own_country_is_left_out():
    block = postal_address(a_client(city="Saint-Herblain, Cedex"))
    assert block.lines == (
        "Dupont Bâtiment SARL", "Mme Claire Dupont", "4 rue des Compagnons", "44800 SAINT-HERBLAIN CEDEX",
    )  # fmt: skip
    assert not block.small


def test_abroad_the_country_is_named_in_the_senders_language():
    client = a_client(country="DE", postcode="10117", city="Berlin")
    assert postal_address(client, "FR", "fr").lines[-1] == "ALLEMAGNE"
    assert postal_address(client, "GB", "en").lines[-1] == "GERMANY"


def test_a_contact_who_is_the_client_is_not_named_twice():
    assert postal_address(a_client(name="Jean Petit", contact="jean petit")).lines[:2] == (
        "Jean Petit",
        "4 rue des Compagnons",
    )


def test_long_names_are_broken_and_set_smaller():
    block = postal_address(
        a_client(name=_LONG, contact=_LONG, address="Bâtiment C\nZone du Bois-Joly\n4 rue Longue", country="BE")
    )
    assert block.small
    assert len(block.lines) <= 9
    assert block.lines[-2:] == ("44800 SAINT-HERBLAIN", "BELGIQUE")


def test_of_names_without_end_the_way_to_the_door_stays():
    client = a_client(name=_LONG * 2, contact=_LONG * 2, address="Bâtiment C\nZone du Bois-Joly\n4 rue Longue")
    lines = postal_address(client).lines
    assert len(lines) <= 8
    assert lines[-4:] == ("Bâtiment C", "Zone du Bois-Joly", "4 rue Longue", "44800 SAINT-HERBLAIN")


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=120))
def test_any_text_becomes_short_lines_without_breaks(name, contact, address):
    block = postal_address(a_client(name=name or "x", contact=contact, address=address))
    limit = 52 if block.small else 38
    assert all(len(line) <= limit and "\n" not in line for line in block.lines)
