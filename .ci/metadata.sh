#!/usr/bin/env bash
# What our reader of picture metadata finds, against exiftool, over some 2,000 files that are made
# for it: every field in every container and character set, blocks that contradict each other,
# captions of 5,000 characters, files cut short.
set -euo pipefail
cd "$(dirname "$0")/.."
corpus=target/metadata-corpus

if ! command -v exiftool >/dev/null || ! command -v convert >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq libimage-exiftool-perl imagemagick >/dev/null
fi
rm -rf "$corpus"
python3 tests/metadata_corpus.py "$corpus" >/dev/null
NIGHTDESK_METADATA_CORPUS="$PWD/$corpus" \
    cargo test --locked --test metadata_exiftool -- --nocapture
