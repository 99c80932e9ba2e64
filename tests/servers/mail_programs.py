"""Real mail programs in the hands of the firm's clients: they read over IMAP, quote, and send over SMTP."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Literal

from tests.servers.dovecot import Dovecot
from tests.servers.processes import PATH, needs, remove, server_folder
from tests.servers.terminal import run_in_terminal

Placement = Literal["top", "bottom", "inline", "only"]

# Stands in for the text editor: mutt opens it with the quoted message, and it types the answer.
_EDITOR = """\
#!/usr/bin/python3
import sys
where, text = {where!r}, {text!r}
path = sys.argv[-1]
body = open(path, encoding="utf-8").read()
if where == "top":
    body = text + "\\n\\n" + body
elif where == "bottom":
    body = body.rstrip("\\n") + "\\n\\n" + text + "\\n"
elif where == "only":
    body = text + "\\n"
else:
    lines, done = [], False
    for line in body.split("\\n"):
        lines.append(line)
        if not done and line.startswith(">") and line.strip("> "):
            lines += ["", text, ""]
            done = True
    body = "\\n".join(lines)
open(path, "w", encoding="utf-8").write(body)
"""

# Any question that is left to ask would wait for ever.
_MUTT = """\
set folder="imaps://localhost:{imaps}/"
set spoolfile="imaps://localhost:{imaps}/INBOX"
set imap_user="{user}"
set imap_pass="{password}"
set smtp_url="smtp://localhost:{smtp}/"
set ssl_starttls=no
set certificate_file="{authority}"
set from="{user}"
set realname="{name}"
set use_from=yes
set envelope_from=yes
set hostname="client.example"
set editor="{editor}"
set fast_reply=yes
set reply_to=yes
set honor_followup_to=yes
set include=yes
set autoedit=yes
set edit_headers=no
set abort_unmodified=no
set abort_nosubject=no
set abort_noattach=no
set record="imaps://localhost:{imaps}/Sent"
set copy=yes
set confirmcreate=no
set attribution="{attribution}"
set charset="utf-8"
set send_charset="us-ascii:utf-8"
set sleep_time=0
set sendmail_wait=0
set wait_key=no
set quit=yes
set delete=no
set move=no
set mark_old=no
set text_flowed={flowed}
set header_cache=""
set sort=date
unset signature
unset recall
"""


class Mutt:
    """A person at neomutt or mutt, pressing keys. `port` is the SMTP server that takes their mail."""

    def __init__(
        self,
        server: Dovecot,
        port: int,
        user: str,
        *,
        program: Literal["neomutt", "mutt"] = "neomutt",
        attribution: str = "Le %[%d/%m/%Y à %H:%M], %n a écrit :",
        flowed: bool = False,
    ) -> None:
        needs(**{program: program})
        self._program = program
        self._settings = {
            "imaps": server.imaps_port,
            "smtp": port,
            "user": user,
            "password": server.password(user),
            "authority": server.authority.pem,
            "name": "Claire Dupont",
            "attribution": attribution,
            "flowed": "yes" if flowed else "no",
        }

    def reply(self, pattern: str, text: str, *, where: Placement = "top", everyone: bool = False) -> None:
        """Answer the last message that matches mutt's pattern, such as `~s 2026-0042`."""
        answer = "<group-reply>" if everyone else "<reply>"
        self._press(f"<limit>{pattern}<enter><last-entry>{answer}<send-message><exit>", text, where)

    def forward(self, pattern: str, to: str, text: str) -> None:
        self._press(f"<limit>{pattern}<enter><last-entry><forward-message>{to}<enter><send-message><exit>", text, "top")

    def _press(self, keys: str, text: str, where: Placement) -> None:
        home = server_folder("mutt")
        editor, settings = home / "editor", home / "muttrc"
        editor.write_text(_EDITOR.format(where=where, text=text), encoding="utf-8")
        editor.chmod(0o755)
        settings.write_text(_MUTT.format(editor=editor, **self._settings), encoding="utf-8")
        environment = {"HOME": str(home), "TERM": "xterm", "LC_ALL": "C.UTF-8", "PATH": PATH, "TZ": "Europe/Paris"}
        try:
            run_in_terminal([self._program, "-n", "-F", str(settings), "-e", f'push "{keys}"'], environment)
        finally:
            remove(home)


_MBSYNC = """\
IMAPAccount a
Host localhost
Port {imaps}
User {user}
Pass {password}
SSLType IMAPS
CertificateFile {authority}

IMAPStore far
Account a

MaildirStore near
Path {folder}/
Inbox {folder}/INBOX
SubFolders Verbatim

Channel c
Far :far:
Near :near:
Patterns *
Create Near
Expunge Both
Sync All
SyncState *
"""


def mbsync(server: Dovecot, user: str, folder: Path) -> None:
    """Copy all of a user's folders into Maildirs below `folder`, the inbox into `folder/INBOX`."""
    needs(mbsync="isync")
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / ".mbsyncrc"
    settings.write_text(
        _MBSYNC.format(
            imaps=server.imaps_port,
            user=user,
            password=server.password(user),
            authority=server.authority.pem,
            folder=folder,
        )
    )
    _run(["mbsync", "-q", "-c", str(settings), "-a"], folder)


def s_nail_reply(
    maildir: Path, server: Dovecot, port: int, user: str, text: str, *, number: int = 1, below_original: bool = False
) -> None:
    """Answer a message of a Maildir with s-nail, in batch. It answers From and ignores Reply-To, as some programs do.

    The text stands above the quotation, or below "-------- Original Message --------" with all its headers.
    """
    needs(s_nail="s-nail")
    settings = {
        "v15-compat": None,
        "from": user,
        "mta": f"smtp://localhost:{port}",
        "smtp-auth": "none",
        "tls-ca-file": str(server.authority.pem),
        "tls-verify": "strict",
        "DEAD": "/dev/null",
        "ttycharset": "utf-8",
        "sendcharsets": "utf-8",
        "hostname": "client.example",
        "indentprefix": "> ",
        **({} if below_original else {"quote": None}),
    }
    options = [word for key, value in settings.items() for word in ("-S", key if value is None else f"{key}={value}")]
    typed = [f"Reply {number}", text, *(["", f"~m {number}"] if below_original else []), "~.", "x"]
    command = ["s-nail", "-#", "-:/", *options, "-f", f"maildir://{maildir}"]
    errors = _run(command, maildir.parent, "\n".join(typed) + "\n")
    assert "rror" not in errors, errors


def _run(command: list[str], home: Path, typed: str = "") -> str:
    done = subprocess.run(
        command,
        input=typed,
        text=True,
        capture_output=True,
        timeout=30,
        env={"HOME": str(home), "LC_ALL": "C.UTF-8", "PATH": PATH, "TZ": "Europe/Paris"},
        check=False,
    )
    assert done.returncode == 0, f"{command[0]} ended with {done.returncode}: {done.stdout}\n{done.stderr}"
    return done.stderr
