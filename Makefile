# make run : le tableau de bord sur la démonstration (PORT=8501 par défaut) ; make test : toute la suite.
PORT ?= 8501
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BILL := $(VENV)/sbom

.PHONY: accessibility run test check scripts audit sbom lock messages reference mutants clean

run: $(VENV)/.ready
	$(BIN)/ouverture serve --port $(PORT)

test: $(VENV)/.tested $(BILL)/.ready
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

check: $(VENV)/.tested
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

# The scripts of static/: lint, types told by their comments, tests. Needs node; the service and its pages do not.
scripts: node_modules/.ready
	npm run --silent lint && npm run --silent types && npm run --silent test

node_modules/.ready: package.json package-lock.json
	npm ci --silent --no-progress
	@touch $@

# The licences of what runs, then the advisories known against what is locked.
audit: $(VENV)/.tested
	$(BIN)/ouverture licences
	$(BIN)/python .ci/audit.py requirements.txt

# The software bill of materials of what is locked (CycloneDX, JSON): names, versions, prints. It asks nobody.
sbom: $(BILL)/.ready
	$(BILL)/bin/python -m cyclonedx_py requirements requirements.txt --pyproject pyproject.toml --output-reproducible --of JSON -o ouverture.sbom.json

# A Debian without the venv module is given it when the user may install packages; elsewhere the message says how.
$(BIN)/python:
	@$(PYTHON) -m venv $(VENV) 2>/dev/null \
	  || { rm -rf $(VENV); apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV); } \
	  || { echo "Le module venv manque : installez le paquet python3-venv puis relancez make."; exit 1; }

$(VENV)/.ready: $(BIN)/python requirements.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.tested: $(VENV)/.ready requirements-test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

$(BILL)/.ready: $(BIN)/python requirements-sbom.txt
	@$(BIN)/python -m venv $(BILL)
	$(BILL)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-sbom.txt
	@touch $@

# The reference pages of docs/reference, made of the program itself; a test fails while they say something else.
reference: $(VENV)/.ready
	$(BIN)/python -m server.reference

# What axe-core finds on every page, kept in data/accessibility: the declaration of accessibility rests on it.
accessibility: $(VENV)/.tested
	OUVERTURE_RECORD_ACCESSIBILITY=1 $(BIN)/python -m pytest tests/browser/test_accessibility_first.py tests/browser/test_accessibility_second.py $(PYTEST_ARGS)

# Needs uv. The files hold versions and hashes only, so that they install from any index.
LOCK := uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11
lock:
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) pyproject.toml --extra test -c requirements.txt -o requirements-test.txt
	$(LOCK) --group sbom -o requirements-sbom.txt

# The French sentences of the code, and what the English and Spanish catalogues still lack of them. A sentence that was
# touched keeps its former translation, marked fuzzy with what it translated, until somebody reads it again.
LOCALES := indicators/present/texts/locales
messages:
	PYTHONPATH=. $(BIN)/pybabel -q extract -F pyproject.toml -k t -k n:1,2 -k marked --no-location --sort-output --no-wrap --omit-header -o $(LOCALES)/ouverture.pot app.py indicators pages server
	for lang in $$(PYTHONPATH=. $(BIN)/python -c "from indicators.languages import LANGUAGES, SOURCE; print(*(c for c in LANGUAGES if c != SOURCE))"); do \
	  test -f $(LOCALES)/$$lang.po || $(BIN)/pybabel -q init -l $$lang -i $(LOCALES)/ouverture.pot -o $(LOCALES)/$$lang.po; \
	  $(BIN)/pybabel -q update -l $$lang --previous --no-wrap --omit-header --ignore-obsolete -i $(LOCALES)/ouverture.pot -o $(LOCALES)/$$lang.po; \
	  sed -i '/^# |/d' $(LOCALES)/$$lang.po; \
	done

# Operators turned over one by one in the modules that pyproject.toml names: which changes no test sees (docs/mutants.md).
mutants: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "mutmut>=3.8,<4"
	$(BIN)/mutmut run && $(BIN)/mutmut results

clean:
	rm -rf $(VENV) build mutants *.egg-info
