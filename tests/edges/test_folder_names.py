"""Names of folders, ours and the server's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imapclient import imap_utf7

from mailbot.inbound.folder_names import Namespace, maildir_name, modified_utf7

ORDINARY = Namespace()
HOSTER = Namespace("INBOX.", ".")
DOTS = Namespace("", ".")
SLASHED = Namespace("INBOX/", "/")
FLAT = Namespace("", "")


@pytest.mark.parametrize(
    ("namespace", "folder", "name"),
    [
        (ORDINARY, "INBOX", "INBOX"),
        (ORDINARY, "inbox", "INBOX"),
        (ORDINARY, "Sent", "Sent"),
        (ORDINARY, "Mailbot/À voir", "Mailbot/À voir"),
        (ORDINARY, "S.A.R.L.", "S.A.R.L."),
        (HOSTER, "INBOX", "INBOX"),
        (HOSTER, "Sent", "INBOX.Sent"),
        (HOSTER, "Mailbot/À voir", "INBOX.Mailbot.À voir"),
        (HOSTER, "Mailbot/Sté. Dupont", "INBOX.Mailbot.Sté- Dupont"),
        (HOSTER, "INBOX.Mailbot", "INBOX.Mailbot"),
        (HOSTER, "INBOX/Mailbot", "INBOX.Mailbot"),
        (HOSTER, "Mailbot.Banque", "INBOX.Mailbot.Banque"),
        (DOTS, "Mailbot/Banque", "Mailbot.Banque"),
        (DOTS, "INBOX/Banque", "INBOX.Banque"),
        (SLASHED, "Mailbot/Banque", "INBOX/Mailbot/Banque"),
        (SLASHED, "INBOX/Banque", "INBOX/Banque"),
        (FLAT, "Mailbot/Banque", "Mailbot-Banque"),
    ],
)
def test_a_folder_gets_the_name_that_the_server_uses(namespace: Namespace, folder: str, name: str) -> None:
    assert namespace.server_name(folder) == name


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("INBOX", ""),
        ("Sent", ".Sent"),
        ("Mailbot/Traité", ".Mailbot.Trait&AOk-"),
        ("Mailbot/À voir", ".Mailbot.&AMA- voir"),
        ("S.A.R.L.", ".S-A-R-L-"),
        ("Dupont & Fils", ".Dupont &- Fils"),
    ],
)
def test_a_folder_on_disk_has_the_name_that_mail_programs_expect(folder: str, name: str) -> None:
    assert maildir_name(folder) == name


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_other_letters_are_written_as_imap_writes_them(text: str) -> None:
    assert modified_utf7(text) == imap_utf7.encode(text).decode("ascii")
    assert imap_utf7.decode(modified_utf7(text).encode()) == text
