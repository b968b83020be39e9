# Every target installs what it lacks: Debian packages by apt-get, Python ones into .build/venv.

PREFIX ?= /usr/local
DESTDIR ?=
FUZZ_SECONDS ?= 180

BINARY := .build/release/wildix
SWIFT_BUILD := swift build -c release --static-swift-stdlib --explicit-target-dependency-import-check error
PYTHON := .build/venv/bin/python
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

# $(call need,PACKAGES) installs those Debian packages that are missing.
need = @missing=$$(for p in $(1); do dpkg -s $$p >/dev/null 2>&1 || echo $$p; done); \
  [ -z "$$missing" ] || { $(SUDO) apt-get update -q && $(SUDO) apt-get install -q -y --no-install-recommends $$missing; }

.PHONY: demo pictures build test swift-test command-test server-test page-test bench fuzz lint assets install uninstall completions clean

demo: build
	@Tests/Demo/demo.sh $(BINARY)

build:
	$(call need,libreadline-dev libsqlite3-dev libssl-dev)
	$(SWIFT_BUILD)

test: swift-test command-test server-test page-test

swift-test:
	$(call need,libreadline-dev libsqlite3-dev libssl-dev)
	swift test --explicit-target-dependency-import-check error

command-test: build $(PYTHON)
	$(call need,bash-completion fish less mandoc util-linux zsh)
	WILDIX_BIN=$(abspath $(BINARY)) $(PYTHON) -m pytest -q Tests/Command

# Most of these wait for the server to lose patience: three files at once.
server-test: build $(PYTHON)
	$(call need,nginx-light openssl)
	$(PYTHON) -m pip install -q -r Tests/Server/requirements.txt
	WILDIX_BIN=$(abspath $(BINARY)) $(PYTHON) -m pytest -q -n 3 --dist loadfile Tests/Server

# Screenshots of what was seen stay in .build/page. Two browsers at once: the page waits often, as a person does.
page-test: build $(PYTHON)
	$(call need,chromium chromium-driver firefox-esr fonts-inter)
	$(PYTHON) -m pip install -q -r Tests/Page/requirements.txt
	WILDIX_BIN=$(abspath $(BINARY)) $(PYTHON) -m pytest -q -n 2 --dist loadfile Tests/Page

bench: build $(PYTHON)
	$(call need,inotify-tools jq wrk)
	$(PYTHON) -m pip install -q -r Tests/Bench/requirements.txt
	$(PYTHON) Tests/Bench/bench.py --wildix $(BINARY) --write-readme README.md

# libFuzzer mutates histories for FUZZ_SECONDS; what it finds stays in .build/fuzz.
fuzz:
	@mkdir -p .build/fuzz/corpus
	swiftc -O -swift-version 6 -sanitize=fuzzer,address -parse-as-library -emit-module-path .build/fuzz/WildixCore.swiftmodule \
	  -module-name WildixCore -emit-library -static -o .build/fuzz/libWildixCore.a $$(find Sources/WildixCore -name '*.swift')
	swiftc -O -swift-version 6 -sanitize=fuzzer,address -parse-as-library -I .build/fuzz -L .build/fuzz -lWildixCore \
	  -o .build/fuzz/fuzz Tests/Fuzz/Fuzz.swift
	cp samples/*.json .build/fuzz/corpus/
	ASAN_OPTIONS=symbolize=0 SWIFT_BACKTRACE=enable=no .build/fuzz/fuzz -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -artifact_prefix=.build/fuzz/ .build/fuzz/corpus

lint: $(PYTHON)
	swift format lint --strict --recursive Package.swift Sources Tests
	Tests/Lint/imports.sh
	$(PYTHON) Tests/Lint/phrases.py
	$(PYTHON) -m ruff check Tests

# The page's gzip forms and the table that embeds them: after each change under Sources/CPageAssets/page.
assets:
	Sources/CPageAssets/make-assets.sh

completions: build
	@mkdir -p completions
	$(BINARY) --generate-completion-script bash > completions/wildix.bash
	$(BINARY) --generate-completion-script zsh > completions/_wildix
	$(BINARY) --generate-completion-script fish > completions/wildix.fish

# The pictures in the README, drawn anew.
pictures: build $(PYTHON)
	$(call need,chromium chromium-driver fonts-inter)
	$(PYTHON) -m pip install -q pyte -r Tests/Page/requirements.txt
	WILDIX_BIN=$(abspath $(BINARY)) $(PYTHON) Tests/Page/pictures.py samples/pictures
	$(PYTHON) Tests/Demo/picture.py $(BINARY) 118 40 samples/pictures/listing.svg "wildix calls --limit 12" \
	  "wildix calls --search lefevre --format jsonl --fields id,start,from_name,objet,statut"

install: build
	install -D -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/wildix
	for page in man/*.1; do install -D -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man1/$${page##*/}; done
	install -D -m 644 completions/wildix.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/wildix
	install -D -m 644 completions/_wildix $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_wildix
	install -D -m 644 completions/wildix.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/wildix.fish
	install -D -m 644 share/nginx.conf $(DESTDIR)$(PREFIX)/share/doc/wildix/nginx.conf
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's|@PREFIX@|$(PREFIX)|' share/wildix.service > $(DESTDIR)$(PREFIX)/lib/systemd/system/wildix.service
	chmod 644 $(DESTDIR)$(PREFIX)/lib/systemd/system/wildix.service

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/wildix $(DESTDIR)$(PREFIX)/share/man/man1/wildix*.1 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions/wildix \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_wildix \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/wildix.fish \
	  $(DESTDIR)$(PREFIX)/share/doc/wildix/nginx.conf $(DESTDIR)$(PREFIX)/lib/systemd/system/wildix.service

clean:
	rm -rf .build

$(PYTHON): Tests/Command/requirements.txt
	$(call need,python3 python3-venv)
	python3 -m venv .build/venv
	$(PYTHON) -m pip install -q -r Tests/Command/requirements.txt
	@touch $@
