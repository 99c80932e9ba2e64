"""The creditor reference of an invoice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iso11649

from mailbot.core.creditor_reference import creditor_reference


@pytest.mark.parametrize(
    ("number", "expected"),
    [("F-2026-0042", "RF69F20260042"), ("f 2026/0042", "RF69F20260042"), ("2026/0042", "RF8820260042"), ("---", "")],
)
def test_it_is_built_from_letters_and_figures(number, expected):
    assert creditor_reference(number) == expected


@given(st.text(min_size=1, max_size=60))
def test_it_is_always_valid_or_empty(number):
    reference = creditor_reference(number)
    assert not reference or (iso11649.is_valid(reference) and len(reference) <= 25)
