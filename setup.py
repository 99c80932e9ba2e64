"""Says where the packages lie; everything else stands in pyproject.toml.

`templates/` stands at the top of the checkout and travels inside the package, as `mailbot/templates`.
"""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["mailbot", "mailbot.*", "admin", "admin.*"]), "mailbot.templates"],
    package_dir={"mailbot.templates": "templates"},
)
