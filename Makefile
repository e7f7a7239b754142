# 佐证的全部日常命令；只写 make 就显示说明。需要：Python 3.11 或更新（带 pip 和 venv）、make。
# 用别的 Python：make demo PYTHON=python3.12　　虚拟环境放在别处：make demo VENV=目录

PYTHON ?= python3
VENV ?= .venv
UV ?= uv
RUBRIC ?= yangzhou-2022
SAMPLE ?= corpora/yucai-primary/submission
OUT ?= 报告
SCHOOLS ?= 10 30
PEERS ?= build/peers
RETOLD ?= ../shared/gold/pages.jsonl

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-config

.DEFAULT_GOAL := help
.PHONY: help demo test install dev fmt lint types imports pytest golden fuzz bench bench-scale bench-peers accuracy wheel lock clean

help: ## 显示本说明
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: install ## 安装，用样例学校的材料跑一次核查，并告诉报告在哪里
	$(BIN)/zuozheng check $(SAMPLE) --rubric $(RUBRIC) --out $(OUT)

test: dev lint types imports pytest ## 安装所需，跑完全部检查：格式、写法、类型、分层、测试

install: $(VENV)/.run-installed ## 只安装（锁定版本，校验哈希），不运行

dev: $(VENV)/.dev-installed ## 安装开发所需的工具

$(VENV)/.run-installed: requirements/build.txt requirements/run.txt pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit(0 if sys.version_info >= (3, 11) else '需要 Python 3.11 或更新；请安装后用 make PYTHON=python3.11 指明')"
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements/build.txt
	$(PIP) install --require-hashes --no-build-isolation -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev-installed: $(VENV)/.run-installed requirements/dev.txt
	$(PIP) install --require-hashes --no-build-isolation -r requirements/dev.txt
	@touch $@

fmt: dev ## 整理代码格式，改正能自动改正的写法
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: dev
	$(BIN)/mypy

imports: dev
	$(BIN)/lint-imports

pytest: dev
	$(BIN)/python -m pytest

golden: dev ## 输出有意改变后，重新生成 tests/golden 下的标准结果（提交前先看差异）
	$(BIN)/python -m pytest tests/golden --regen

bench: dev ## 核查的每一段、读取文件（与 pdfplumber 等比）、长文件的内存、日期识别和合并（见 benchmarks/README.md）
	$(BIN)/python -m benchmarks.bench_check
	$(BIN)/python -m benchmarks.bench_dates
	$(BIN)/python -m benchmarks.bench_merge
	$(BIN)/python -m benchmarks.bench_extract
	$(BIN)/python -m benchmarks.bench_memory

bench-scale: dev ## 学校越来越多时，一个学校要多少时间、内存和空间，找得对不对（不写 SCHOOLS 只做 10 和 30 校）：make bench-scale SCHOOLS="10 100 1000"
	$(BIN)/python -m benchmarks.bench_scale $(SCHOOLS)

bench-peers: dev $(PEERS)/.installed ## 与 markitdown、pdfplumber、JioNLP 在同样的材料上比（另装在 PEERS 里，需要联网安装）
	$(BIN)/python -m benchmarks.bench_peers --peers $(PEERS)

$(PEERS)/.installed: benchmarks/peers/requirements.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/$(notdir $(BIN))/python -m pip --disable-pip-version-check --quiet install -r $<
	@touch $@

accuracy: install ## 识别得准不准：样例学校、手工标注的段落和日期（准确率、召回率、最差的例子）
	$(BIN)/python -m benchmarks.accuracy_corpus
	$(BIN)/python -m benchmarks.accuracy_merging
	$(BIN)/python -m benchmarks.accuracy_events corpora/passages/*.jsonl
	$(BIN)/python -m benchmarks.accuracy_events corpora/pages/dev.jsonl corpora/pages/more.jsonl \
	  corpora/pages/extra.jsonl corpora/pages/later.jsonl
	$(if $(wildcard $(RETOLD)),$(BIN)/python -m benchmarks.accuracy_events $(RETOLD),\
	  @echo "没有 $(RETOLD)：真实网页的这一组没有测")
	$(BIN)/python -m benchmarks.accuracy_dates
	$(BIN)/python -m benchmarks.lexicon_coverage
	$(BIN)/python -m benchmarks.accuracy_drafts

fuzz: dev ## 用成千上万个改坏的文件试读取（每种格式 1000 个；另有少量连同文字识别和 LibreOffice；约需一小时）
	ZUOZHENG_FUZZ=1000 ZUOZHENG_FUZZ_PROGRAMS=12 $(BIN)/python -m pytest -q tests/extractors/test_fuzz.py

wheel: dev ## 生成安装包 dist/*.whl
	$(BIN)/python -m build --no-isolation --wheel --outdir dist .

lock: ## 按 pyproject.toml 重新锁定全部依赖的版本（需要联网，另装 uv）
	$(LOCK) requirements/build.in --output-file requirements/build.txt
	$(LOCK) pyproject.toml --constraint requirements/build.txt --output-file requirements/run.txt
	$(LOCK) pyproject.toml --group dev --constraint requirements/run.txt --constraint requirements/build.txt --output-file requirements/dev.txt

clean: ## 删除生成的东西（报告、缓存、安装包；不删虚拟环境）
	rm -rf dist build $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
