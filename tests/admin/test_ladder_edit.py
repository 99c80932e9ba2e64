"""A ladder is changed on a page: checked, its effect said before, written into the file, followed at once, had back."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest

from mailbot.config.load import load
from tests.admin.conftest import Visitor
from tests.admin.town import told
from tests.firm import ASSISTANT, PARTNER, Firm

Enter = Callable[..., Visitor]
EDIT = "/ladders/edit/professional"


@pytest.fixture
def partner(visitor: Enter) -> Visitor:
    return visitor(PARTNER)


def fields_of(page: str) -> dict[str, str]:
    """What the form holds, as a browser would send it."""
    form = page.partition('class="rungs"')[2].partition("</form>")[0]
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([\w-]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or "checked" in tag) and name[1] != "csrf_token":
            found[name[1]] = unescape(value[1]) if value else "on"
    for name, options in re.findall(r'<select[^>]* name="([\w-]+)">(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def text(page: str) -> str:
    plain = unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]))
    return re.sub(r"[\s\xa0\u202f]+", " ", plain).replace("\u2019", "'")


def shows(visitor: Visitor, path: str = EDIT, **typed: str) -> tuple[int, str]:
    """Open the form, type into it, and ask what it would change."""
    form = fields_of(visitor.reads(path)) | {"do": "check"} | typed
    answer = visitor.posts(path.partition("?")[0], **form)
    return answer.status_code, answer.get_data(as_text=True)


def saves(visitor: Visitor, page: str, **typed: str) -> str:
    return visitor.presses(EDIT, **(fields_of(page) | {"do": "save", "why": "essai"} | typed))


def test_the_effect_is_said_before_anything_is_written(looker: Visitor, shared_town: Firm) -> None:
    before = (shared_town.folder / "config.yaml").read_text(encoding="utf-8")
    status, page = shows(looker, **{"offset-2": "60", "offset-3": "90"})
    assert status == 200
    said = text(page)
    assert "Ce que ce barème ferait" in said
    assert re.search(r"\d+ factures ouvertes changent de niveau ou de jour sur \d+ de ce barème", said)
    assert "J+60" in said
    assert (shared_town.folder / "config.yaml").read_text(encoding="utf-8") == before
    assert told(shared_town, "ladder_changed") == []


def test_what_was_shown_is_written_with_its_reason_and_followed_at_once(partner: Visitor, town: Firm) -> None:
    path = town.folder / "config.yaml"
    path.write_text("# ours\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    _, page = shows(partner, **{"offset-2": "18", "name-2": "rappel appuyé"})
    assert "Barème enregistré" in saves(partner, page)
    written = load(path, check_secrets=False).ladders["professional"]
    assert [(one.name, one.offset) for one in written.levels][2] == ("rappel appuyé", 18)
    assert path.read_text(encoding="utf-8").startswith("# ours\n")
    assert town.office.fresh().ladders["professional"].levels[2].offset_days == 18
    line = told(town, "ladder_changed")[0]
    assert line.text == "barème professional changé (essai)" and line.actor == PARTNER
    assert "rappel appuyé" in partner.reads("/ladders")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"offset-2": "2"}, "après le jour du niveau précédent"),
        ({"offset-1": "cinq"}, "n'est pas un nombre"),
        ({"name-1": ""}, "Donnez un nom"),
        ({"number-2": "1"}, "même numéro"),
        ({"approval-3": "auto"}, "sans l'approbation d'un associé"),
        ({"deadline-3": ""}, "laisse un délai"),
        ({"post-1": "registered"}, "choisissez un canal avec lettre"),
        ({"base": "issued"}, "compte autrement"),
        ({"raise_to_formal": "on"}, "suppose de monter toutes"),
        ({f"gone-{n}": "on" for n in range(4)}, "au moins un niveau"),
    ],
)
def test_what_cannot_be_followed_is_refused_and_kept_as_typed(
    looker: Visitor, shared_town: Firm, typed: dict[str, str], words: str
) -> None:
    before = (shared_town.folder / "config.yaml").read_text(encoding="utf-8")
    status, page = shows(looker, **typed)
    assert status == 422
    assert words in text(page)
    name, value = next(iter(typed.items()))
    if not name.startswith("gone"):
        assert fields_of(page).get(name, "") == value
    assert 'name="do" value="save"' not in page
    forced = looker.posts(EDIT, **(fields_of(page) | typed | {"do": "save", "why": "quand même", "shown": "x"}))
    assert forced.status_code == 422
    assert (shared_town.folder / "config.yaml").read_text(encoding="utf-8") == before


def test_nothing_is_saved_that_was_not_shown_nor_without_a_reason(partner: Visitor, town: Firm) -> None:
    before = (town.folder / "config.yaml").read_text(encoding="utf-8")
    _, page = shows(partner, **{"offset-2": "18"})
    other = partner.posts(EDIT, **(fields_of(page) | {"do": "save", "why": "x", "offset-2": "19"}))
    assert "Ce que ce barème ferait" in text(other.get_data(as_text=True)), "the statement of what is typed now"
    silent = partner.posts(EDIT, **(fields_of(page) | {"do": "save", "why": " "}))
    assert "Dites pourquoi" in text(silent.get_data(as_text=True))
    late = partner.posts(EDIT, **(fields_of(page) | {"do": "save", "why": "x", "state": "another"}))
    assert "changés entre-temps" in text(late.get_data(as_text=True))
    assert (town.folder / "config.yaml").read_text(encoding="utf-8") == before
    assert told(town, "ladder_changed") == []


def test_levels_come_and_go(partner: Visitor, town: Firm) -> None:
    more = partner.posts(EDIT, **(fields_of(partner.reads(EDIT)) | {"do": "more"})).get_data(as_text=True)
    form = fields_of(more) | {"do": "check", "name-4": "dernier avis", "offset-4": "60", "gone-0": "on"}
    page = partner.posts(EDIT, **form).get_data(as_text=True)
    saves(partner, page)
    levels = town.office.fresh().ladders["professional"].levels
    assert [one.number for one in levels] == [1, 2, 3, 4]
    assert levels[-1].name == "dernier avis"


def test_an_earlier_version_is_had_back_by_the_same_way(partner: Visitor, town: Firm) -> None:
    _, page = shows(partner, **{"offset-2": "18"})
    saves(partner, page)
    listed = partner.reads("/ladders")
    assert "hors de ces pages" in listed
    keys = sorted(int(one) for one in re.findall(r"/ladders/version/(\d+)", listed))
    version = partner.reads(f"/ladders/version/{keys[0]}")
    assert "<del>" in version and f"/ladders/edit/professional?version={keys[0]}" in version
    _, page = shows(partner, f"{EDIT}?version={keys[0]}")
    saves(partner, page)
    assert town.office.fresh().ladders["professional"].levels[2].offset_days == 15
    assert len(told(town, "ladder_changed")) == 2


def test_a_faulty_file_leaves_the_ladders_as_they_were(town: Firm) -> None:
    (town.folder / "config.yaml").write_text("firm: [", encoding="utf-8")
    assert town.office.fresh().ladders["professional"] == town.office.ladders["professional"]


def test_who_does_not_decide_sees_them_and_changes_none(visitor: Enter) -> None:
    assistant = visitor(ASSISTANT)
    assert "/ladders/edit/" not in assistant.reads("/ladders")
    assert assistant.opens(EDIT).status_code == 403
    assert assistant.posts(EDIT, do="check").status_code == 403
    assert visitor(PARTNER).opens("/ladders/edit/nope").status_code == 404
