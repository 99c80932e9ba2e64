"""The two commands of the README, and what `make` says about itself."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.packaging.conftest import CHECKOUT


def test_make_alone_lists_the_targets():
    said = subprocess.run(["make"], cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
    listed = {line.split()[1] for line in said.splitlines()}
    assert {"demo", "run", "test", "test-fast", "check", "bench", "docs", "shots"} <= listed


def test_continuous_integration_runs_the_test_command_of_the_readme():
    assert (CHECKOUT / ".ci" / "run").read_text().splitlines()[-1] == "exec make test"
    readme = (CHECKOUT / "README.md").read_text()
    assert "make test" in readme
    assert "make demo" in readme


def _debian(folder: Path, **programs: str) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """tools/debian-packages.sh on a machine whose programs answer like this."""
    for name, body in programs.items():
        (folder / name.replace("_", "-")).write_text(f"#!/bin/sh\n{body}\n")
        (folder / name.replace("_", "-")).chmod(0o755)

    def run(wanted: str) -> subprocess.CompletedProcess[str]:
        tool = CHECKOUT / "tools" / "debian-packages.sh"
        path = {"PATH": f"{folder}:/usr/bin:/bin"}
        return subprocess.run([tool, wanted], env=path, cwd=folder, capture_output=True, text=True)

    return run


def test_missing_debian_packages_are_named_in_one_sentence(tmp_path):
    result = _debian(tmp_path, dpkg_query="exit 1", id="echo 1000", sudo="exit 1")("run")
    assert result.returncode == 1
    assert result.stderr == (
        "These Debian packages are missing, and installing them needs root: sudo apt-get install"
        " --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    )


def test_root_installs_what_is_missing_and_starts_no_service(tmp_path):
    apt = 'echo "$RUNLEVEL $DEBIAN_FRONTEND $*" >> calls'
    there = '[ "$4" = libpango-1.0-0 ] && printf "install ok installed"; exit 0'
    result = _debian(tmp_path, dpkg_query=there, id="echo 0", apt_get=apt)("run")
    assert result.returncode == 0, result.stderr
    quietly = "1 noninteractive -o DPkg::Lock::Timeout=300 -q"
    assert (tmp_path / "calls").read_text().splitlines() == [
        f"{quietly} update",
        f"{quietly} install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0",
    ]


def test_sudo_without_a_password_will_do(tmp_path):
    sudo = 'shift; [ "$1" = true ] || echo "sudo $1" >> calls; exec "$@"'
    result = _debian(tmp_path, dpkg_query="exit 1", id="echo 1000", sudo=sudo, apt_get="exit 0")("run")
    assert result.returncode == 0, result.stderr
    assert set((tmp_path / "calls").read_text().splitlines()) == {"sudo env"}


def test_nothing_happens_when_every_package_is_there(tmp_path):
    result = _debian(tmp_path, dpkg_query='printf "install ok installed"', apt_get="exit 9")("test")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
