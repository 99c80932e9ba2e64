"""stub"""
from __future__ import annotations
from mailbot.core.understood import Movement
from mailbot.inbound.firm import BankProfileFacts
from mailbot.inbound.parse import Mail
def read_notice(mail: Mail, profile: BankProfileFacts) -> tuple[Movement, ...]:
    return ()
