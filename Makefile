# Commands of the project; `make` alone lists them.
PYTHON3 ?= python3
VENV := .venv
PYTHON := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
VLLM_VENV := .venv-vllm
VLLM_PYTHON := $(VLLM_VENV)/bin/python
VLLM_INSTALLED := $(VLLM_VENV)/.installed
TRL_VENV := .venv-trl
TRL_PYTHON := $(TRL_VENV)/bin/python
TRL_INSTALLED := $(TRL_VENV)/.installed
TORCH_CPU_INDEX ?= https://download.pytorch.org/whl/cpu
SOURCES := backend worker tests benchmarks hatch_build.py frontend/build_page.py frontend/generate.py
ARGS ?=
TESTS ?= tests
# Test processes side by side, one more than cores because many tests wait; JOBS=0 runs all in one, for a debugger.
JOBS ?= $(shell $(PYTHON3) -c 'import os; print((os.cpu_count() or 1) + 1)')
# Those that need nothing but the virtual environment and some minutes.
BENCHMARKS ?= $(filter-out benchmarks/gpu.py benchmarks/trainer_vs_trl.py benchmarks/weightings.py,$(wildcard benchmarks/*.py))

.DEFAULT_GOAL := help
.PHONY: help demo up test test-vllm check format api-types page bench bench-trl study setup clean

help:  ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: setup  ## Train three small runs and watch them at http://127.0.0.1:8420 (EXIT=1 ends after the table)
	@$(VENV)/bin/paretoscope demo $(if $(EXIT),--exit) $(ARGS)

up: setup  ## Start server and worker (ARGS="--port 9000" passes options)
	@$(VENV)/bin/paretoscope up $(ARGS)

test: setup  ## Run the tests, the page's too (TESTS=tests/backend runs only those)
	@# Tests start some hundred processes. Each would compile our sources if it could not keep what it compiled.
	@PYTHONDONTWRITEBYTECODE= $(PYTHON) -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder $(TESTS) $(ARGS)
	@$(if $(filter tests,$(TESTS)),$(PYTHON) frontend/build_page.py npm run --silent test)

test-vllm: $(VLLM_INSTALLED)  ## Run the tests of the vLLM engine against a real vLLM for CPUs, in a venv of its own
	@$(VLLM_PYTHON) -m pytest --timeout 1800 tests/vllm $(ARGS)

check: setup  ## Check style, types and the arrows between packages
	@$(PYTHON) -m ruff check $(SOURCES)
	@$(PYTHON) -m ruff format --check $(SOURCES)
	@$(PYTHON) -m mypy
	@$(VENV)/bin/lint-imports
	@$(PYTHON) frontend/generate.py --check
	@$(PYTHON) frontend/build_page.py npm run --silent format:check
	@$(PYTHON) frontend/build_page.py npm run --silent lint
	@$(PYTHON) frontend/build_page.py npm run --silent typecheck

format: setup  ## Put the sources into the project's format
	@$(PYTHON) -m ruff format $(SOURCES)
	@$(PYTHON) -m ruff check --fix $(SOURCES)
	@$(PYTHON) frontend/build_page.py npm run --silent format

api-types: $(INSTALLED)  ## Write what the page takes from Python: the types of the API and the colours
	@$(PYTHON) frontend/generate.py

page: $(INSTALLED)  ## Build the page if its sources have changed
	@$(PYTHON) frontend/build_page.py

bench: setup  ## Measure what must be fast
	@for benchmark in $(BENCHMARKS); do echo "$$benchmark"; $(PYTHON) $$benchmark || exit 1; done

bench-trl: setup $(TRL_INSTALLED)  ## Measure a training step beside one of TRL's trainer, which has a venv of its own
	@$(PYTHON) benchmarks/trainer_vs_trl.py $(ARGS)

study: setup  ## Train the paper's grid on the embedded task with 5 seeds, and write the report in docs/study (QUICK=1: 10 minutes)
	@$(PYTHON) -m benchmarks.study $(if $(QUICK),--quick) $(ARGS)

setup: $(INSTALLED) page  ## Make the virtual environment and the page; does nothing when nothing changed

$(INSTALLED): pyproject.toml constraints.txt hatch_build.py
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON3) is older than 3.11. Name another: make PYTHON3=python3.12"; exit 1; }
	@test -x $(PYTHON) || $(PYTHON3) -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --upgrade pip
	@# Without an NVIDIA GPU, Linux needs the index that has torch without CUDA: gigabytes less.
	@if [ "$$(uname -s)" = Linux ] && ! command -v nvidia-smi >/dev/null; then \
		set -x; $(PYTHON) -m pip install --quiet --constraint constraints.txt --retries 1 --extra-index-url $(TORCH_CPU_INDEX) torch; fi
	$(PYTHON) -m pip install --quiet --constraint constraints.txt --editable '.[worker,dev]' $$($(PYTHON) frontend/build_page.py requirement)
	@touch $@

$(VLLM_INSTALLED): pyproject.toml tests/vllm/requirements.txt
	@test -x $(VLLM_PYTHON) || $(PYTHON3) -m venv $(VLLM_VENV)
	$(VLLM_PYTHON) -m pip install --quiet --upgrade pip
	$(VLLM_PYTHON) -m pip install --quiet --retries 1 --extra-index-url $(TORCH_CPU_INDEX) \
		--requirement tests/vllm/requirements.txt --editable '.[worker]'
	@# These come built for CUDA and stop a torch without it from loading; text needs none of them.
	$(VLLM_PYTHON) -m pip uninstall --quiet --yes torchvision torchaudio torchcodec
	@touch $@

$(TRL_INSTALLED): benchmarks/inputs/trl-requirements.txt
	@test -x $(TRL_PYTHON) || $(PYTHON3) -m venv $(TRL_VENV)
	$(TRL_PYTHON) -m pip install --quiet --upgrade pip
	@# First torch, from the index that has it without CUDA.
	$(TRL_PYTHON) -m pip install --quiet --retries 1 --extra-index-url $(TORCH_CPU_INDEX) torch==2.13.0
	$(TRL_PYTHON) -m pip install --quiet --requirement benchmarks/inputs/trl-requirements.txt
	@touch $@

clean:  ## Remove what was built and cached, but neither a .venv nor the runs in .paretoscope
	@rm -rf backend/paretoscope/page frontend/node_modules dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	@find backend worker tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
