#!/usr/bin/env bash
# Exports a story with the real program and has exiftool read every rendition: caption, creator,
# credit, copyright, alt text and source type are those of the story; position, serial numbers and
# everything else that the camera wrote are gone.
#
#   .ci/pictures.sh [PROGRAM]       PROGRAM is target/debug/nightdesk unless told
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v exiftool >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq libimage-exiftool-perl >/dev/null
fi
python3 tests/pictures_readback.py "$(realpath "${1:-target/debug/nightdesk}")" target/ci/pictures
