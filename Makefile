# Affiant: one command for each thing, the same by hand and in CI.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test check fix coverage translations bench faults prepare prepare-dev

help: ## list these verbs
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: prepare ## start both faces with invented referrals; Ctrl-C stops them
	@$(BIN)/affiant demo

test: prepare-dev ## install what the tests need, run everything
	@$(BIN)/python tools/run_tests.py

check: prepare-dev ## formats, lint, types, floors, templates, catalogues
	@$(BIN)/python tools/run_checks.py

fix: prepare-dev ## mend formats and what lint can mend by itself
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet . ; $(BIN)/djlint --reformat --quiet src ; $(BIN)/python tools/write_reference.py

coverage: prepare-dev ## run every test and say which lines of code and templates none reaches
	@$(BIN)/python tools/run_tests.py --coverage

translations: prepare-dev ## count by language what is translated, and what a translator has reviewed
	@$(BIN)/python tools/count_translations.py

bench: prepare-dev ## measure, each figure beside the machine's own limit
	@$(BIN)/python -m bench

faults: prepare-dev ## send 5 GiB through a killed server, a cut line and a page that is loaded again
	@FAULTS_MIB=5120 $(BIN)/python -m pytest tests/faults -q -s --ds=affiant.config.settings.test_casework

prepare:
	@$(PYTHON) tools/prepare.py server

prepare-dev:
	@$(PYTHON) tools/prepare.py dev
