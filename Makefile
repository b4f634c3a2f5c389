# make demo   set up, read three example reports, and fill and ask a demonstration ledger
# make test   set up and run every check that CI runs
PYTHON ?= python3

.PHONY: demo test format bench train clean

demo: .venv/installed
	.venv/bin/fogline read examples/luhy --html build/demo.html
	.venv/bin/fogline read examples/luhy/3-outside-observer.txt
	.venv/bin/fogline --ledger build/demo.sqlite add examples/demo/reports
	.venv/bin/fogline --ledger build/demo.sqlite add examples/demo/maps --map "Demo Map" --side ru
	.venv/bin/fogline --ledger build/demo.sqlite place Kupiansk --limit 5
	.venv/bin/fogline --ledger build/demo.sqlite claims --place Kupiansk --kind retakes --limit 3
	.venv/bin/fogline --ledger build/demo.sqlite contradictions --place Kupiansk --limit 2
	.venv/bin/fogline --ledger build/demo.sqlite sources --limit 8
	.venv/bin/fogline --ledger build/demo.sqlite origin examples/demo/reports/2025-07-31-chasov-yar-agency.html
	.venv/bin/fogline --ledger build/demo.sqlite control --until 2025-12-31
	.venv/bin/fogline --ledger build/demo.sqlite control --explain Kupiansk 2025-12-31
	.venv/bin/fogline --ledger build/demo.sqlite verify
	@echo "The three reports, marked, are in build/demo.html: open it in a browser."
	@echo "The ledger was written for demonstration; look at it: .venv/bin/fogline --ledger build/demo.sqlite serve"
	@echo "or ask it more: .venv/bin/fogline --ledger build/demo.sqlite --help"
	@echo "Read your own: .venv/bin/fogline read FILE-OR-FOLDER"

test: .venv-test/installed
	.venv-test/bin/ruff format --check .
	.venv-test/bin/ruff check .
	.venv-test/bin/mypy
	.venv-test/bin/lint-imports
	.venv-test/bin/pytest -n auto

format: .venv-test/installed
	.venv-test/bin/ruff check --fix .
	.venv-test/bin/ruff format .

# The figures of docs/measurements.md; CORPUS is a folder that holds train and dev as PolNeAR lays them out, TOPONYMS one
# with texts and toponyms.jsonl, REPORTS a file of annotated reports to choose thresholds by.
CORPUS ?= ../shared/data/polnear
TOPONYMS ?= ../shared/data/geo/gwn
REPORTS ?= ../shared/data/reports/dev.jsonl
MODEL = src/fogline/reading/model
bench: .venv-bench/installed
	.venv-bench/bin/python benchmarks/reading.py $(CORPUS)/dev/text

train: .venv-train/installed
	.venv-train/bin/python -m training.train --corpus $(CORPUS)
	.venv-train/bin/python -m training.teach --from build/training/multilingual --corpus $(CORPUS) --toponyms $(TOPONYMS)
	.venv-train/bin/python -m training.export --from build/training/small --to $(MODEL) --languages en ru uk
	.venv-train/bin/python -m training.choose --corpus $(CORPUS) --reports $(REPORTS) --model $(MODEL)

# What users install is built and tested as it is: a wheel, its dependencies pinned by hash.
.venv/installed: pyproject.toml requirements/run.txt $(shell find src -type f -not -name '*.pyc')
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --force-reinstall .
	@mkdir -p build
	@touch $@

.venv-test/installed: pyproject.toml requirements/test.txt $(shell find src -type f -not -name '*.pyc')
	$(PYTHON) -m venv .venv-test
	.venv-test/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	.venv-test/bin/pip install --quiet --disable-pip-version-check --no-deps --force-reinstall .
	@touch $@

.venv-bench/installed: pyproject.toml requirements/bench.txt $(shell find src -type f -not -name '*.pyc')
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	.venv-bench/bin/pip install --quiet --disable-pip-version-check --no-deps --force-reinstall .
	@touch $@

.venv-train/installed: pyproject.toml requirements/train.txt $(shell find src -type f -not -name '*.pyc')
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	.venv-train/bin/pip install --quiet --disable-pip-version-check -r requirements/train.txt
	.venv-train/bin/pip install --quiet --disable-pip-version-check --no-deps --force-reinstall .
	@touch $@

clean:
	rm -rf .venv .venv-test .venv-bench .venv-train build
