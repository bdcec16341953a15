# Both commands install what they need into .venv, and need only Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK_OPTIONS := --universal --generate-hashes -q --upgrade --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: run test check format bench bench-reading lock help

run: $(VENV)/.installed ## run the whole product (Ctrl-C stops it)
	@exec $(BIN)/python manage.py run

test: $(VENV)/.installed-dev ## every test, on a real database and in a real browser
	@$(BIN)/python -m tests.browser.chromium || true
	$(BIN)/python -m pytest

check: $(VENV)/.installed-dev ## ruff, mypy, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev ## put the code into its one form
	$(BIN)/ruff check --fix -q .
	$(BIN)/ruff format -q .

bench: bench-reading ## every number that README and docs quote
	$(BIN)/python -m benchmarks.similarity

# CVs of other people's layouts with their truth.json can be measured too: make bench-reading OTHERS=folder
bench-reading: $(VENV)/.installed-bench ## how well CVs are read (about half an hour); writes docs/benchmarks/reading.md
	$(BIN)/python -m benchmarks.reading --report docs/benchmarks/reading.md $(if $(OTHERS),--others $(OTHERS))

lock: $(VENV)/.installed-dev ## resolve the dependencies anew
	$(BIN)/uv pip compile pyproject.toml $(LOCK_OPTIONS) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev -c requirements.lock $(LOCK_OPTIONS) -o requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --group bench -c requirements-dev.lock $(LOCK_OPTIONS) -o requirements-bench.lock

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is needed (Debian: apt-get install python3-venv)."; exit 1; }

$(VENV)/.installed: requirements.lock | $(VENV)/bin/python
	@echo "Installing (once; a few minutes) …"
	@$(BIN)/python -m pip install --disable-pip-version-check -q --no-deps --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock | $(VENV)/bin/python
	@echo "Installing, tests and checks included (once; a few minutes) …"
	@$(BIN)/python -m pip install --disable-pip-version-check -q --no-deps --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-bench: requirements-bench.lock | $(VENV)/bin/python
	@echo "Installing, what is measured against included (once; a few minutes) …"
	@$(BIN)/python -m pip install --disable-pip-version-check -q --no-deps --require-hashes -r requirements-bench.lock
	@touch $@ $(VENV)/.installed-dev $(VENV)/.installed
