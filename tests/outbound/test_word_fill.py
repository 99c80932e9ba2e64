"""Fields of a Word template: found however Word cuts them, filled in, repeated, left out, or told to be wrong."""

import re

import docx
import pytest
from docx.oxml import OxmlElement
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.errors import InputError
from mailbot.outbound.word_fields import WordFields
from mailbot.outbound.word_fill import fill
from mailbot.outbound.word_places import written

PLAIN = WordFields(
    single={"name": "Dupont", "none": "", "lines": "un\ndeux", "parts": "un\n\ndeux", "pay.iban": "FR76"},
    rows={
        "line": ({"number": "F-1", "late": "3 jours"}, {"number": "F-{{name}}", "late": ""}),
        "sum": (),
        "beside": (),
    },
    pictures={"firm.logo": b"", "pay.code": b""},
)  # fmt: skip


def a_document(*texts):
    """A paragraph each; `|` between runs, as Word cuts them."""
    document = docx.Document()
    for text in texts:
        paragraph = document.add_paragraph()
        for run in text.split("|"):
            paragraph.add_run(run)
    return document


def texts_of(document):
    return [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize(
    ("written_", "filled"),
    [
        ("Bonjour {{name}},", ["Bonjour Dupont,"]),
        ("Bonjour |{|{na|me}|}|, ici", ["Bonjour Dupont, ici"]),
        ("{{ name }}{{name}}", ["DupontDupont"]),
        ("{{name}} et |{{na|me}}", ["Dupont et Dupont"]),
        ("BIC : {{none}}", []),
        ("{{none}}{{name}}", ["Dupont"]),
        ("{{lines}}", ["un\ndeux"]),
        ("{{parts}}", ["un", "deux"]),
        ("Or: {{parts}}", ["Or: un\n\ndeux"]),
        ("{name} a 100 %", ["{name} a 100 %"]),
    ],
)
def test_a_field_is_filled_wherever_word_has_cut_it(written_, filled):
    document = a_document(written_)
    fill(document, PLAIN)
    assert texts_of(document) == filled


@given(st.lists(st.sampled_from(["a", "{", "}", "{{name}}", "{{none}}", "|", " ", "\t", "\n"]), max_size=12))
def test_any_template_is_filled_or_refused(parts):
    document = a_document("".join(parts))
    try:
        fill(document, PLAIN)
    except InputError:
        return
    assert all("{{" not in text and "}}" not in text for text in texts_of(document))


def a_table(*cells):
    document = docx.Document()
    table = document.add_table(rows=0, cols=len(cells[0]))
    for row in cells:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return document, table


def test_the_row_of_invoices_repeats_and_braces_in_data_stay():
    document, table = a_table(("Facture", "Retard"), ("{{line.number}}", "({{line.late}})"), ("{{none}}", "x"))
    fill(document, PLAIN)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Facture", "Retard"], ["F-1", "(3 jours)"], ["F-{{name}}", ""],
    ]  # fmt: skip


def test_a_table_that_has_nothing_to_say_goes_away():
    document, _ = a_table(("{{none}}", "x"), ("{{sum.label}}", "{{sum.amount}}"))
    fill(document, PLAIN)
    assert document.tables == []


def test_a_row_in_a_table_in_a_table_repeats_alone():
    document, table = a_table(("dehors", ""))
    inner = table.cell(0, 1).add_table(1, 1)
    inner.cell(0, 0).text = "{{line.number}}"
    fill(document, PLAIN)
    assert len(table.rows) == 1
    assert [row.cells[0].text for row in table.cell(0, 1).tables[0].rows] == ["F-1", "F-{{name}}"]


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        (("Bon", "Total {{nam}}"), "paragraph 2: there is no field {{nam}}; perhaps {{name}}"),
        (("{{}}",), "paragraph 1: there is no field {{}}"),
        (("{{line.number}}",), "paragraph 1: {{line.number}} stands outside a table"),
        (("Bon", "", "Total {{name ici"), "paragraph 3: a field is not closed in “Total {{name ici”"),
    ],
)
def test_a_wrong_field_is_told_with_its_name_and_place(paragraphs, said):
    with pytest.raises(InputError, match=re.escape(said)):
        fill(a_document(*paragraphs), PLAIN)


def test_in_a_table_the_cell_is_told_and_in_a_foot_the_foot():
    document, _ = a_table(("a", "b"), ("c", "{{nix}}"), ("{{line.number}}", "{{sum.label}}"))
    document.sections[0].footer.paragraphs[0].text = "{{wo}}"
    with pytest.raises(InputError) as refused:
        fill(document, PLAIN)
    assert "table 1, row 2, cell 2: there is no field {{nix}}" in str(refused.value)
    assert "table 1, row 3: {{line.…}} and {{sum.…}} stand in one row" in str(refused.value)
    assert "footer, paragraph 1: there is no field {{wo}}" in str(refused.value)


def test_text_boxes_and_frames_have_fields_too():
    document = a_document("")
    box, inside, run, text = (OxmlElement(f"w:{name}") for name in ("txbxContent", "p", "r", "t"))
    text.text = "{{name}}"
    run.append(text)
    inside.append(run)
    box.append(inside)
    document.paragraphs[0].add_run()._r.append(box)
    fill(document, PLAIN)
    assert written(inside).text == "Dupont"
    assert written(document.paragraphs[0]._p).text == ""
