# perfscribe: `make` builds build/perfscribe; `make demo` and `make test` are
# all that a newcomer runs. Every variant (compiler, sanitizers) has a folder
# of its own under build/, so switching never needs `make clean`.

CC       ?= gcc
ifeq ($(origin CC),default)
CC       := gcc
endif
AR       := ar
SANITIZE ?=
COVERAGE ?=
WERROR   ?= -Werror
VERSION  ?= 0.1.0
PREFIX   ?= /usr/local

comma   := ,
VARIANT := $(notdir $(firstword $(CC)))$(if $(SANITIZE),-$(subst $(comma),-,$(SANITIZE)))$(if $(COVERAGE),-coverage)
B       := build/$(VARIANT)
GEN     := build/gen

PACKAGES := libcjson libcurl libprotobuf-c libxml-2.0 sqlite3 zlib
PKG_CFLAGS := $(subst -I,-isystem ,$(shell pkg-config --cflags $(PACKAGES) 2>/dev/null))
PKG_LIBS   := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null)
CMOCKA_LIBS := $(shell pkg-config --libs cmocka 2>/dev/null)

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
    -Wcast-qual -Wcast-align -Wpointer-arith -Wwrite-strings -Wformat=2 \
    -Wstrict-prototypes -Wold-style-definition -Wmissing-prototypes \
    -Wredundant-decls -Wundef -Wvla -Wswitch-enum -Wimplicit-fallthrough \
    -Wnull-dereference -Wdouble-promotion -Wunused-macros
ifneq ($(findstring clang,$(CC)),)
WARNINGS += -Wmissing-variable-declarations -Wcomma \
    -Wunreachable-code-aggressive
else
WARNINGS += -Wlogical-op -Wduplicated-cond -Wduplicated-branches \
    -Wjump-misses-init
endif

OPTIMIZE := -O2 $(if $(SANITIZE),-fno-omit-frame-pointer,-D_FORTIFY_SOURCE=2)
HARDEN   := -fstack-protector-strong -fPIE
CPPFLAGS += $(if $(SANITIZE),-DDEBUG_ARENA) -I. -I$(GEN) -D_GNU_SOURCE -DPERFSCRIBE_VERSION='"$(VERSION)"' $(PKG_CFLAGS)
CFLAGS   += -std=c11 -g $(OPTIMIZE) $(HARDEN) $(WARNINGS) $(WERROR) \
    -ffile-prefix-map=$(CURDIR)=. \
    $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all) \
    $(if $(COVERAGE),--coverage -O0 -fprofile-update=atomic)
LDFLAGS  += -pie -Wl,-z,relro,-z,now $(if $(SANITIZE),-fsanitize=$(SANITIZE)) \
    $(if $(COVERAGE),--coverage)
LDLIBS   += $(PKG_LIBS) -lm -pthread

LIBRARY_SOURCES := $(sort $(wildcard core/*/*.c core/*/*/*.c formats/*.c formats/*/*.c))
PROGRAM_SOURCES := $(sort $(wildcard cmd/*.c))
TEMPLATES := $(sort $(filter-out %.c %.h %.md.in,$(wildcard templates/*.* templates/*/*.* samples/ci/*)))
GENERATED := $(GEN)/templates.c $(GEN)/profile.pb-c.c
UNITS     := $(patsubst tests/unit/%.c,%,$(sort $(wildcard tests/unit/test_*.c)))
# A fuzz harness for each reader, and the others by their files.
READERS   := $(shell sed -n 's/^READER(\(.*\))$$/\1/p' formats/readers.def)
HARNESSES := $(READERS) $(filter-out reader,$(patsubst \
    tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c))))

LIBRARY_OBJECTS := $(LIBRARY_SOURCES:%.c=$B/%.o) $B/gen/templates.o \
    $B/gen/profile.pb-c.o
PROGRAM_OBJECTS := $(PROGRAM_SOURCES:%.c=$B/%.o)
UNIT_PROGRAMS   := $(UNITS:%=$B/tests/%)
UNIT_OBJECTS    := $(UNIT_PROGRAMS:=.o)
HARNESS_OBJECTS := $(HARNESSES:%=$B/fuzz/%.o)
REPLAY_PROGRAMS := $(HARNESSES:%=$B/fuzz/replay_%)
FUZZ_PROGRAMS   := $(HARNESSES:%=$B/fuzz/fuzz_%)
FAULT_LIBRARY   := $(if $(SANITIZE),,$B/tests/fault.so)

# What `make test` runs, and `make sanitize` again.
KINDS := unit replay golden attribution noise faults

# A line for each file that is made; `make V=1` shows the commands.
ifneq ($(V)$(findstring s,$(firstword -$(MAKEFLAGS))),)
SAY := @:
else
SAY := @echo
endif
Q := $(if $(V),,@)

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: all everything checks-deps demo test check unit golden attribution \
    noise lint sanitize fuzz faults bench coverage format verify install clean deps

all: build/perfscribe

build/perfscribe: $B/perfscribe
	@cp $< $@.tmp && mv $@.tmp $@

$B/perfscribe: $(PROGRAM_OBJECTS) $B/libperfscribe.a
	$(SAY) "  LD  $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$B/libperfscribe.a: $(LIBRARY_OBJECTS)
	@rm -f $@
	$(SAY) "  AR  $@"
	$(Q)$(AR) rcsD $@ $^

$(LIBRARY_SOURCES:%.c=$B/%.o) $(PROGRAM_OBJECTS): $B/%.o: %.c Makefile | $(GENERATED)
	@mkdir -p $(@D)
	$(SAY) "  CC  $@"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# Generated code is not ours to warn about.
$B/gen/%.o: $(GEN)/%.c Makefile
	@mkdir -p $(@D)
	$(SAY) "  CC  $@"
	$(Q)$(CC) $(CPPFLAGS) -std=c11 -g -O2 -fPIE -w -MMD -MP -c -o $@ $<

$(GEN)/profile.pb-c.c $(GEN)/profile.pb-c.h &: formats/pprof/profile.proto
	@mkdir -p $(GEN)
	$(SAY) "  GEN $@"
	$(Q)protoc-c --proto_path=formats/pprof --c_out=$(GEN) profile.proto

build/embed: templates/embed.c core/base/sha256.c core/base/sha256.h
	@mkdir -p build
	$(SAY) "  LD  $@"
	$(Q)$(CC) -std=c11 -D_GNU_SOURCE -I. -O1 $(WARNINGS) -o $@ $(filter %.c,$^)

$(GEN)/templates.c: build/embed $(TEMPLATES)
	@mkdir -p $(GEN)
	$(SAY) "  GEN $@"
	$(Q)build/embed $(TEMPLATES) > $@

# What cmd/ has besides main(), for its unit tests.
$B/libcommands.a: $(filter-out $B/cmd/main.o,$(PROGRAM_OBJECTS))
	@rm -f $@
	$(SAY) "  AR  $@"
	$(Q)$(AR) rcsD $@ $^

# Compiled apart from the library: a change there only links the units anew.
$(UNIT_OBJECTS): $B/tests/%.o: tests/unit/%.c Makefile | $(GENERATED)
	@mkdir -p $(@D)
	$(SAY) "  CC  $@"
	$(Q)$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) -MMD -MP -c -o $@ $<

# Dependency files of older rules named headers here: they are not linked.
$(UNIT_PROGRAMS): $B/tests/%: $B/tests/%.o $B/libcommands.a $B/libperfscribe.a
	$(SAY) "  LD  $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o %.a,$^) $(LDLIBS) \
	    $(CMOCKA_LIBS)

$(READERS:%=$B/fuzz/%.o): $B/fuzz/%.o: tests/fuzz/fuzz_reader.c Makefile | $(GENERATED)
	@mkdir -p $(@D)
	$(SAY) "  CC  $@"
	$(Q)$(CC) $(CPPFLAGS) -DFUZZED_READER=$* $(CFLAGS) -MMD -MP -c -o $@ $<

$(filter-out $(READERS:%=$B/fuzz/%.o),$(HARNESS_OBJECTS)): \
    $B/fuzz/%.o: tests/fuzz/fuzz_%.c Makefile | $(GENERATED)
	@mkdir -p $(@D)
	$(SAY) "  CC  $@"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$B/fuzz/fuzz.o $B/fuzz/replay.o: $B/fuzz/%.o: tests/fuzz/%.c Makefile
	@mkdir -p $(@D)
	$(SAY) "  CC  $@"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(REPLAY_PROGRAMS): $B/fuzz/replay_%: $B/fuzz/%.o $B/fuzz/replay.o \
    $B/fuzz/fuzz.o $B/libperfscribe.a
	$(SAY) "  LD  $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(FUZZ_PROGRAMS): $B/fuzz/fuzz_%: $B/fuzz/%.o $B/fuzz/fuzz.o $B/libperfscribe.a
	$(SAY) "  LD  $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

deps:
	@sh tests/deps.sh

# The tools of lint, fuzz, sanitize and coverage; CI installs what is missing,
# elsewhere a check without its tool is skipped.
checks-deps:
	@if [ "$${CI:-}" = true ]; then sh tests/deps.sh checks; fi

demo: deps
	@$(MAKE) --no-print-directory build/perfscribe
	@sh samples/demo.sh

test: deps
	@$(MAKE) --no-print-directory build/perfscribe check

# Every kind of test, even after one failed; the sum is the last line.
check: $B/perfscribe
	@rm -f $B/totals; : >$B/totals
	@TOTALS=$B/totals $(MAKE) -k --no-print-directory $(KINDS); \
	    status=$$?; sh tests/totals.sh $B/totals; exit $$status

unit: $(UNIT_PROGRAMS)
	@sh tests/unit/run.sh $(UNIT_PROGRAMS)

golden: $B/perfscribe
	@PERFSCRIBE=$B/perfscribe sh tests/golden/run.sh

# Regressions planted in real modules, and patches that do no harm: whether the
# reports point at the culprit lines, and are silent otherwise.
attribution: $B/perfscribe $B/tests/judge
	@PERFSCRIBE=$B/perfscribe JUDGE=$B/tests/judge sh tests/attribution/run.sh

# Pairs of the same code: how many alarm. PAIRS is a folder that
# tests/noise/record.sh filled; else the few that are here.
PAIRS ?=
noise: $B/perfscribe $B/tests/judge
	@PERFSCRIBE=$B/perfscribe JUDGE=$B/tests/judge sh tests/noise/run.sh $(PAIRS)

$B/tests/judge: tests/attribution/judge.c $B/libperfscribe.a Makefile
	@mkdir -p $(@D)
	$(SAY) "  CC  $@"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -MT $@ -MF $B/tests/judge.d \
	    $(LDFLAGS) -o $@ $< $B/libperfscribe.a $(LDLIBS)

# All that can be compiled, without running it.
everything: $B/perfscribe $(UNIT_PROGRAMS) $(REPLAY_PROGRAMS) $B/tests/judge

# The fuzz harnesses without an engine, on their seeds.
replay: $(REPLAY_PROGRAMS)
	@sh tests/fuzz/replay.sh $(REPLAY_PROGRAMS)

faults: $B/perfscribe $(FAULT_LIBRARY)
	@PERFSCRIBE=$B/perfscribe FAULTS=$(FAULT_LIBRARY) sh tests/faults/run.sh

# Preloaded to make calls fail, which a sanitizer would not stand.
$B/tests/fault.so: tests/faults/fault.c Makefile
	@mkdir -p $(@D)
	$(SAY) "  LD  $@"
	$(Q)$(CC) -std=c11 -D_GNU_SOURCE -O1 -g -fPIC -shared -w -o $@ $<

# Each harness for FUZZ_SECONDS; what is found lies in build/fuzz/HARNESS.
FUZZ_SECONDS ?= 60
fuzz: checks-deps
	@$(MAKE) --no-print-directory CC=clang-19 \
	    SANITIZE=address,undefined,fuzzer-no-link fuzz-run
fuzz-run: $(FUZZ_PROGRAMS)
	@FUZZ_SECONDS=$(FUZZ_SECONDS) sh tests/fuzz/run.sh $(FUZZ_PROGRAMS)

lint: checks-deps
	@$(MAKE) --no-print-directory $(GENERATED)
	@MAKE="$(MAKE)" HEADER_FLAGS="-std=c11 $(WERROR) -Wall -Wextra \
	    -Wpedantic -I. -I$(GEN) -D_GNU_SOURCE $(PKG_CFLAGS)" \
	    sh tests/lint/run.sh

# The whole test run again, with both sanitizers.
sanitize:
	@ASAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=print_stacktrace=1 \
	    $(MAKE) --no-print-directory SANITIZE=address,undefined check

# Which lines the tests run: a table, and build/coverage/index.html.
coverage: checks-deps
	@find build/gcc-coverage -name '*.gcda' -delete 2>/dev/null || true
	@$(MAKE) --no-print-directory CC=gcc COVERAGE=1 check
	@mkdir -p build/coverage
	gcovr --root . --object-directory build/gcc-coverage --exclude tests \
	    --exclude build --print-summary --html-details build/coverage/index.html

# Every comparison with the tools that define the inputs; needs Go and the
# corpus of recorded evidence, so it is no part of `make test`. CHECKS names
# some of them.
CORPUS ?= ../shared/corpus
CHECKS ?=
verify: build/perfscribe
	@python3 -B tests/verify/verify.py --corpus $(CORPUS) $(CHECKS)

# What recording costs as the history of a project grows; needs Python.
bench: build/perfscribe
	@python3 -B tests/bench/history.py --perfscribe build/perfscribe

format:
	clang-format-19 -i $$(git ls-files '*.[ch]')

install: build/perfscribe
	install -D -m 755 build/perfscribe $(DESTDIR)$(PREFIX)/bin/perfscribe

clean:
	rm -rf build

-include $(LIBRARY_OBJECTS:.o=.d) $(PROGRAM_OBJECTS:.o=.d) $(UNIT_OBJECTS:.o=.d) \
    $B/tests/judge.d $(wildcard $B/fuzz/*.d)
