"""The parts of matching: labels, references, names, sums."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.creditor_reference import creditor_reference
from mailbot.core.matching.combine import ENOUGH, LARGEST_SET, sums_to
from mailbot.core.matching.lists import running_numbers
from mailbot.core.matching.names import NameIndex, words_of
from mailbot.core.matching.normalise import compact, plain, read_label, runs
from mailbot.core.matching.references import citations, last_group, spellings


def cited(label, *numbers):
    """(number, spelling) of what the label names."""
    index: dict[str, list[int]] = {}
    for row, number in enumerate(numbers):
        for key in spellings(number):
            index.setdefault(key, []).append(row)
    found = citations(runs(plain(label)), lambda key: index.get(key, ()))
    return [(numbers[min(c.invoices)], c.spelling) for c in found]


NUMBERS = [
    "F-2026-0042", "FA2026/042", "2026-11-0042", "FAC00042", "20260042", "FA2611-0042", "FAC/2026/11/0042", "2026/0042",
    "VE-26-000042", "F2026110042",
]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("write", [str, str.lower, lambda n: n.replace("-", " "), lambda n: f"FACT.{n},MERCI", compact])
def test_every_way_of_numbering_is_found_as_it_is_usually_written(number, write):
    assert [found for found, _ in cited(write(number), number)] == [number]


@pytest.mark.parametrize("number", NUMBERS)
def test_the_creditor_reference_that_we_print_is_found(number):
    reference = creditor_reference(number)
    in_fours = " ".join(reference[at : at + 4] for at in range(0, len(reference), 4))
    assert cited(f"VIR {reference}", number) == [(number, "rf")]
    assert cited(in_fours, number) == [(number, "rf")]


@pytest.mark.parametrize(
    ("label", "spelling"),
    [
        ("F-2026-0042", "full"), ("F 2026 42", "spaced"), ("FACT 2026-42", "groups"), ("20260042", "digits"),
        ("2026 0042", "digits"), ("RF69F20260042", "rf"), ("NOFACTF20260042", "full"),
    ],
)  # fmt: skip
def test_a_spelling_is_named(label, spelling):
    assert cited(label, "F-2026-0042") == [("F-2026-0042", spelling)]


@pytest.mark.parametrize(
    "label",
    [
        "F-2026-00421", "120260042", "2026", "0042", "42", "F-2026", "RF70F20260042", "RF68 F202 6004 2",
        "F 2026 / / 42", "F-2026-043",
    ],
)  # fmt: skip
def test_a_number_is_not_found_in_another(label):
    assert cited(label, "F-2026-0042") == []


def test_all_numbers_of_a_label_are_found_in_order():
    label = "FACT F-2026-0043 ET F 2026 0042, 2026-44"
    numbers = ["F-2026-0042", "F-2026-0043", "F-2026-0044"]
    assert [n for n, _ in cited(label, *numbers)] == ["F-2026-0043", "F-2026-0042", "F-2026-0044"]


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_one_number_never_passes_for_another(one, other):
    found = cited(f"F-2026-{one:04d}", f"F-2026-{other:04d}")
    assert bool(found) == (one == other)


@pytest.mark.parametrize(("number", "expected"), [("F-2026-0042", 42), ("FAC", None), ("2026/0042", 42)])
def test_the_running_number_is_the_last_group(number, expected):
    assert last_group(number) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("FACTURES 42 ET 43", [(42, 42), (43, 43)]), ("FACT 42 A 45", [(42, 45)]), ("LE 42 ET 43", []),
        ("FACT 42, 43 ET 50 A 51", [(42, 42), (43, 43), (50, 51)]), ("FACT DU 12", [(12, 12)]),
        ("FACT 42 RUE 7", [(42, 42)]), ("FACT 50 A 42", [(50, 50), (42, 42)]), ("FACT 1 A 999", [(1, 999)]),
        ("FACTURES DE 42 A 45", [(42, 45)]), ("VE 42", [(42, 42)]), ("FACT 2026-42", [(42, 42)]), ("RF20VE26", []),
    ],
)  # fmt: skip
def test_running_numbers_are_read_only_after_an_invoice_word(label, expected):
    assert running_numbers(runs(label), {}, (), {"VE"}) == expected


@pytest.mark.parametrize(
    ("label", "payer"),
    [
        ("VIREMENT SEPA RECU /DE DUPONT SARL /MOTIF FACT 42 /REF NOTPROVIDED", "DUPONT SARL"),
        ("VIR RECU 1234567890S DE: ACME INC MOTIF: F-1 REF: X", "ACME INC"),
        ("VIR SEPA RECU /FRM MARTIN ET FILS", "MARTIN ET FILS"),
        ("VIR INST 123456 FACT 42", ""),
    ],
)
def test_the_payer_is_read_where_the_bank_writes_it(label, payer):
    assert read_label(label).payer == payer


@pytest.mark.parametrize(
    ("label", "gone"),
    [
        ("VIR RECU 1234567890S FACT 42", "1234567890"), ("FACT 42 DU 12/11/2026", "2026"), ("CDE 4711 FACT 42", "4711"),
        ("FACT 42 NOTPROVIDED", "NOTPROVIDED"), ("RUM FR12ZZZ456 FACT 42", "456"),
    ],
)  # fmt: skip
def test_what_the_bank_or_others_wrote_is_no_reference(label, gone):
    text = read_label(label).text
    assert gone not in text
    assert "FACT 42" in text


@pytest.mark.parametrize(("length", "cut"), [(30, False), (31, True), (35, True), (36, False), (140, True)])
def test_a_label_of_a_banks_width_may_be_cut(length, cut):
    assert read_label("X" * length).cut is cut


NAMES = NameIndex([
    "Dupont SARL", "Dupont Transports", "Martin & Fils", "Boulangerie Lenoir", "Société Générale d'Étude",
])  # fmt: skip


@pytest.mark.parametrize(
    ("payer", "best"),
    [
        ("DUPONT", 0), ("SARL DUPONT", 0), ("DUPONT TRANSPORTS SAS", 1), ("TRANSPORTS DUPONT", 1), ("DUPONT TRANSP", 1),
        ("MARTIN ET FILS", 2), ("BOULANGERIE LENOIRE", 3), ("LENOIR BOULANG", 3), ("GENERALE ETUDE", 4),
        ("BOULANGREIE LENOIR", 3),
    ],
)  # fmt: skip
def test_names_are_found_shortened_reordered_or_misspelt(payer, best):
    (client, likeness), *others = NAMES.nearest(payer)
    assert client == best
    assert likeness >= 0.75
    assert all(like < likeness for _, like in others)


@pytest.mark.parametrize("payer", ["", "SARL", "DURAND", "LE"])
def test_names_that_tell_nothing_find_nobody(payer):
    assert NAMES.nearest(payer) == []


def test_a_name_inside_a_longer_text_is_found():
    assert NAMES.mentioned("VIR BOULANGERIE LENOIR POUR NOVEMBRE")[0][0] == 3


def test_courtesies_and_legal_forms_are_no_names():
    assert words_of("M. ou Mme Jean de La Tour SARL") == ("JEAN", "TOUR")


@pytest.mark.parametrize(
    ("amounts", "target", "expected"),
    [
        ([100, 200, 300], 300, ((0, 1), (2,))),
        ([1000, -200, 50], 800, ((0, 1),)),
        ([100], 99, ()),
        ([], 0, ()),
        ([5, -5], 0, ((0, 1),)),
    ],
)
def test_every_sum_is_found(amounts, target, expected):
    assert sums_to(amounts, target) == expected


def test_too_many_invoices_are_not_tried_and_many_ways_are_cut_short():
    assert sums_to([1] * (LARGEST_SET + 1), 1) is None
    assert len(sums_to([1] * 10, 1) or ()) == ENOUGH


def test_a_search_that_takes_too_long_claims_nothing():
    assert sums_to([2 * n + 2 for n in range(24)], 101) is None


@given(st.lists(st.integers(-50, 50).filter(bool), max_size=8), st.integers(-100, 100))
def test_what_is_found_adds_up_and_nothing_is_missed(amounts, target):
    found = sums_to(amounts, target) or ()
    assert all(sum(amounts[i] for i in way) == target for way in found)
    subsets = ([i for i in range(len(amounts)) if mask >> i & 1] for mask in range(1, 2 ** len(amounts)))
    count = sum(sum(amounts[i] for i in subset) == target for subset in subsets)
    assert len(found) == min(count, ENOUGH)
