# Everything a developer does, by name. `make` alone lists the targets.
# A fresh machine needs python3 (3.11 or newer), pip and make; the first target that needs packages installs them.

PYTHON ?= python3
DAGSTER_PORT ?= 3000
PLEDGEBOOK_DATA_DIR ?= data

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
MANIFEST := dbt_project/target/manifest.json
UV_PIN := $(shell sed -n 's/^\(uv==[0-9.]*\).*/\1/p' requirements.lock)
DBT_FILES := $(shell find dbt_project -path dbt_project/target -prune -o -path dbt_project/logs -prune -o -type f -print)
SQL_CHECKED := $(VENV)/.sql_checked
SQL_FILES := $(filter-out dbt_project/macros/%,$(filter %.sql,$(DBT_FILES)))
OUTPUT_SYNC := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

# A module stays in one process, with what its tests share. By default modules of few tests come last, and these are the slow
# ones: one core would wait for the other.
IN_PARALLEL := --numprocesses=2 --dist=loadfile --no-loadscope-reorder

# Nothing that we run reports to its maker.
export PLEDGEBOOK_DATA_DIR
export DAGSTER_DISABLE_TELEMETRY := 1
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export DO_NOT_TRACK := 1
export GX_ANALYTICS_ENABLED := false

STATIC := definitions sql types lint  # what needs no test

.DEFAULT_GOAL := help
.PHONY: help install run test check static lint types sql definitions fast-tests dev score score-planted bench bench-pipeline soak lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(INSTALLED) $(MANIFEST)  ## install the locked packages and the project into .venv

run: install  ## run the pipeline on the raw folder and print what it found
	$(BIN)/pledgebook run

test: install  ## run every test
	$(BIN)/pytest $(IN_PARALLEL)

check: install  ## linters, type checker, definitions and the fast tests
	@$(MAKE) --no-print-directory --jobs=2 --keep-going $(OUTPUT_SYNC) fast-tests $(STATIC)

static: install  ## the same without tests
	@$(MAKE) --no-print-directory --jobs=2 --keep-going $(OUTPUT_SYNC) $(STATIC)

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

sql: $(SQL_CHECKED)

definitions: install
	$(BIN)/dagster definitions validate --module-name orchestration.definitions --log-level warning

fast-tests: install
	$(BIN)/pytest -m "not slow" $(IN_PARALLEL)

dev: install  ## open the Dagster UI, with its daemon, on http://127.0.0.1:3000
	@mkdir -p "$(PLEDGEBOOK_DATA_DIR)/dagster"
	@cp -n orchestration/dagster.yaml "$(PLEDGEBOOK_DATA_DIR)/dagster/dagster.yaml" || true
	DAGSTER_HOME="$$(cd "$(PLEDGEBOOK_DATA_DIR)/dagster" && pwd)" $(BIN)/dagster dev \
		--module-name orchestration.definitions --host 127.0.0.1 --port $(DAGSTER_PORT)

score: install  ## score the extraction, the claims and the findings against gold
	$(BIN)/python -m tests.golden.score $(ARGS)

score-planted: install  ## score the rules on generated pairs with planted contradictions
	$(BIN)/python -m tests.golden.score_planted $(ARGS)

bench: install  ## measure the speed and the memory of the parser
	$(BIN)/python -m benchmarks.bench $(ARGS)

bench-pipeline: install  ## measure the whole pipeline on N generated articles
	$(BIN)/python -m benchmarks.pipeline --articles $(or $(N),1000) $(ARGS)

soak: install  ## the tests of endurance in their long form: 10,000 broken inputs, 50 kills, readers through publications
	PLEDGEBOOK_SOAK=1 $(BIN)/pytest tests/unit/test_fuzz_inputs.py tests/integration/test_endurance.py

lock: install  ## write requirements.lock from pyproject.toml; UPGRADE=1 takes the newest releases
	$(BIN)/uv pip compile pyproject.toml --extra dev --output-file requirements.lock --quiet --universal $(if $(UPGRADE),--upgrade) \
		--python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras --no-header --no-annotate

clean:  ## remove everything that was built or installed, but not the data folder
	rm -rf $(VENV) dbt_project/target dbt_project/logs *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# uv is five times faster than pip; pip alone is the way where only pip knows the machine's package index.
# Byte code is compiled here, once: it halves the time of every start.
$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "expected Python 3.11 or newer, found " + sys.version)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet "$(UV_PIN)" \
		&& $(BIN)/uv pip install --python $(BIN)/python --quiet --require-hashes --compile-bytecode -r requirements.lock \
		|| $(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --no-index --editable .
	$(BIN)/python -m compileall -q orchestration
	@touch $@

# Reading all models takes 20 s, so only those that changed since the last success are read again.
$(SQL_CHECKED): $(SQL_FILES) .sqlfluff .sqlfluffignore $(INSTALLED)
	$(BIN)/sqlfluff lint $(if $(filter-out %.sql,$?),$(SQL_FILES),$?) --processes 1 --disable-progress-bar
	@touch $@

$(MANIFEST): $(DBT_FILES) $(INSTALLED)
	$(BIN)/python -m orchestration.prepared
	@touch $@
