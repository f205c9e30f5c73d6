# make run    sets up and opens the page on http://127.0.0.1:7860
# make test   sets up and runs every check and every test
UV_VERSION := 0.13.9
CYCLONEDX_VERSION := 7.5.0
UV := .tools/bin/uv
BIN := .venv/bin
# Compiled at install time, our own modules too: imports are halved.
export UV_COMPILE_BYTECODE := 1
export UV_LINK_MODE := copy

# All that is ours and installed.
MODULES := $(wildcard *.py) $(filter-out tests benchmarks,$(patsubst %/__init__.py,%,$(wildcard */__init__.py)))

.PHONY: run test check unit setup lock sbom audit bench screenshots docs system clean

run: setup
	$(BIN)/nianbao serve

test: setup system check unit

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/python -m benchmarks.licences

# Two files of tests at a time; each worker has a browser and servers of its own.
unit: setup
	$(BIN)/pytest --numprocesses 2 --dist loadfile

bench: setup
	$(BIN)/python -m benchmarks

docs: setup
	$(BIN)/python -m benchmarks.rules_document

screenshots: setup system
	$(BIN)/python -m benchmarks.screenshots

setup: .venv/.installed

# `pip install --target` needs neither a virtual environment nor the right to touch the system's packages.
$(UV):
	python3 -m pip install --quiet --disable-pip-version-check --target .tools "uv==$(UV_VERSION)"

.venv/.installed: requirements.lock pyproject.toml | $(UV)
	$(UV) venv --quiet --allow-existing --python python3 .venv
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q $(MODULES)
	touch $@

lock: | $(UV)
	$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--extra dev --extra ocr --extra mcp --extra postgresql --extra s3 --python-version 3.11 --output-file requirements.lock pyproject.toml

# What the installed program is made of, for whoever has to account for it (CycloneDX).
sbom: setup
	$(UV) tool run --quiet --from cyclonedx-bom==$(CYCLONEDX_VERSION) cyclonedx-py environment $(BIN)/python -o sbom.json

# Known vulnerabilities. It asks a server, so it is no part of `make check`.
audit: setup
	$(UV) tool run --quiet --from pip-audit pip-audit --requirement requirements.lock --disable-pip --require-hashes

# The tests drive Debian's chromium, look at pages with CJK fonts, convert documents with LibreOffice, start a PostgreSQL
# of their own and let nginx read the page on deployment.
SYSTEM_PACKAGES := chromium fonts-noto-cjk fontconfig libreoffice-writer-nogui postgresql nginx-light openssl
system:
	@if ! ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || ! [ -x /usr/sbin/nginx ] || \
		! [ -x /usr/bin/chromium ] || ! command -v soffice >/dev/null || ! fc-list :lang=zh 2>/dev/null | grep -q .; then \
		if [ "$$(id -u)" = 0 ]; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
				$(SYSTEM_PACKAGES); \
		else \
			echo "部分测试需要系统软件包，请先执行：sudo apt-get install $(SYSTEM_PACKAGES)"; \
		fi; \
	fi

clean:
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache
