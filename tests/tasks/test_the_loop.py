"""The whole loop on Maildirs, week after week."""

from pathlib import Path

from tests.firm import CONFIG, Firm


def test_the_ladder_climbs_with_letter_and_deadline_and_never_skips(reminded: Firm) -> None:
    for day in range(17, 31):
        reminded.at(f"2026-11-{day}T08:00").tick()
    assert [row.level for row in reminded.reminders()] == [1, 2]
    second = reminded.reminders()[1]
    assert second.letter_sha and second.channel == "mail+letter"
    assert reminded.office.blobs.get(second.letter_sha).startswith(b"%PDF")


def test_a_backup_is_made_each_night_and_only_the_newest_are_kept(tmp_path: Path) -> None:
    firm = Firm(tmp_path / "firm", CONFIG + "retention: {backup_keep: 2}\n")
    for day in ("16", "17", "18"):
        firm.at(f"2026-11-{day}T04:00").tick()
        firm.tick()
    kept = sorted(path.name for path in (firm.folder / "backups").iterdir())
    assert kept == ["mailbot-2026-11-17.zip", "mailbot-2026-11-18.zip"]
