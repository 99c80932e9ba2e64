"""Everything in one file, and back."""

import shutil
import zipfile

import pytest

from mailbot.store import state
from mailbot.tasks.keeping.verify import verify
from mailbot.tasks.sending.release_reminders import release
from tests.firm import CONFIG, PARTNER, Firm

CLIENT = "compta@dupont.example"


@pytest.fixture
def kept(at_work, office, tmp_path):
    """A backup of a firm that has sent a reminder with a letter."""
    assert at_work("remind", "--invoice", "F-2026-0042", "--channel", "mail+letter").exit_code == 0
    result = at_work("backup", "kept.zip")
    assert result.exit_code == 0, result.stderr
    return tmp_path / "kept.zip"


@pytest.fixture
def elsewhere(kept, tmp_path, monkeypatch):
    """Another machine: the configuration and the key are there, the books are not."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for name in ("config.yaml", "secret.key"):
        shutil.copy(tmp_path / name, folder)
    monkeypatch.chdir(folder)
    return folder


def test_a_backup_brings_back_the_books_and_every_byte(at_work, office, kept, elsewhere):
    before = at_work("--config", kept.parent / "config.yaml", "export", "events", "--format", "json").stdout
    result = at_work("restore", kept)
    assert result.exit_code == 0, result.stderr
    assert at_work("export", "events", "--format", "json").stdout.startswith(before)
    assert verify(Firm(elsewhere).office) == []
    assert at_work("verify").exit_code == 0


def test_the_backup_is_its_owner_s_and_holds_no_secret(kept):
    assert kept.stat().st_mode & 0o777 == 0o600
    names = zipfile.ZipFile(kept).namelist()
    assert names[0] == "books.db" and names[-1] == "manifest.json"
    assert all(name.startswith("blobs/") for name in names[1:-1]) and len(names) > 3


def test_it_is_made_while_somebody_writes(at_work, office, tmp_path):
    with office.office.books.write() as session:
        state.remember(session, "half", "done")
        session.flush()
        assert at_work("backup", "kept.zip").exit_code == 0
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".mailbot") or path.suffix == ".part"]


def test_nothing_is_overwritten(at_work, kept):
    before = kept.read_bytes()
    again, over = at_work("backup", kept), at_work("restore", kept)
    assert (again.exit_code, over.exit_code) == (1, 1)
    assert "is there already" in again.stderr and "mailbot.db is there already" in over.stderr
    assert kept.read_bytes() == before


def test_after_a_restore_nothing_leaves_until_a_person_says_so(at_work, office, elsewhere, kept):
    at_work("restore", kept)
    later = "2027-01-11T10:00"
    assert "approved (" in at_work("remind", "--invoice", "F-2026-0050", now=later).stdout
    assert not (elsewhere / "mail" / CLIENT).exists()
    assert "stopped by restore" in at_work("resume", "--as", PARTNER, now=later).stdout
    at_work("send", now=later)
    assert (elsewhere / "mail" / CLIENT).exists()


def test_what_waited_to_be_sent_is_doubtful_after_a_restore(at_work, office, tmp_path):
    at_work("remind", "--invoice", "F-2026-0042", now="2026-11-16T07:00")
    office.at("2026-11-16T09:00")
    assert release(office.office, office.now).released == 1
    assert at_work("backup", "kept.zip").exit_code == 0
    (tmp_path / "mailbot.db").rename(tmp_path / "lost.db")
    for name in ("mailbot.db-wal", "mailbot.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    result = at_work("restore", "kept.zip")
    assert "1 messages may have left since" in result.stdout
    at_work("send")
    assert office.inbox_of(CLIENT) == []
    assert CLIENT in at_work("delivery", "list").stdout


def _cut(kept, broken):
    broken.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2])


def _other_words(kept, broken):
    broken.write_text("no backup")


def _with_another(beginning):
    """The same archive, with other bytes in the first member of that name; its own checksums fit."""

    def damage(kept, broken):
        with zipfile.ZipFile(kept) as old, zipfile.ZipFile(broken, "w") as new:
            changed = next(name for name in old.namelist() if name.startswith(beginning))
            for name in old.namelist():
                new.writestr(name, old.read(name) + (b" " if name == changed else b""))

    return damage


def _without_a_blob(kept, broken):
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist()[:1] + old.namelist()[2:]:
            new.writestr(name, old.read(name))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_other_words, "no backup of Mailbot"),
        (_cut, "no backup of Mailbot"),
        (_with_another("books"), "damaged"),
        (_with_another("blobs"), "damaged"),
        (_without_a_blob, "damaged"),
    ],
)
def test_a_damaged_backup_is_refused_whole(at_work, kept, elsewhere, damage, said):
    damage(kept, elsewhere / "broken.zip")
    result = at_work("restore", "broken.zip")
    assert (result.exit_code, said in result.stderr, len(result.stderr.splitlines())) == (1, True, 1)
    assert sorted(path.name for path in elsewhere.iterdir()) == ["broken.zip", "config.yaml", "secret.key"]


def test_a_foreign_zip_is_refused(at_work, elsewhere):
    with zipfile.ZipFile("other.zip", "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert at_work("restore", "other.zip").exit_code == 1
    assert at_work("restore", "nowhere.zip").exit_code == 1


def test_bytes_that_the_books_name_and_nobody_has_are_told(at_work, office, kept, tmp_path):
    lost = next(path for path in (tmp_path / "blobs").glob("??/??/*"))
    lost.unlink()
    result = at_work("backup", "second.zip")
    assert (result.exit_code, lost.name in result.stderr) == (1, True)
    assert (tmp_path / "second.zip").exists()


def test_postgresql_has_its_own_tool(mailbot, tmp_path):
    (tmp_path / "secret.key").write_text("k" * 48)
    (tmp_path / "config.yaml").write_text(CONFIG + "database: {url: 'postgresql+psycopg://mailbot@db/mailbot'}\n")
    for command in ("backup", "restore"):
        result = mailbot(command, "kept.zip")
        assert (result.exit_code, "pg_dump" in result.stderr, len(result.stderr.splitlines())) == (1, True, 1)
