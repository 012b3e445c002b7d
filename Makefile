# 七宝读报: "make run" opens the reader, "make test" checks everything; both set up what they need first.
BIN := .venv/bin
# A machine without a locale would have Python and Qt fall back to ASCII.
export LC_ALL := $(firstword $(filter %.UTF-8 %.utf8,$(LC_ALL) $(LANG)) C.UTF-8)

.DEFAULT_GOAL := help
.PHONY: help run setup setup-test test test-heirs check lint fix tour bench bench-speech bench-search bench-typing soak-speech fonts docs lock wheel clean

help:           ## 列出可以做的事
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile

run: setup      ## 打开七宝读报；没有显示器时，把每项功能拍成图片放进 build/tour
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec $(BIN)/qibao-reader; \
	else exec $(BIN)/qibao-reader tour --out build/tour; fi

setup:          ## 装好要用的一切
	@packaging/setup.sh run

setup-test:
	@packaging/setup.sh test

# Counting branches halves the speed: it is done for the tests of what is counted (pyproject.toml), and not for the rest.
LOGIC := tests/core tests/speech tests/search tests/test_colour.py
test: setup-test ## 检查一切：格式、写法、类型、测试（有屏和没屏）
	@$(MAKE) --no-print-directory lint
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest $(LOGIC) -m "not display" -n auto --dist loadfile --cov
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest $(addprefix --ignore=,$(LOGIC)) -m "not display" -n auto --dist worksteal
	packaging/with-display.sh $(BIN)/pytest -m display

# An environment with the heir's "whoosh"; all else it takes from .venv/, which stands behind it.
test-heirs: setup-test ## 换上 Whoosh 的后继 Whoosh-Reloaded，再测一遍查找（不算在 make test 里）
	$(BIN)/python -m venv build/heirs
	build/heirs/bin/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
		-r packaging/lock/heirs.in
	$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' \
		>"$$(build/heirs/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/behind.pth"
	build/heirs/bin/python -c 'import whoosh; print("Whoosh", whoosh.versionstring())'
	QT_QPA_PLATFORM=offscreen build/heirs/bin/python -m pytest tests/search -n auto --dist loadfile

lint: setup-test ## 检查格式、写法和类型
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fix: setup-test ## 改好格式和能自动改的写法
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

tour: setup     ## 在没有显示器的机器上走一遍，图片放进 build/tour
	$(BIN)/qibao-reader tour --out build/tour

bench: setup-test ## 量速度和内存
	packaging/with-display.sh env PYTHONPATH=. $(BIN)/python tests/bench.py

bench-speech: setup-test ## 从录下的声音量朗读：多快出声、亮字准不准、停得快不快
	packaging/with-display.sh env PYTHONPATH=. $(BIN)/python tests/bench_speech.py $(BENCH)

bench-search: setup-test build/bench/site ## 量查找：和 SQLite、tantivy 比快慢（BENCH="--sizes 1,10" 只量小的；全量头一回要几分钟）
	env PYTHONPATH=.:build/bench/site $(BIN)/python tests/bench_search.py $(BENCH)

build/bench/site: packaging/lock/bench.in
	rm -rf $@
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
		--target $@ -r $<
	touch $@

bench-typing: setup-test ## 量打字时窗口卡不卡：键盘、输入法、屏幕键盘各打半分钟（BENCH=10 只打十秒；机器要闲着）
	packaging/with-display.sh env PYTHONPATH=. $(BIN)/python tests/typing_stalls.py $(BENCH)

soak-speech: setup-test ## 不停地乱按一小时，看有没有漏内存、卡住（SOAK="--minutes 3" 只做三分钟）
	packaging/with-display.sh env PYTHONPATH=. $(BIN)/python tests/soak_speech.py $(SOAK)

fonts: setup-test ## 重做随程序的字体（要有 fonts-noto-cjk、fonts-lxgw-wenkai 和 unicode-data）
	$(BIN)/python packaging/fonts.py

docs: setup-test ## 照着工具重写 README 里的表
	$(BIN)/python packaging/documents.py

# One file each for readers, developers and the build; consistent with each other; for Linux on x86-64 and arm64.
LOCK = build/uv/bin/uv pip compile --universal --generate-hashes --no-annotate --python-version 3.11 --quiet \
	--custom-compile-command "make lock"
lock:           ## 重新选定每个组件的版本
	python3 -m venv build/uv && build/uv/bin/pip install --quiet uv
	rm -f packaging/lock/*.txt
	$(LOCK) pyproject.toml --extra dev -c packaging/lock/pins.in -o packaging/lock/dev.txt
	$(LOCK) pyproject.toml -c packaging/lock/dev.txt -o packaging/lock/runtime.txt
	$(LOCK) packaging/lock/build.in -c packaging/lock/dev.txt -o packaging/lock/build.txt

wheel: setup-test ## 打包成 dist/*.whl
	$(BIN)/python -m hatchling build -t wheel

clean:          ## 删掉能重新做出来的东西
	rm -rf build dist .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
