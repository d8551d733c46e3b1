# Every command sets up .venv from requirements.lock by itself; the second time it reinstalls nothing.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
ARGS   ?=

.DEFAULT_GOAL := help
.PHONY: help venv demo test check types format lock schemas chaos bench kafka vocabulary clean

help:  ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

venv: $(READY)  ## set up .venv from the lock, hashes checked

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v=sys.version_info[:2]; sys.exit(0 if (3,11)<=v<(3,14) else "wirestream needs Python 3.11, 3.12 or 3.13, and $(PYTHON) is %d.%d: set PYTHON=python3.11" % v)'
	@echo "setting up $(VENV) (once, about a minute)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY)  ## broker, worker and sample stories on this terminal (ARGS=--once ends by itself)
	@$(BIN)/wire demo $(ARGS)

test: $(READY)  ## every test, on the embedded broker and on Apache Kafka where Java and Maven are
	@$(BIN)/python -m pytest $(ARGS)

check: $(READY)  ## format, lint, types, import rules
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/mypy --python-version 3.12
	@$(BIN)/mypy --python-version 3.13
	@$(BIN)/lint-imports

format: $(READY)  ## put the code in order
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

schemas: $(READY)  ## write schemas/published from the models
	@$(BIN)/python -m schemas.publish

chaos: $(READY)  ## 5,000 stories, 2 workers, 20 kills, both brokers (up to 40 minutes)
	@$(BIN)/python -m tests.chaos $(ARGS)

bench: $(READY)  ## the worker beside the bare pool, same stories, same run
	@$(BIN)/python -m bench $(ARGS)

lock:  ## resolve requirements.lock anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header --group dev pyproject.toml -o requirements.lock

clean:  ## remove what can be made again
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
