"""One backup a night into a folder, and only the newest of them kept."""

from __future__ import annotations

from datetime import datetime

from mailbot.tasks.desk.office import Office
from mailbot.tasks.keeping.back_up import back_up


def nightly_backup(office: Office, now: datetime) -> str:
    """Write today's backup unless it is there, and take the oldest away; what was done, in a word for the log.

    Nothing happens while `retention.backup_keep` is 0, or when the books are on PostgreSQL, whose own tools do it.
    """
    settings = office.settings.retention
    if not settings.backup_keep or not office.settings.database.url.startswith("sqlite"):
        return "no backup"
    folder = settings.backup_folder
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"mailbot-{office.day(now):%Y-%m-%d}.zip"
    if not target.exists():
        back_up(office.settings, target, now)
    kept = sorted(folder.glob("mailbot-????-??-??.zip"))
    for old in kept[: -settings.backup_keep]:
        old.unlink()
    return f"backup {target.name}"
