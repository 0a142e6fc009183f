# Yearbook. `make help` lists what can be done.
#
# One set of flags is used for every build and test, so that Go's build cache
# serves all of them: other flags would rebuild the windowing library, which
# takes minutes.
SHELL := /bin/bash
export GOFLAGS := -trimpath -buildvcs=false
export GOTOOLCHAIN := local

BIN     := bin
SAMPLE  := testdata/sample/whatsapp.txt testdata/sample/tags.csv testdata/sample/blog.html
OUT     ?= out/sample-review
FUZZ    ?= 10s

.DEFAULT_GOAL := help

help: ## say what can be done
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

run: tools ## install what is missing, build, and open the app on the sample year
	@bash .ci/start $(BIN) $(OUT) $(SAMPLE)

test: tools test-tools ## install what is missing and run every test as CI does
	@FUZZ=$(FUZZ) bash .ci/test

fuzz: ## fuzz every reader and parser for FUZZ each (make fuzz FUZZ=60s)
	@bash .ci/fuzz $(FUZZ) ./analysis/ingest ./analysis/theme/codebook

calibration: ## measure how often a review claims a change where there is none
	@go run ./testdata/calibration

bench: ## time the program against a baseline in the same run
	@go run ./testdata/bench

quality: ## measure themes, codebook, coder and sentiment against what people said of the same messages
	@bash .ci/tools quality
	@go run ./testdata/quality/themes
	@go run ./testdata/quality/codebook
	@go run ./testdata/quality/coder
	@go run ./testdata/quality/sentiment

hostile: ## measure how long files made to do harm take, and how much memory
	@go run ./testdata/hostile

lint: ## look for mistakes that the compiler does not see
	@bash .ci/lint

build: tools ## build both programs into bin/
	@mkdir -p $(BIN)
	CGO_ENABLED=0 go build -o $(BIN)/yearbook-cli ./cmd/yearbook-cli
	go build -tags migrated_fynedo -o $(BIN)/yearbook ./cmd/yearbook

windows: ## cross-compile both programs for Windows into dist/
	@bash .ci/tools windows
	@mkdir -p dist
	CGO_ENABLED=0 GOOS=windows GOARCH=amd64 go build -ldflags '-s -w' -o dist/yearbook-cli.exe ./cmd/yearbook-cli
	CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc \
		go build -tags migrated_fynedo -ldflags '-H windowsgui -s -w' -o dist/yearbook.exe ./cmd/yearbook

sample: ## write the invented sample year again
	go run ./testdata/sample/generate

tools:
	@bash .ci/tools build

test-tools:
	@bash .ci/tools test

.PHONY: help run test fuzz bench quality calibration hostile lint build windows sample tools test-tools
