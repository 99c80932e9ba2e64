"""The locked requirements: everything pinned with its hashes, nothing said about where to fetch it."""

import re
import tomllib

import pytest

from tests.packaging.conftest import CHECKOUT

LOCKS = {name: (CHECKOUT / "requirements" / name).read_text() for name in ("build.lock", "run.lock", "dev.lock")}
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]


def _pinned(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[a-z,]+\])?==([^ ;\\]+)", lock, re.MULTILINE))


def _name(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9_.-]", requirement)[0]).lower()


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_every_requirement_is_pinned_with_hashes(lock):
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert len(entries) >= 2
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_no_lock_says_where_to_fetch(lock):
    assert re.search(r"://|^\s*--?(?!hash=)[a-z]", lock, re.MULTILINE) is None


def test_the_locks_hold_what_the_project_asks_for():
    run = {_name(name) for name in _pinned(LOCKS["run.lock"])}
    assert {_name(wanted) for wanted in PROJECT["dependencies"]} <= run
    dev = {_name(name) for name in _pinned(LOCKS["dev.lock"])}
    assert {_name(wanted) for wanted in PROJECT["optional-dependencies"]["dev"]} | run <= dev
    assert {"setuptools", "wheel"} <= {_name(name) for name in _pinned(LOCKS["build.lock"])}


def test_the_locks_pin_the_same_versions():
    dev = _pinned(LOCKS["dev.lock"])
    for lock in ("build.lock", "run.lock"):
        assert {name: version for name, version in _pinned(LOCKS[lock]).items() if dev.get(name) != version} == {}
