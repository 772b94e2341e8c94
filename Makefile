# What can be done with this book. `make` alone prints the targets.
#
# A target's line after ## is its help. The steps live in src/briefbook/ and .ci/; this file
# makes the virtual environment and calls them.

SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
PORT ?= 8000
# A build is several processes, the tests are thousands: without kept bytecode each compiles anew
# all that it loads, for longer than it works.
unexport PYTHONDONTWRITEBYTECODE
# See to it that the environment holds what the lock says. tests/requirements.txt holds all of
# requirements.txt, at the same versions, so an environment for the tests is one for the book too.
FOR_BOOK := environment-for-book
FOR_TESTS := environment-for-tests

.PHONY: help
help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: book html pdf
book: $(FOR_BOOK) ## build the site to build/html/ and the PDF to build/pdf/
	@$(RUN) -m briefbook book -W

html: $(FOR_BOOK) ## build the site alone
	@$(RUN) -m briefbook book -W --only html

pdf: $(FOR_BOOK) ## build the PDF alone; CHAPTERS="martyrs" prints a part of it to build/parts/martyrs/
	@$(RUN) -m briefbook book -W --only pdf $(if $(CHAPTERS),--chapters $(CHAPTERS))

.PHONY: brief
brief: $(FOR_BOOK) ## print the book on one sheet, two sides, to build/brief/
	@$(RUN) -m briefbook brief

.PHONY: epub latexpdf
epub: $(FOR_BOOK) ## build an EPUB to build/epub/
	@$(RUN) -m briefbook book -W --only epub

latexpdf: $(FOR_BOOK) ## build the PDF through LaTeX to build/latex/ (needs a TeX distribution)
	@$(RUN) -m briefbook book -W --only latexpdf

.PHONY: add anchors
add: $(FOR_BOOK) ## add articles: make add ARTICLE="one.html two.txt" (OPTIONS="--key … --title …")
	@$(RUN) -m briefbook add $(OPTIONS) $(ARTICLE)

anchors: $(FOR_BOOK) ## give permanent ids to new paragraphs and headings (DRY=1 shows the diff)
	@$(RUN) -m briefbook anchors $(if $(DRY),--dry-run)

.PHONY: check
check: $(FOR_BOOK) ## verify the book against its sources (STRICT=1 LINKS=1 CHAPTERS="…" FORMAT=sarif)
	@$(RUN) -m briefbook check $(CHAPTERS) $(if $(STRICT),--strict) $(if $(LINKS),--links) \
	  $(if $(FORMAT),--format $(FORMAT))

.PHONY: reader
reader: $(FOR_BOOK) ## build a private site with the texts of the sources on this disk, to build/reader/
	@$(RUN) -m briefbook reader

.PHONY: live
live: $(FOR_BOOK) ## build the site and the PDF whenever a file is saved, and reload the page (ONLY=html PORT=8000 HOST=0.0.0.0)
	@$(RUN) -m briefbook live --port $(PORT) $(if $(HOST),--host $(HOST)) $(if $(ONLY),--only $(ONLY))

.PHONY: test coverage quick lint
test: $(FOR_TESTS) ## set up what the tests need and run them all
	@.ci/browser
	$(RUN) -m pytest

# Python 3.14 counts lines and branches at hardly a cost; an older one takes a third longer.
coverage: $(FOR_TESTS) ## run all tests and say which lines of src/ none of them reaches
	@.ci/browser
	COVERAGE_CORE=$$($(RUN) -c 'import sys; print("sysmon" if sys.version_info >= (3, 14) else "ctrace")') \
	  $(RUN) -m pytest --cov

quick: $(FOR_TESTS) ## run the tests that need no browser, no print and no large book, in two minutes
	$(RUN) -m pytest -m "not long"

.PHONY: test-latest test-lowest
test-latest: $(FOR_TESTS) ## run the tests with the newest packages that pyproject.toml allows
test-lowest: $(FOR_TESTS) ## run the tests with the oldest packages that pyproject.toml allows
test-latest test-lowest:
	@.ci/browser
	@.ci/environment $(@:test-%=%) "$(PYTHON)"
	@# The lock is not what is tested here.
	build/$(@:test-%=%)/bin/python -m pytest --ignore=tests/project/test_lock.py

lint: $(FOR_TESTS) ## check style, types, the direction of imports and the length of files
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports --no-logo
	@find src tests -name '*.py' -exec wc -l {} + | \
	  awk '$$2 != "total" && $$1 > 250 { print "think again: " $$2 " has " $$1 " lines" }'

.PHONY: bench
bench: $(FOR_TESTS) ## measure what building costs; a part of it with BENCH="site --chapters 100"; how pages are read with BENCH=read CORPUS=folder
	$(RUN) bench/run.py $(BENCH) $(if $(CORPUS),--corpus "$(CORPUS)")

.PHONY: truth
truth: $(FOR_TESTS) ## say what the comparison catches and flags wrongly, by kind, in texts that you have fetched (CORPUS=folder)
	$(RUN) bench/truth.py "$(CORPUS)"

.PHONY: requirements clean
requirements: $(FOR_BOOK) ## pin what pyproject.toml asks for, hashes and all (UPGRADE=1: the newest of all)
	@.ci/pin $(if $(UPGRADE),--upgrade)

clean: ## remove everything that was built, and the virtual environment
	rm -rf build $(VENV) .venvs

.PHONY: environment $(FOR_BOOK) $(FOR_TESTS)
environment: $(FOR_BOOK) ## make the virtual environment alone

$(FOR_BOOK):
	@.ci/environment book "$(PYTHON)"

$(FOR_TESTS):
	@.ci/environment tests "$(PYTHON)"
