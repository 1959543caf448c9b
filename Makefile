# Two commands do all the set-up: `make demo` and `make test`. `make help` names the others.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MODE ?= auto
API ?= v2
LOCK ?=

PLAYER := libmpv2|libmpv1 mpv xvfb xdotool openbox imagemagick fonts-dejavu-core
KODI := kodi
PYTHON_PACKAGES := python3-venv

.PHONY: help demo test lint unit floor audit zip texts bench clean packages kodi

help:
	@echo "make demo   plays a short film on a sandbox of our own and rates it (MODE=simple|advanced|stars, API=v1|v2)"
	@echo "make test   everything: style, types, tests, the real players under Xvfb"
	@echo "make bench  the figures that the README quotes"
	@echo "make zip    the installable Kodi add-on in dist/, held against Kodi's own rules"
	@echo "make texts  numbers for new texts, and every language's strings.po in step with them"
	@echo "make lint   style and types alone"
	@echo "make audit  looks the packages up in the list of known weaknesses"
	@echo "make unit   the tests that need no player"
	@echo "make clean  removes what these made"

demo: packages $(VENV)/.ready
	@$(BIN)/python -m tests.demo --mode $(MODE) --api $(API)

test: packages kodi $(VENV)/.ready lint floor audit
	$(BIN)/python -m pytest

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: $(VENV)/.ready
	$(BIN)/python -m pytest --ignore tests/players --ignore tests/kodi

# What runs inside Kodi has to run on Python 3.8, with nothing but requests beside it.
floor: $(VENV)/.ready
	@.ci/floor

# Known weaknesses of what CI installs; says so where they cannot be looked up.
audit:
	@PYTHON=$(PYTHON) .ci/audit

zip: $(VENV)/.ready
	@$(BIN)/python -m tools.kodi_zip

texts: $(VENV)/.ready
	@$(BIN)/python -m tools.texts

kodi:
	@.ci/install-packages $(KODI)

bench: packages kodi $(VENV)/.ready
	@$(BIN)/python -m bench

packages:
	@.ci/install-packages $(foreach name,$(PLAYER),'$(name)')

$(VENV)/.ready: pyproject.toml $(LOCK)
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || .ci/install-packages $(PYTHON_PACKAGES)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing Python packages into $(VENV)"
	@$(if $(LOCK),$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(LOCK))
	@$(BIN)/python -m pip install -q --disable-pip-version-check $(if $(LOCK),--no-deps --no-build-isolation) -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
