# The two commands of a fresh machine are `make serve` and `make test`; the others are for those who work here.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SSR    := $(BIN)/ssr
PORT   ?= 8000

.DEFAULT_GOAL := help
.PHONY: help serve build check test test-all bench lint lock screenshots browser install clean

help:            ## what each target does
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/:/' | awk -F': *' '{printf "  make %-12s %s\n", $$1, $$2}'

# What reading needs, and what everything needs: two locks, so that a reader does not install the grader.
$(VENV)/.book: requirements-book.lock pyproject.toml
	@sh tools/venv.sh $(PYTHON) $(VENV) requirements-book.lock
	@touch $@

$(VENV)/.dev: requirements.lock pyproject.toml
	@sh tools/venv.sh $(PYTHON) $(VENV) requirements.lock
	@touch $(VENV)/.book $@

install: $(VENV)/.dev   ## everything, for authors, translators, instructors, developers

serve: $(VENV)/.book    ## install, build, and read the course on this machine
	@$(SSR) serve --port $(PORT)

build: $(VENV)/.book    ## the whole site in _build/site/
	@$(SSR) build

check: $(VENV)/.book    ## everything that can be wrong in the questions and pages
	@$(SSR) check

browser:                ## a browser for the tests, where none is there
	@sh tools/browser.sh

test: $(VENV)/.dev browser    ## the tests (at most 20 minutes on two cores)
	@$(BIN)/ruff check .
	@$(BIN)/pytest -m "not slow" -n 2 --dist loadfile

test-all: $(VENV)/.dev browser   ## every test
	@$(BIN)/ruff check .
	@$(BIN)/pytest -n 2 --dist loadfile

bench: $(VENV)/.dev browser   ## ratios against the stock tools, side by side
	@$(BIN)/python -m benchmarks

screenshots: $(VENV)/.dev browser   ## the pictures of README and guides
	@$(BIN)/python tools/screenshots.py

lint: $(VENV)/.dev      ## style of the code
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

lock: $(VENV)/.dev      ## resolve the dependencies anew (needs uv)
	@sh tools/lock.sh $(BIN)

clean:                  ## remove what was built (not the environment)
	rm -rf _build
