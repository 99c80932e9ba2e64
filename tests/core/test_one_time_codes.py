"""Codes of an authenticator app, against the vectors of the RFC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mailbot.core import one_time_codes
from mailbot.core.one_time_codes import right_step, step_of

SECRET = b"12345678901234567890"
NOW = datetime(2026, 11, 22, 10, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"),
        (2000000000, "279037"), (20000000000, "353130"),
    ],
)  # fmt: skip
def test_codes_are_those_of_rfc_6238_appendix_b(seconds: int, code: str) -> None:
    assert one_time_codes.code(SECRET, step_of(datetime.fromtimestamp(seconds, UTC))) == code


@pytest.mark.parametrize(("seconds", "right"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_off_and_no_more(seconds: int, right: bool) -> None:
    typed = one_time_codes.code(SECRET, step_of(NOW + timedelta(seconds=seconds)))
    assert (right_step(SECRET, typed, NOW, None) is not None) is right


def test_a_code_works_once() -> None:
    typed = one_time_codes.code(SECRET, step_of(NOW))
    used = right_step(SECRET, f" {typed[:3]} {typed[3:]}", NOW, None)
    assert used == step_of(NOW)
    assert right_step(SECRET, typed, NOW, used) is None


@pytest.mark.parametrize("typed", ["", "000000", "é" * 6, "12345", "1234567", "\x00"])
def test_what_is_no_code_is_wrong(typed: str) -> None:
    assert right_step(SECRET, typed, NOW, None) is None


def test_a_secret_needs_the_seed_and_the_key_of_the_firm() -> None:
    found = {one_time_codes.derived_secret(seed, key) for seed in ("a", "b") for key in (b"k" * 32, b"l" * 32)}
    assert len(found) == 4
    assert {len(one) for one in found} == {20}
    text = one_time_codes.address(SECRET, "Étude Vallier", "h@x.example")
    assert text.startswith("otpauth://totp/%C3%89tude%20Vallier:h@x.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
