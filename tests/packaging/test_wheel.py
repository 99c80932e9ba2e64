"""The wheel carries everything the program reads, and works from any folder."""

import zipfile
from pathlib import Path

from tests.packaging.conftest import CHECKOUT, SHIPPED


def _files(folder: str) -> set[str]:
    paths = (path for path in (CHECKOUT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(CHECKOUT)) for path in paths}


def test_every_file_of_the_packages_is_in_the_wheel(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = set().union(*(_files(folder) for folder in SHIPPED))
    wanted = {f"mailbot/{name}" if name.startswith("templates/") else name for name in wanted}
    assert "mailbot/store/migrations/env.py" in wanted
    assert "mailbot/templates/mail/reminder-1/fr/body.html" in wanted
    assert sorted(wanted - inside) == []


def test_nothing_else_is_in_the_wheel(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {Path(name).parts[0] for name in names} - {"mailbot", "admin"} == {names[-1].split("/")[0]}
    assert not [name for name in names if name.endswith(".pyc") or "__pycache__" in name]


def test_the_installed_program_is_not_the_checkout(elsewhere):
    where = elsewhere("python", "-c", "import mailbot; print(mailbot.__file__)").stdout
    assert "/elsewhere" in where
    assert str(CHECKOUT) not in where


def test_the_installed_program_prepares_a_firm_and_finds_nothing_missing(elsewhere, tmp_path):
    made = elsewhere("mailbot", "init", tmp_path / "firm")
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "firm" / "mailbot.db").is_file()
    checked = elsewhere("mailbot", "--config", tmp_path / "firm" / "config.yaml", "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "a letter prints" in checked.stdout
