# Patamar's chores. `make help` lists them. Nothing here needs more than Python 3.11, git and make;
# what a target needs besides, it says.
PYTHON ?= python3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
MESSAGES := $(wildcard locale/*/LC_MESSAGES/django.po)
COMPILED := $(MESSAGES:.po=.mo)

.DEFAULT_GOAL := help
.SUFFIXES:
.PHONY: help install demo demo-reset run test test-fast test-pg test-browser test-worker \
	lint types migrations-check hooks messages assets lock bench bench-full assurance clean

help: ## List all targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '  make %-18s %s\n' "$$name" "$$text"; done

install: .venv/run $(COMPILED) ## Prepare .venv, nothing else

demo: .venv/run ## Serve the demo organizations on http://127.0.0.1:8000 (PORT=8001 for another)
	@PATAMAR_MODE=demo exec $(MANAGE) demo

demo-reset: .venv/run ## The same, with the demo's data made afresh
	@PATAMAR_MODE=demo exec $(MANAGE) demo --reset

run: .venv/run ## Serve an installation of your own, empty at first
	@PATAMAR_MODE=local exec $(MANAGE) serve

test: .venv/dev $(COMPILED) ## Prove the product: everything, on SQLite and PostgreSQL
	@$(BIN)/python tools/prove.py all

test-fast: .venv/dev $(COMPILED) ## The tests of the rule and of the house that ask no database, in seconds
	@$(BIN)/python tools/prove.py fast

test-pg: .venv/dev $(COMPILED) ## The tests on PostgreSQL, with Redis and a worker
	@$(BIN)/python tools/prove.py postgres

test-browser: .venv/dev $(COMPILED) ## The tests in Chromium; pictures in var/screenshots
	@PATAMAR_SCREENSHOTS=1 $(BIN)/python tools/prove.py browser

test-worker: .venv/dev $(COMPILED) ## The tests with Redis and a real Celery worker
	@$(BIN)/python tools/prove.py worker

lint: .venv/dev ## Style, templates and the direction of imports
	@$(BIN)/python tools/prove.py lint

types: .venv/dev ## Types
	@$(BIN)/mypy .

migrations-check: .venv/dev ## Every model has its migration
	@PATAMAR_MODE=test $(MANAGE) makemigrations --check --dry-run

hooks: .venv/dev ## Check before each commit what `make lint` checks, and the commit's subject
	@$(BIN)/pre-commit install --hook-type pre-commit --hook-type commit-msg

messages: .venv/dev ## Collect the texts to translate (needs gettext), and tell what is missing
	@PATAMAR_MODE=test $(MANAGE) collect_messages

assets: ## Build the vendored styles and scripts again (needs Node 20)
	@cd assets && npm ci --no-audit --no-fund && npm run build

lock: .venv/dev ## Pin the requirements again (UPGRADE=1: the newest of each)
	@for name in requirements requirements-dev requirements-saml requirements-uv; do \
		$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--no-header $(if $(UPGRADE),--upgrade) $$name.in -o $$name.txt || exit 1; done

bench: .venv/dev $(COMPILED) ## Measure what a request costs against its goals, in minutes
	@$(BIN)/python -m bench

bench-full: .venv/dev $(COMPILED) ## The same with 1,000 teams, growth, a crowd, memory and the demo's start
	@$(BIN)/python -m bench --full

assurance: .venv/dev $(COMPILED) ## Prove what takes minutes: kills, proxies, the drill, the policy's tests (QUICK=1: each kill once)
	@$(BIN)/python tools/assure.py $(if $(QUICK),--quick)

clean: ## Remove what can be made again; data in var/ stays
	@rm -rf .venv staticfiles .mypy_cache .ruff_cache .pytest_cache .import_linter_cache $(COMPILED)

.venv/run: requirements.txt requirements-uv.txt tools/prepare.py
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here: Patamar needs Python 3.11 or newer."; exit 1; }
	@$(PYTHON) tools/prepare.py requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt requirements-uv.txt tools/prepare.py
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here: Patamar needs Python 3.11 or newer."; exit 1; }
	@$(PYTHON) tools/prepare.py requirements-dev.txt
	@touch $@ .venv/run

%.mo: %.po | .venv/run
	@PATAMAR_MODE=local $(MANAGE) compile_messages
