# make demo    the site with its worked example, on 127.0.0.1:8000
# make test    all tests, on SQLite and, where the machine has it, on PostgreSQL
# make check   style, templates, missing migrations
# make types   what mypy has to say: advice
# make lock    write the pinned requirements anew; UPGRADE=--upgrade takes newer versions
# make clean   remove the virtual environment and what the tools leave; data/ stays

PYTHON ?= python3
# For pytest: make test ARGS="tests/claims -k overlap"
ARGS ?=
WORKERS ?= 2

BIN := .venv/bin
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement
SUITE := $(BIN)/pytest --numprocesses $(WORKERS)
# These never open a database: once is enough.
WITHOUT_DATABASE := --ignore tests/values --ignore tests/sources/importers
RESOLVE := .venv-lock/bin/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-emit-index-url --no-header $(UPGRADE)

.DEFAULT_GOAL := demo
.PHONY: demo test suite check types lock clean

demo: .venv/site
	@$(BIN)/python manage.py demo

test: .venv/tests
	@$(BIN)/ruff check --quiet .
	@.ci/with-postgres $(MAKE) --no-print-directory suite

# The second run follows a failed first one: what fails on one engine only is worth knowing.
suite: .venv/tests
	@status=0; \
	env -u DATABASE_URL $(SUITE) $(ARGS) || status=$$?; \
	if [ -n "$$TEST_POSTGRES_URL" ]; then \
		DATABASE_URL="$$TEST_POSTGRES_URL" $(SUITE) -p no:cacheprovider $(WITHOUT_DATABASE) $(ARGS) || status=$$?; \
	fi; \
	exit $$status

check: .venv/tests
	$(BIN)/ruff check .
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/python manage.py makemigrations --settings tests.settings --check --dry-run

types: .venv/tests
	SECRET_KEY=none $(BIN)/mypy research

lock: .venv-lock
	$(RESOLVE) --all-extras pyproject.toml --output-file requirements-dev.txt
	$(RESOLVE) --constraint requirements-dev.txt pyproject.toml --output-file requirements.txt

clean:
	rm -rf .venv .venv-lock .pytest_cache .ruff_cache .mypy_cache .hypothesis

.venv:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Crossread needs Python 3.11 or newer: make PYTHON=python3.13')"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv-lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet uv

.venv/site: requirements.txt | .venv
	$(INSTALL) requirements.txt
	@touch $@

.venv/tests: requirements-dev.txt | .venv
	$(INSTALL) requirements-dev.txt
	@touch $@
