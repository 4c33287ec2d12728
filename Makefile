# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
#
# Short names for the usual steps; each says what it does in one line. The build itself is CMakeLists.txt.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Progress on a terminal, silence in logs.
QUIET := $(shell [ -t 2 ] || echo --quiet)
# Stages of `make test`, in this order; the first failure ends it.
STAGES ?= dev asan fuzz
COMITIA_FUZZ_SECONDS ?= 60
export COMITIA_FUZZ_SECONDS
CXX_FILES = $(shell git ls-files --cached --others --exclude-standard -- 'src/*.h' 'src/*.cpp' 'apps/*.h' 'apps/*.cpp' 'tests/*.h' 'tests/*.cpp' 'bench/*.h' 'bench/*.cpp' 'bindings/*.h' 'bindings/*.cpp')

# $(call configure,preset,options): quiet, and shows CMake's words only when it fails.
configure = mkdir -p build; cmake --preset $(1) $(2) >build/$(1).configure.log 2>&1 || { cat build/$(1).configure.log; exit 1; }
build = echo "== building $(1)"; cmake --build --preset $(1) $(2) -- $(QUIET)

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' $(firstword $(MAKEFILE_LIST)) | column -t -s '|'

.PHONY: demo
demo: build ## build the program and show it at work
	@tools/demo

.PHONY: build
build: ## the program, optimised: build/release/bin/comitia
	@tools/setup build
	@$(call configure,release,-DCOMITIA_TESTS=OFF); $(call build,release)
	@echo "== build/release/bin/comitia"

.PHONY: test
test: ## everything a change must pass (longer: STAGES="dev asan tsan fuzz")
	@tools/setup test
	@for stage in $(STAGES); do $(MAKE) stage-$$stage; done

.PHONY: stage-dev stage-asan stage-tsan stage-fuzz
stage-dev stage-asan stage-tsan stage-fuzz: stage-%:
	@$(call configure,$*); $(call build,$*,$(if $(filter fuzz,$*),--target fuzzers))
	@echo "== testing $*"; ctest --preset $*

.PHONY: asan
asan: ## fast tests under the address and undefined-behaviour sanitizers
	@tools/setup test
	@$(MAKE) stage-asan

.PHONY: tsan
tsan: ## fast tests under the thread sanitizer
	@tools/setup test
	@$(MAKE) stage-tsan

.PHONY: fuzz
fuzz: ## each fuzz target for COMITIA_FUZZ_SECONDS (60)
	@tools/setup test
	@$(MAKE) stage-fuzz

.PHONY: docs
docs: ## the documentation site: build/docs/index.html
	@tools/setup docs
	@$(call configure,release,-DCOMITIA_TESTS=OFF -DCOMITIA_PYTHON=ON); $(call build,release)
	@echo "== writing the site"; NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs build --strict --quiet
	@echo "== build/docs/index.html"

.PHONY: python
python: ## the Python package, optimised, into .venv
	@tools/setup python
	@echo "== building the package"; .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps .
	@cd build; ../.venv/bin/python -c 'import comitia; print("== comitia", comitia.__version__, "in .venv")'

.PHONY: wheel
wheel: ## a wheel that holds all it needs: build/wheel/*.whl
	@tools/setup python
	@rm -rf build/wheel; mkdir -p build/wheel
	@echo "== building the wheel"; .venv/bin/python -m pip wheel --quiet --disable-pip-version-check --no-build-isolation --no-deps -C cmake.define.COMITIA_LP=highs -w build/wheel/plain .
	@PATH="$(CURDIR)/.venv/bin:$$PATH" .venv/bin/python -m auditwheel repair -w build/wheel build/wheel/plain/*.whl >build/wheel/repair.log 2>&1 || { cat build/wheel/repair.log; exit 1; }
	@ls -l build/wheel/*.whl

.PHONY: stubs
stubs: ## write bindings/python/comitia/*.pyi anew, after a change of the catalog
	@tools/setup test
	@$(call configure,dev); $(call build,dev,--target comitia_python_package)
	@PYTHONPATH=build/dev/python .venv/bin/python -m comitia._generate --stubs bindings/python/comitia

.PHONY: peers
peers: ## comparisons with other packages (installs about 1.5 GB into .venv)
	@tools/setup peers
	@$(call configure,dev); $(call build,dev)
	@echo "== comparing"; ctest --preset peers

.PHONY: studies
studies: build python ## all studies in full (minutes): reports/studies/index.html
	@build/release/bin/comitia study run -o reports/studies

.PHONY: bench
bench: ## run the benches of bench/ on the optimised build
	@tools/setup test
	@$(call configure,release,-DCOMITIA_BENCH=ON -DCOMITIA_TESTS=OFF); $(call build,release,--target benches)
	@shopt -s nullglob; for program in build/release/bench/bench_*; do echo "== $$program"; $$program; done

.PHONY: headers
headers: ## compile each header alone
	@$(call configure,dev); $(call build,dev,--target all_verify_interface_header_sets)

.PHONY: tidy
tidy: ## clang-tidy over src and apps, and tools/check_includes
	@tools/setup test
	@tools/check_includes
	@$(call configure,asan); cmake --build --preset asan --target comitia_build_info -- --quiet >/dev/null
	@echo "== clang-tidy"; run-clang-tidy-19 -quiet -j 2 -p build/asan '$(CURDIR)/(src|apps)/.*\.cpp$$' 2>/dev/null

.PHONY: format
format: ## clang-format over all C++ files
	@echo "== clang-format"; [ -z "$(CXX_FILES)" ] || clang-format-19 -i $(CXX_FILES)

.PHONY: format-check
format-check: ## fail if a C++ file is not formatted
	@[ -z "$(CXX_FILES)" ] || clang-format-19 --dry-run --Werror $(CXX_FILES)

.PHONY: clean
clean: ## remove build/ (the virtual environment stays)
	@rm -rf build
