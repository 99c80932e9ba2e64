"""The two commands of the README, and what `make` says about itself."""

import subprocess

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


def test_missing_debian_packages_are_named_in_one_sentence(tmp_path):
    """As somebody who is neither root nor in sudoers, on a Debian that has nothing."""
    for name, body in {"dpkg-query": "exit 1", "id": "echo 1000", "sudo": "exit 1"}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{body}\n")
        (tmp_path / name).chmod(0o755)
    tool = CHECKOUT / "tools" / "debian-packages.sh"
    result = subprocess.run([tool, "run"], env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, capture_output=True, text=True)
    assert result.returncode == 1
    assert result.stderr == (
        "These Debian packages are missing, and installing them needs root: sudo apt-get install"
        " --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    )


def test_nothing_happens_when_every_package_is_there(tmp_path):
    (tmp_path / "dpkg-query").write_text("#!/bin/sh\nprintf 'install ok installed'\n")
    (tmp_path / "dpkg-query").chmod(0o755)
    tool = CHECKOUT / "tools" / "debian-packages.sh"
    result = subprocess.run([tool, "test"], env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, capture_output=True, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
