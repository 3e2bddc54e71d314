# Two commands are all you need: `make serve` shows the site, `make test` checks it. Each sets up what it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes
export NO_MKDOCS_2_WARNING := 1

.PHONY: serve build offline downloads edition verify check published schemas test test-all bench fonts format lock clean

serve: $(VENV)/site-ready
	$(BIN)/mkdocs serve --livereload

build: $(VENV)/site-ready
	$(BIN)/mkdocs build --strict

# The site as a zip that opens from disk, without a server and without the network
offline: build
	$(BIN)/python -m chronicle offline site site-offline.zip

# The site with itself to take away: zip, EPUB and tagged PDFs, some minutes; they need a Chromium or Chrome
downloads: $(VENV)/print-ready build
	$(BIN)/python -m chronicle downloads site

# The edition that docs/data/edition.yml names, fixed: built for its own address below SITE_URL, packed into FOLDER
SITE_URL ?= http://localhost:8000/
EDITION ?= $(shell sed -n 's/^  issued: *//p' docs/data/edition.yml)
FOLDER ?= editions
edition: $(VENV)/site-ready
	REPO_URL= SITE_URL=$(SITE_URL)editions/$(EDITION)/ $(BIN)/mkdocs build --strict --site-dir $(abspath $(FOLDER))/site
	$(BIN)/python -m chronicle edition $(FOLDER)/site $(FOLDER) $(SITE_URL)editions/$(EDITION)/

# Whether the tag of a fixed edition gives its zip again, byte for byte
verify: $(VENV)/site-ready
	$(BIN)/python -m chronicle verify $(EDITION)

# The records and the pages alone, in a second or two
check: $(VENV)/site-ready
	$(BIN)/python -m chronicle

# Enter new addresses in the list of those that others may cite
published: $(VENV)/site-ready
	$(BIN)/python -m chronicle published

# Make the JSON Schemas of the records anew, from their models
schemas: $(VENV)/site-ready
	$(BIN)/python -m chronicle schemas

test: $(VENV)/test-ready
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m pytest -m "not slow"

# What is slow and rarely breaks, too: the second generator, other Pythons, every page in every way
test-all: $(VENV)/test-ready
	$(BIN)/python -m pytest

# How build and filter times grow with the number of events
bench: $(VENV)/test-ready
	PYTHONPATH=. $(BIN)/python tests/bench.py

# Cut the fonts anew to the characters that the site uses
fonts: $(VENV)/test-ready
	$(BIN)/python -m chronicle.finish.fonts

format: $(VENV)/test-ready
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

# Pin anew what pyproject.toml names, with hashes
lock:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip --disable-pip-version-check install --quiet uv==0.13.9
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--custom-compile-command "make lock" pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--custom-compile-command "make lock" --no-annotate --group print --constraint requirements.txt \
		--output-file chronicle/finish/requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--custom-compile-command "make lock" --group test --constraint requirements.txt \
		--constraint chronicle/finish/requirements.txt \
		--output-file tests/requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--custom-compile-command "make lock" --group watch --constraint requirements.txt \
		--constraint tests/requirements.txt --output-file .github/requirements.txt

clean:
	rm -rf $(VENV) site site-offline.zip editions

$(VENV)/site-ready: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.txt
	touch $@

$(VENV)/print-ready: $(VENV)/site-ready chronicle/finish/requirements.txt
	$(PIP) -r chronicle/finish/requirements.txt
	touch $@

$(VENV)/test-ready: $(VENV)/site-ready tests/requirements.txt tests/schema.txt
	$(PIP) -r tests/requirements.txt
	$(PIP) --no-deps -r tests/schema.txt
	$(BIN)/python tests/browser.py
	touch $@

# For the scheduled workflows
$(VENV)/watch-ready: $(VENV)/site-ready .github/requirements.txt
	$(PIP) -r .github/requirements.txt
	touch $@
