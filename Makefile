# Winnow: what can be made.
#
#   make deps       install the Debian packages that building, testing and running need
#   make build      the program, optimised: .build/release/winnow
#   make run        the daemon in the foreground on ./winnow-data, inbox ./winnow-data/inbox
#   make test       every test; those that need root, systemd or PyPI say why when they are skipped
#   make check      what must hold before a change is merged: lint, score, tests
#   make torture    cut the power and fail system calls for seconds=3600; print points and violations
#   make demo       take in docs/samples and show what came out, in ./demo-data
#   make install    program, unit, manual pages, completions   (DESTDIR=, prefix=/usr)
#   make uninstall  take them away; settings and data stay
#   make bench      measure speed and memory
#   make fuzz       look for files that break a reader   (TARGET=rss-feed, SECONDS=60)
#   make lint       layout of the sources, syntax of the scripts
#   make clean      remove what was built and the demo's data
#
# WINNOW_CORPUS names a folder of real exports; tests that read it are skipped without it.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
.PHONY: deps build run test check torture demo install uninstall bench fuzz lint score clean venv \
	build-tests unit-tests systemd-tests

DESTDIR ?=
prefix ?= /usr
sysconfdir ?= /etc
bindir := $(prefix)/bin
libdir := $(prefix)/lib
datadir := $(prefix)/share

SWIFT ?= swift
BINARY ?= $(CURDIR)/.build/release/winnow
export WINNOW_BINARY := $(BINARY)

packages := acl git jq libc6-dev libinotifytools0-dev libsqlite3-dev libstdc++-12-dev \
	nodejs pkg-config python3 python3-venv strace systemd systemd-container zlib1g-dev

deps:
	@missing=; for package in $(packages); do \
	  [[ "$$(dpkg-query -W -f='$${db:Status-Status}' $$package 2>/dev/null || true)" == installed ]] \
	    || missing+=" $$package"; \
	done; \
	if [[ -n $$missing ]]; then \
	  sudo=; [[ $$(id -u) == 0 ]] || sudo=sudo; \
	  install="$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends"; \
	  echo "Installing$$missing"; \
	  $$install $$missing || { $$sudo apt-get update && $$install $$missing; }; \
	fi
	@command -v $(SWIFT) >/dev/null || { \
	  echo "Swift 6.3 or newer is needed: https://www.swift.org/install/linux" >&2; exit 1; }

build:
	$(SWIFT) build -c release --static-swift-stdlib --product winnow

run: deps build
	@mkdir -p winnow-data/inbox
	@printf '\n  Drop exports into   %s\n' '$(CURDIR)/winnow-data/inbox'
	@printf '  The store is in     %s\n' '$(CURDIR)/winnow-data/store'
	@printf '  From elsewhere      %s status\n' '.build/release/winnow'
	@printf '  Stop it with        Ctrl-C\n\n'
	@exec $(BINARY) run --state winnow-data

test: deps venv build build-tests unit-tests systemd-tests

check: deps lint score test
	@echo "Everything holds."

build-tests:
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error

unit-tests:
	WINNOW_PYTHON=$(CURDIR)/.build/venv/bin/python3 $(SWIFT) test --skip-build --skip SystemdTests

# On its own: it waits for a whole system to boot, and the others would keep both cores busy.
systemd-tests:
	$(SWIFT) test --skip-build --filter SystemdTests

# Points that fail are added to .build/torture-failures; WINNOW_TORTURE_POINT repeats one.
seconds ?= 3600
torture: build-tests
	WINNOW_TORTURE_SECONDS=$(seconds) WINNOW_TORTURE_SEED=$${WINNOW_TORTURE_SEED:-$$(date +%s)} \
	  WINNOW_TORTURE_FAILURES=$(CURDIR)/.build/torture-failures \
	  $(SWIFT) test --skip-build --filter 'CrashTests/.*for hours|SystemCallTests'

lint:
	$(SWIFT) format lint --strict -r -p Package.swift Sources Tests \
	  $(wildcard Benchmarks/Package.swift Benchmarks/Sources Benchmarks/Tests) \
	  Fuzzing/Package.swift Fuzzing/Sources/Laws Fuzzing/Sources/FuzzWinnow
	@for script in .ci/run Fuzzing/fuzz $$(find Tests -name '*.sh'); do bash -n $$script; done

# The sandbox must stay as tight as it is: the threshold counts tenths.
score:
	@mkdir -p .build/unit
	@sed 's|@prefix@|$(prefix)|' systemd/winnow.service > .build/unit/winnow.service
	systemd-analyze security --offline=true --no-pager --threshold=3 .build/unit/winnow.service \
	  | tail -n 1

# Independent readers and validators, for tests only.
venv:
	@$(MAKE) --no-print-directory .build/venv/ready \
	  || echo "No Python packages from PyPI: tests that compare with them are skipped." >&2

.build/venv/ready: Tests/EndToEndTests/readers/requirements.txt
	python3 -m venv .build/venv
	.build/venv/bin/pip install --quiet --disable-pip-version-check -r Tests/EndToEndTests/readers/requirements.txt
	touch $@

demo: build
	@rm -rf demo-data
	$(BINARY) ingest --state demo-data docs/samples
	$(BINARY) list --state demo-data
	$(BINARY) show --state demo-data https://hillside-notes.example/2014/02/seed-swap.html
	@echo
	@echo "Comments per post, read from the store with jq:"
	cat demo-data/store/v1/posts/*/*/*.ndjson | jq -r '[.published_on, .comment_count, .title] | @tsv'

# Builds only when there is no program yet, so that `sudo make install` after `make build` compiles nothing.
$(CURDIR)/.build/release/winnow:
	$(MAKE) build

install: $(BINARY)
	install -D -m 0755 $(BINARY) $(DESTDIR)$(bindir)/winnow
	-strip $(DESTDIR)$(bindir)/winnow
	install -d $(DESTDIR)$(libdir)/systemd/system $(DESTDIR)$(libdir)/systemd/user
	sed 's|@prefix@|$(prefix)|' systemd/winnow.service \
	  > $(DESTDIR)$(libdir)/systemd/system/winnow.service
	sed 's|@prefix@|$(prefix)|' systemd/user/winnow.service \
	  > $(DESTDIR)$(libdir)/systemd/user/winnow.service
	install -D -m 0644 systemd/winnow.sysusers $(DESTDIR)$(libdir)/sysusers.d/winnow.conf
	install -D -m 0644 systemd/winnow.tmpfiles $(DESTDIR)$(libdir)/tmpfiles.d/winnow.conf
	install -D -m 0644 systemd/winnow.catalog $(DESTDIR)$(libdir)/systemd/catalog/winnow.catalog
	install -D -m 0644 systemd/notify-reload.conf $(DESTDIR)$(datadir)/doc/winnow/notify-reload.conf
	install -D -m 0644 etc/winnow.yaml $(DESTDIR)$(datadir)/doc/winnow/winnow.yaml
	@# The installed settings name the service's places, so that every command finds them.
	[[ -e $(DESTDIR)$(sysconfdir)/winnow/winnow.yaml ]] || { \
	  install -d $(DESTDIR)$(sysconfdir)/winnow; \
	  sed -E 's|^( *)# (path: /var/spool)|\1\2|; s|^# (state:)|\1|; s|^# (  path: /var/lib)|\1|' \
	    etc/winnow.yaml > $(DESTDIR)$(sysconfdir)/winnow/winnow.yaml; \
	}
	install -D -m 0644 docs/man/winnow.1 $(DESTDIR)$(datadir)/man/man1/winnow.1
	install -D -m 0644 docs/man/winnow.8 $(DESTDIR)$(datadir)/man/man8/winnow.8
	install -d $(DESTDIR)$(datadir)/bash-completion/completions \
	  $(DESTDIR)$(datadir)/zsh/vendor-completions $(DESTDIR)$(datadir)/fish/vendor_completions.d
	$(BINARY) --generate-completion-script bash \
	  > $(DESTDIR)$(datadir)/bash-completion/completions/winnow
	$(BINARY) --generate-completion-script zsh \
	  > $(DESTDIR)$(datadir)/zsh/vendor-completions/_winnow
	$(BINARY) --generate-completion-script fish \
	  > $(DESTDIR)$(datadir)/fish/vendor_completions.d/winnow.fish
	@if [[ -z '$(DESTDIR)' && -d /run/systemd/system ]]; then \
	  set -x; \
	  systemd-sysusers $(libdir)/sysusers.d/winnow.conf; \
	  systemd-tmpfiles --create $(libdir)/tmpfiles.d/winnow.conf; \
	  journalctl --update-catalog; \
	  systemctl daemon-reload; \
	  { set +x; } 2>/dev/null; \
	  echo "Start it with: systemctl enable --now winnow"; \
	fi

uninstall:
	@if [[ -z '$(DESTDIR)' && -d /run/systemd/system ]]; then \
	  systemctl disable --now winnow.service || true; \
	fi
	rm -f $(DESTDIR)$(bindir)/winnow \
	  $(DESTDIR)$(libdir)/systemd/system/winnow.service \
	  $(DESTDIR)$(libdir)/systemd/user/winnow.service \
	  $(DESTDIR)$(libdir)/sysusers.d/winnow.conf \
	  $(DESTDIR)$(libdir)/tmpfiles.d/winnow.conf \
	  $(DESTDIR)$(libdir)/systemd/catalog/winnow.catalog \
	  $(DESTDIR)$(datadir)/man/man1/winnow.1 $(DESTDIR)$(datadir)/man/man8/winnow.8 \
	  $(DESTDIR)$(datadir)/bash-completion/completions/winnow \
	  $(DESTDIR)$(datadir)/zsh/vendor-completions/_winnow \
	  $(DESTDIR)$(datadir)/fish/vendor_completions.d/winnow.fish
	rm -rf $(DESTDIR)$(datadir)/doc/winnow
	@if [[ -z '$(DESTDIR)' && -d /run/systemd/system ]]; then \
	  systemctl daemon-reload; journalctl --update-catalog; \
	fi
	@echo "Left in place: $(sysconfdir)/winnow, /var/lib/winnow, /var/spool/winnow, user winnow."

bench: build
	$(SWIFT) run -c release --package-path Benchmarks

fuzz_targets := blogger-page-text blogger-export blogger-takeout blogger-feed wordpress-export rss-feed \
	atom-feed json-feed detector gzip dates addresses text
TARGET ?= $(fuzz_targets)
# A shell keeps a variable SECONDS of its own and hands it on.
ifneq ($(origin SECONDS),command line)
SECONDS := 60
endif

fuzz:
	@for target in $(TARGET); do Fuzzing/fuzz $$target $(SECONDS); done

clean:
	rm -rf .build demo-data
