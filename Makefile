# Everything is installed into .venv; the Python of the machine is not changed.
PYTHON ?= python3
UV := uv==0.13.9

# Python may write compiled files, whatever the shell says: tests start `brief` some hundred times.
unexport PYTHONDONTWRITEBYTECODE

# Tests of all that comes before the pages, and of some pages; not those that start processes or try styles and fonts.
QUICK := $(addprefix tests/,model parse load compose cite claims test_build.py test_findings.py test_imports.py) \
	$(addprefix --ignore=tests/,load/test_faces.py load/test_seal.py cite/test_styles.py cite/test_trial.py \
	claims/test_command.py)

.PHONY: help pdf merge check test quick hostile lint types pages fuzz bench longbench docs fonts clean

help:
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

pdf: .venv/ready ## build the brief in content/ into output/
	.venv/bin/brief build

merge: .venv/ready ## make a copy of the example of a lobby day for each of its offices
	.venv/bin/brief merge examples/lobby-day/offices.csv examples/lobby-day

check: .venv/ready ## read the brief in content/ as an editor would; warnings count
	.venv/bin/brief check --strict

test: .venv/ready tests/browser/node_modules/ready ## run the tests
	.venv/bin/python -m pytest --numprocesses auto --dist loadfile

quick: .venv/ready ## run the tests of what comes before the pages
	.venv/bin/python -m pytest --numprocesses auto --dist loadfile --quiet $(QUICK)

hostile: .venv/ready ## run the tests of what strangers may send, with the limits that users have
	HOSTILE=real .venv/bin/python -m pytest --numprocesses auto tests/hostile

lint: .venv/ready ## check the style of the code
	.venv/bin/ruff check
	.venv/bin/ruff format --check

types: .venv/ready ## check the types, strictly
	.venv/bin/mypy

pages: .venv/ready ## measure the pages of tests/pages; choose some: make pages ONLY="--briefs plain --editions full"
	.venv/bin/python -m tests.pages $(ONLY)

fuzz: .venv/ready ## edit briefs by chance, and compare each build with a first one; choose: make fuzz ONLY="--edits 60"
	.venv/bin/python -m tests.fuzz $(ONLY)

bench: .venv/ready ## measure speed and memory, against plain WeasyPrint
	.venv/bin/python -m tests.bench.bench

longbench: .venv/ready ## measure the preview in a browser, and a merge of 2,000 rows
	.venv/bin/python -m tests.bench.painted
	.venv/bin/python -m tests.bench.merging

docs: .venv/ready ## make the pictures and the table of keys in docs/ anew
	.venv/bin/python -m docs.make

fonts: .venv/ready ## take the faces from their makers again and compare (needs npm and apt-get)
	styles/fonts/make
	.venv/bin/python styles/looks/make

clean: ## remove what was installed and cached here; output/ stays
	rm -rf .venv dist tests/browser/node_modules .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find brief tests .ci -name __pycache__ -prune -exec rm -r {} +

# The set-up, repeated only when one of these files has changed. It compiles, so that the first start is fast too.
.venv/ready: pyproject.toml uv.lock .ci/system.py brief/doctor.py
	@$(PYTHON) .ci/system.py
	@.venv/bin/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check $(UV)
	.venv/bin/uv sync --frozen --quiet --compile-bytecode
	@touch $@

# Tools for tests of the edition for the screen: a browser, Java, and from npm axe-core and the Nu HTML checker. Where
# one of them cannot be installed, pytest reports at its end which tests were not run.
tests/browser/node_modules/ready: tests/browser/package-lock.json .ci/system.py
	@$(PYTHON) .ci/system.py tests
	@if command -v npm >/dev/null && npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund --loglevel=error; \
	then touch $@; fi
