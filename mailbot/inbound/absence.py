"""stub"""
from __future__ import annotations
from mailbot.core.understood import Absence
from mailbot.inbound.parse import Mail
def read_absence(mail: Mail, text: str) -> Absence | None:
    return None
