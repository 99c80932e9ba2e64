"""The room's slow things, made once."""

import pytest

from mailbot.outbound.letter_pdf import LetterPress
from mailbot.outbound.templates import Texts


@pytest.fixture(scope="session")
def texts() -> Texts:
    return Texts()


@pytest.fixture(scope="session")
def press() -> LetterPress:
    return LetterPress()
