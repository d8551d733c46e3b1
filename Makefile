# Every command sets up .venv from requirements.lock by itself; the second time it reinstalls nothing.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
ARGS   ?=
# Each is beside ours in `make bench`, with packages of its own.
PEERS  := arroyo faststream quix
# KEDA's own kinds are held by a test: Kubernetes' schemas don't know them.
MANIFESTS := $(filter-out %/kustomization.yaml %/scaling.yaml, $(wildcard deploy/kubernetes/*.yaml))

.DEFAULT_GOAL := help
.PHONY: help venv demo test test-versions check format dashboards schemas chaos chaos-alerts chaos-lives fuzz bench eval names-model bench-alerts bench-topics bench-entities \
  bench-formats bench-formats-right bench-hostile bench-datelines bench-quotes bench-gist bench-ties bench-lifecycle bench-embargoes bench-places formats-table vocabulary lock clean

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

test-versions:  ## the tests on each other supported Python that is installed
	@for version in 3.12 3.13; do \
	  python=$$(command -v python$$version) && $$python -c '' 2>/dev/null || { echo "python$$version isn't installed: skipped"; continue; }; \
	  $(MAKE) --no-print-directory test VENV=.venv-$$version PYTHON=$$python || exit 1; \
	done

check: $(READY)  ## format, lint, types, import rules, files of deploy/
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/mypy --python-version 3.12
	@$(BIN)/mypy --python-version 3.13
	@$(BIN)/lint-imports
	@$(BIN)/python -m schemas.publish --check
	@$(BIN)/python -m deploy.grafana --check
	@$(BIN)/python -m pytest --quiet tests/deploy/test_compose.py tests/deploy/test_compose_stack.py tests/deploy/test_kubernetes.py
	@$(BIN)/hadolint deploy/Dockerfile
	@if command -v promtool >/dev/null; then \
	  promtool check config deploy/prometheus/prometheus.yml >/dev/null && promtool test rules deploy/prometheus/tests/*.yml >/dev/null; \
	else echo "no promtool: Prometheus' files unchecked"; fi
	@if command -v amtool >/dev/null; then amtool check-config deploy/alertmanager/alertmanager.yml >/dev/null; else echo "no amtool: routing unchecked"; fi
	@for version in 1.29 1.37; do $(BIN)/kubernetes-validate --quiet --strict -k $$version $(MANIFESTS) || exit 1; done

format: $(READY)  ## put the code in order
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

dashboards: $(READY)  ## write deploy/grafana/dashboards from Python
	@$(BIN)/python -m deploy.grafana

.PHONY: pictures
pictures: $(READY)  ## run a worker under load, and draw its dashboards into docs/images (3 minutes)
	@$(BIN)/python -m tests.monitoring

schemas: $(READY)  ## write schemas/published from the models
	@$(BIN)/python -m schemas.publish

chaos: $(READY)  ## 5,000 stories, 2 workers, 20 kills, both brokers (up to 40 minutes)
	@$(BIN)/python -m tests.chaos $(ARGS)

chaos-alerts: $(READY)  ## 2,000 alerts, receivers that fail in every way, workers killed (5 minutes)
	@$(BIN)/python -m tests.chaos.alerts $(ARGS)

chaos-lives: $(READY)  ## 5,000 mixed actions, undisturbed and with 20 kills: the same end (15 minutes)
	@$(BIN)/python -m tests.chaos.lives_main $(ARGS)

fuzz: $(READY)  ## 1,000,000 inputs, guided by coverage, over every parser (ARGS="--runs N")
	@$(BIN)/python -m tests.fuzz $(ARGS)

bench: $(READY) $(PEERS:%=.peers/%/.ready)  ## the worker beside its peers and the bare pool, same stories, same run (an hour and more)
	@$(BIN)/python -m bench $(ARGS)

.PHONY: simulate capacity
simulate: $(READY)  ## lag and latency of a worker that isn't there, by queueing (ARGS="--rate 80 --children 4")
	@$(BIN)/python -m bench.simulate $(ARGS)

capacity: $(READY)  ## cores for so many stories a second, into docs/capacity.md, from what make bench found
	@$(BIN)/python -m bench.capacity

.peers/%/.ready: bench/race/locks/%.lock $(READY)
	@rm -rf $(@D)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --target $(@D) -r $<
	@touch $@

eval: $(READY)  ## how right the enrichment is, into docs/quality.md (ARGS=--locked: the locked halves too)
	@$(BIN)/python -m bench.quality $(ARGS)

bench-topics: $(READY)  ## the topic lexicon on two public collections
	@$(BIN)/python -m bench.topics $(ARGS)

bench-entities: $(READY)  ## names found, repaired and bare
	@$(BIN)/python -m bench.entities $(ARGS)

names-model: $(READY)  ## learn the tagger's weights anew, scored on stories that they haven't seen
	@$(BIN)/python -m bench.names_model $(ARGS)

bench-formats: $(READY)  ## what reading costs, by format, beside enriching
	@$(BIN)/python -m bench.formats $(ARGS)

bench-formats-right: $(READY)  ## fields of agencies' own files that come out right
	@$(BIN)/python -m bench.formats_right $(ARGS)

bench-hostile: $(READY)  ## time and memory of the worst inputs, over sizes (10 minutes)
	@$(BIN)/python -m bench.parse_cost $(ARGS)

bench-datelines: $(READY)  ## datelines found, missed and false on two public collections
	@$(BIN)/python -m bench.datelines $(ARGS)

bench-places: $(READY)  ## ids of countries and cities, against stories judged by hand
	@$(BIN)/python -m bench.places $(ARGS)

bench-alerts: $(READY)  ## 10,000 to 1,000,000 alert rules: build, memory, milliseconds a story (10 minutes)
	@$(BIN)/python -m bench.alerts $(ARGS)

bench-ties: $(READY)  ## versions tied to their stories: corrections of Reuters-21578, and made pairs
	@$(BIN)/python -m bench.ties ../shared/data/reuters21578 $(ARGS)

bench-scrapes: $(READY)  ## what being scraped costs a worker, and how many series it serves
	@$(BIN)/python -m bench.scrapes $(ARGS)

bench-lifecycle: $(READY)  ## a million stories in the window: bytes and milliseconds a story (3 minutes)
	@$(BIN)/python -m bench.lifecycle $(ARGS)

bench-embargoes: $(READY)  ## how late embargoes end, also after a kill of the worker (4 minutes)
	@$(BIN)/python -m bench.embargoes $(ARGS)

bench-quotes: $(READY)  ## quotes, numbers and acts on the stories annotated by hand
	@$(BIN)/python -m bench.quotes $(ARGS)

bench-gist: $(READY)  ## tone against stories judged by hand; summaries, phrases and their cost
	@$(BIN)/python -m bench.gist $(ARGS)

formats-table: $(READY)  ## write the table of formats and fields in docs/formats.md
	@$(BIN)/python -m bench.formats_table

vocabulary:  ## make the gazetteer's tables again from their source
	@$(PYTHON) -m venv .venv-vocabulary
	@.venv-vocabulary/bin/python -m pip install --quiet --require-hashes -r requirements-vocabulary.lock
	@.venv-vocabulary/bin/python -m stream.gazetteer.build
	@.venv-vocabulary/bin/python -m stream.gazetteer.build_companies

LOCKED := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header

lock:  ## resolve requirements.lock anew, and of it deploy/requirements.lock for the image (needs uv)
	$(LOCKED) --group dev pyproject.toml -o requirements.lock
	$(LOCKED) --constraint requirements.lock --group image pyproject.toml -o deploy/requirements.lock
	for peer in $(PEERS); do $(LOCKED) --group peer-$$peer -o bench/race/locks/$$peer.lock || exit 1; done

clean:  ## remove what can be made again
	rm -rf .venv .venv-* .peers .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
