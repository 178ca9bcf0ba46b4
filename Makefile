# Everything runs in a virtual environment of its own, made on first use from PyPI alone.
VENV ?= .venv
PYTHON ?= python3
ARTICLES ?= corpus
OUT ?= out/triples.jsonl
DATA ?= ../shared/data
GOLD_NEWS ?= ../shared/gold-news
BIN := $(VENV)/bin

.PHONY: help extract evaluate evaluate-news bench test test-all lint model clean

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

extract: $(VENV)/.base  ## Extract triples: ARTICLES=corpus OUT=out/triples.jsonl
	$(BIN)/chidice extract $(ARTICLES) -o $(OUT)

evaluate: $(VENV)/.base  ## Measure on our gold (dev split; SPLIT=test for the final number) and on the real news of DATA/kind → out/evaluation.html
	@test -d $(DATA)/kind || echo "No column for real news: there is no folder $(DATA)/kind (make evaluate DATA=…; annotations/real-news/README.md says where to get KIND)"
	$(BIN)/chidice evaluate --gold annotations/gold.jsonl --articles corpus --split $(or $(SPLIT),dev) --html out/evaluation.html $(if $(wildcard $(DATA)/kind/.),--real-news $(DATA)/kind)

evaluate-news: $(VENV)/.base  ## Measure on the real news of GOLD_NEWS
	$(BIN)/chidice evaluate --gold $(GOLD_NEWS)/gold.jsonl --articles $(GOLD_NEWS)/articles

bench: $(VENV)/.base  ## Measure speed and memory beside the bare spaCy pipeline and textacy → out/bench.md (on GOLD_NEWS, else corpus; BENCH="--growth 100,1000,10000")
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[bench]" || echo "textacy does not install here: its line is left out"
	$(BIN)/python -m pipeline.bench $(or $(wildcard $(GOLD_NEWS)/articles),corpus) $(BENCH)

lint: $(VENV)/.dev  ## ruff and mypy
	$(BIN)/ruff check pipeline tests
	$(BIN)/mypy

test: $(VENV)/.dev lint  ## Lint, then the tests
	$(BIN)/pytest

test-all: test  ## Everything CI runs: the tests, and the gate on our gold
	$(BIN)/chidice evaluate --gold annotations/gold.jsonl --articles corpus --split dev --model pipeline/model/weights --floor annotations/floor.json
	$(BIN)/pytest --run-slow -m slow

model: $(VENV)/.base  ## Train the embedded model again: DATA=folder with ud-italian/ and kind/
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[train]"
	$(BIN)/python -m pipeline.model.recipe.build $(DATA)

clean:  ## Remove the environment and the output
	rm -rf $(VENV) out
