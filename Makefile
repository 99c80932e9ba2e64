# Two commands do all the set-up on a bare Debian: `make demo` and `make test`. `make` alone lists the targets.

SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
# Nothing but what the locks name is fetched, tools for building included.
LOCKED := $(PIP) install -q --require-hashes --no-build-isolation
UV := $(firstword $(wildcard $(BIN)/uv) uv)
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-header --no-annotate

# As root every server can be started, so that a missing one is a failure and not a skipped test.
ALL_SERVERS := $(if $(filter 0,$(shell id -u)),--all-servers)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo run test test-fast check bench fuzz docs shots install lock debian-run debian-test

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: debian-run $(VENV)/run.stamp ## play sixty days of an invented firm, then show its pages (ARGS="--headless" ends after the summary)
	$(BIN)/mailbot demo $(ARGS)

run: $(VENV)/run.stamp ## run Mailbot with config.yaml (made by .venv/bin/mailbot init)
	$(BIN)/mailbot --config config.yaml run

test: debian-test $(VENV)/dev.stamp ## run every test
	tools/as-mapped-root.sh $(BIN)/python -m pytest -q -n 2 --dist loadfile $(ALL_SERVERS) $(ARGS)

test-fast: $(VENV)/dev.stamp ## run the tests of the pure core (seconds)
	$(BIN)/python -m pytest -q tests/core $(ARGS)

check: $(VENV)/dev.stamp ## ruff, mypy --strict, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: $(VENV)/dev.stamp ## measure speed, a line per figure: BENCH name=value
	$(BIN)/python -m tests.bench $(ARGS)

fuzz: $(VENV)/dev.stamp ## feed broken mails to the readers for ten minutes (ARGS="--minutes 1")
	$(BIN)/python -m tests.fuzz $(ARGS)

docs: $(VENV)/dev.stamp ## write config.example.yaml and docs/openapi.json anew from the code
	$(BIN)/python -m mailbot.config.example > config.example.yaml.new
	mv config.example.yaml.new config.example.yaml
	$(BIN)/python -m admin.api > docs/openapi.json.new
	mv docs/openapi.json.new docs/openapi.json

shots: debian-test $(VENV)/dev.stamp ## the README's pictures anew from the demo; every mail and letter as pictures into build/shots
	$(BIN)/python tools/shots.py docs/pictures
	$(BIN)/python -m tools.mail_shots build/shots

install: debian-run $(VENV)/run.stamp ## set up what is needed to run, without starting anything
	@echo "Ready: $(BIN)/mailbot --help"

lock: ## compile requirements/*.lock anew from pyproject.toml (needs uv)
	$(COMPILE) --output-file requirements/build.lock requirements/build.in
	$(COMPILE) --output-file requirements/run.lock pyproject.toml
	$(COMPILE) --output-file requirements/dev.lock --extra dev pyproject.toml

debian-run:
	@tools/debian-packages.sh run

debian-test:
	@tools/debian-packages.sh test

# A stamp is newer than what it was made from: a second run costs nothing.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Mailbot needs Python 3.11 or newer; name it like this: make PYTHON=python3.12 demo" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "Python cannot make an environment here: sudo apt-get install python3-venv" >&2; exit 1; }

$(VENV)/run.stamp: requirements/build.lock requirements/run.lock pyproject.toml setup.py | $(BIN)/python
	@echo "Installing Python packages into $(VENV) (a minute, once) ..."
	@$(PIP) install -q --require-hashes -r requirements/build.lock
	@$(LOCKED) -r requirements/run.lock
	@$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.lock $(VENV)/run.stamp
	@echo "Installing what tests and checks need ..."
	@$(LOCKED) -r requirements/dev.lock
	@touch $@
