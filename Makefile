# All that a newcomer needs: `make run` and `make test`. Python 3.11+ and make must be there, nothing else.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PORT

.PHONY: install install-dev run test check bench faults mutants requirements messages screens sbom

# What gettext would compile; done in Python, for a newcomer's machine has no gettext.
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard portal/locale/*/LC_MESSAGES/*.po))

install: $(VENV)/.installed $(CATALOGUES)
install-dev: $(VENV)/.installed-dev $(CATALOGUES)

%.mo: %.po | $(VENV)/.installed
	@$(BIN)/python -c "import polib, sys; polib.pofile(sys.argv[1]).save_as_mofile(sys.argv[2])" $< $@

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	@echo "Installing the pinned requirements …"
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --no-deps --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing what tests and checks need …"
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.txt
	@touch $@

run: install
	@DEBUG=$${DEBUG-1} $(BIN)/python manage.py serve

test: install-dev
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)
	$(BIN)/python -m tests.servers $(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

check: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	DEBUG=1 $(BIN)/mypy portal cases network search
	$(BIN)/lint-imports
	DEBUG=1 $(BIN)/python manage.py makemigrations --check --dry-run
	DEBUG=1 $(BIN)/python manage.py check
	$(BIN)/python -m tests.translations

bench: install-dev
	$(BIN)/python -m bench $(ARGS)

faults: install-dev
	$(BIN)/python -m pytest -m fault $(ARGS)

screens: install-dev
	SCREENS=docs/screens $(BIN)/python -m pytest tests/journeys/test_screens.py -q

mutants: install-dev
	$(BIN)/python -m pytest -n 2 --dist loadgroup tests/policy/mutants.py $(ARGS)

requirements: install-dev
	$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-emit-index-url --no-annotate --custom-compile-command "make requirements" --override requirements-without.in requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-emit-index-url --no-annotate --custom-compile-command "make requirements" requirements-dev.in -o requirements-dev.txt

messages: install-dev
	$(BIN)/python -m tests.translations extract

# What the site is made of, each package with its licence.
sbom: install
	DEBUG=1 $(BIN)/python manage.py sbom > sbom.json
