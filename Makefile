# Everything runs in a virtual environment of its own, made on first use from PyPI alone.
VENV ?= .venv
PYTHON ?= python3
ARTICLES ?= corpus
OUT ?= out/triples.jsonl
DATA ?= ../shared/data
GOLD_NEWS ?= ../shared/gold-news
CHROMIUM ?= /usr/bin/chromium
BIN := $(VENV)/bin

.PHONY: help extract evaluate evaluate-news bench fuzz test test-all test-long lint model clean

help:  ## What there is to make
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(VENV)/.base: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Chidice needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@

$(VENV)/.browser: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[browser]"
	@touch $@

# Debian's; CHROMIUM=path names another one
$(CHROMIUM):
	apt-get update --quiet && apt-get install --yes --quiet --no-install-recommends chromium

extract: $(VENV)/.base  ## Extract triples: ARTICLES=corpus OUT=out/triples.jsonl; EXTRAS=html,parquet for pages and Parquet files; OPTIONS="--jobs 4"
	@test -z "$(EXTRAS)" || $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[$(EXTRAS)]"
	$(BIN)/chidice extract $(ARTICLES) -o $(OUT) $(OPTIONS)

evaluate: $(VENV)/.base  ## Measure on our gold (dev split; SPLIT=test for the final numbers) and on the real news of DATA/kind and DATA/ud-italian → out/evaluation.html
	@test -d $(DATA)/kind || echo "No columns for real news: there is no folder $(DATA)/kind (make evaluate DATA=…; annotations/real-news/README.md says where to get KIND and UD Italian)"
	$(BIN)/chidice evaluate --gold annotations/gold.jsonl --articles corpus --split $(or $(SPLIT),dev) --html out/evaluation.html $(if $(wildcard $(DATA)/kind/.),--real-news $(DATA)/kind --ud $(DATA)/ud-italian)

evaluate-news: $(VENV)/.base  ## Measure on the real news of GOLD_NEWS
	$(BIN)/chidice evaluate --gold $(GOLD_NEWS)/gold.jsonl --articles $(GOLD_NEWS)/articles

bench: $(VENV)/.base  ## Measure speed and memory beside the bare spaCy pipeline and textacy → out/bench.md (on GOLD_NEWS, else corpus; BENCH="--rounds 9")
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[bench]" || echo "textacy does not install here: its line is left out"
	$(BIN)/python -m pipeline.bench $(or $(wildcard $(GOLD_NEWS)/articles),corpus) $(BENCH)

fuzz: $(VENV)/.dev  ## Look for inputs that break the readers, the pairing of quotation marks or the extractor: MINUTES=60 (tests/fuzz/README.md)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[fuzz]"
	$(BIN)/python -m tests.fuzz $(FUZZ) --minutes $(or $(MINUTES),10)

lint: $(VENV)/.dev  ## ruff and mypy
	$(BIN)/ruff check pipeline tests
	$(BIN)/mypy

test: $(VENV)/.dev lint  ## Lint, then the tests, one process for each core
	$(BIN)/pytest --numprocesses auto --dist worksteal

test-long: $(VENV)/.dev  ## The long versions of the fault tests, on demand: many kills, 20,000 articles, fuzzing
	$(BIN)/pytest --run-long -m long

test-all: test $(VENV)/.browser | $(CHROMIUM)  ## Everything CI runs: the tests, the gate on our gold, the slow tests
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[ray,fuzz]" || echo "Ray or atheris does not install here: their tests are left out"
	$(BIN)/chidice evaluate --gold annotations/gold.jsonl --articles corpus --split dev --model pipeline/model/weights --floor annotations/floor.json
	CHROMIUM=$(CHROMIUM) BROWSER_REQUIRED=1 $(BIN)/pytest --run-slow -m slow

model: $(VENV)/.base  ## Train the embedded model again: DATA=folder with ud-italian/ and kind/; with WORK=folder a run that was broken off goes on
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[train]"
	$(BIN)/python -m pipeline.model.recipe.build $(DATA) $(WORK)

clean:  ## Remove the environment and the output
	rm -rf $(VENV) out
