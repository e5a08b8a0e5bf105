# Two commands: `make demo` shows what Partnermap does, `make test` proves that it works.
# Everything they need (Debian packages as root, .venv, fonts) is set up on the way, and only once.

SHELL := /bin/bash
BIN := .venv/bin
SOURCES := main.py partnermap db resources tests packaging
DEMO_DATE := 2026-11-01

export QT_LOGGING_RULES := qt.qpa.*=false

.PHONY: demo test setup lint types rules tests bench lock clean

demo: setup
	@bash packaging/demo.sh $(DEMO_DATE)

test: lint types rules tests

setup:
	@bash packaging/setup.sh

lint: setup
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)

types: setup
	@$(BIN)/mypy

rules: setup
	@$(BIN)/lint-imports --no-logo

tests: setup
	@QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n 2 --dist loadfile

bench: setup
	@for script in tests/bench/bench_*.py; do QT_QPA_PLATFORM=offscreen $(BIN)/python $$script || exit 1; done

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	  --extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf .venv out resources/fonts build *.egg-info
