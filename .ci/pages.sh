#!/usr/bin/env bash
# Imports every fixture with the real program, exports it and the sample in every format, and has
# the exports read by others: the Nu HTML checker, and ajv with the ninjs schema and with ours.
#
#   .ci/pages.sh [PROGRAM]       PROGRAM is target/debug/nightdesk unless told
set -euo pipefail
cd "$(dirname "$0")/.."

nightdesk=$(realpath "${1:-target/debug/nightdesk}")
out=$PWD/target/ci/pages
tools=$PWD/target/ci/tools
schemas=$PWD/../shared/standards/ninjs

rm -rf "$out"
mkdir -p "$out"
export NIGHTDESK_SETTINGS=$out/settings

. .ci/tools.sh
npm_tools "$tools" vnu-jar@26.9.27 ajv@8.20.0 ajv-formats@3.0.1

# A story folder for every fixture, and the sample.
for input in tests/fixtures/*/*/input.*; do
    name=$(basename "$(dirname "$(dirname "$input")")")-$(basename "$(dirname "$input")")
    "$nightdesk" import "$input" --out "$out/$name/story" > "$out/$name.import.log"
done
mkdir -p "$out/sample"
mkdir "$out/sample/story"
cp -r assets/sample/story.ron assets/sample/media "$out/sample/story/"

stories=0
for folder in "$out"/*/story; do
    stories=$((stories + 1))
    to=$(dirname "$folder")
    export_to() {
        "$nightdesk" export "$folder" --to "$1" --out "$to/$2" --force "checked by CI" > "$to/$1.log"
    }
    export_to html html
    export_to html-fragment fragment.html
    export_to json story.json
    export_to ninjs ninjs.json
    export_to markdown story.md
    export_to text story.txt
    # A fragment is checked as part of the smallest page that there is.
    {
        printf '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Fragment</title></head><body>\n'
        cat "$to/fragment.html"
        printf '\n</body></html>\n'
    } > "$to/fragment-in-a-page.html"
    # What we write as JSON and Markdown we also read.
    "$nightdesk" import "$to/story.json" --from json --out "$to/again-from-json" > "$to/again-json.log"
    "$nightdesk" import "$to/story.md" --from markdown --out "$to/again-from-markdown" > "$to/again-markdown.log"
done

html=("$out"/*/html/index.html "$out"/*/fragment-in-a-page.html)
java -jar "$tools/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only "${html[@]}"
echo "html: ${#html[@]} pages and fragments, 0 errors"

"$nightdesk" schema > "$out/schema.json"
NODE_PATH=$tools/node_modules node .ci/exports.js "$out" "$schemas"

# What is meant for the desk alone must not be in any export of the sample.
internal=("Figures checked with the council" "Ring Tarrin Coaches again" "Keep the harmonium")
for words in "${internal[@]}"; do
    grep -qF "$words" "$out/sample/story/story.ron" || { echo "pages: the sample no longer says “$words”" >&2; exit 1; }
    if grep -rlF "$words" "$out/sample" --include='*' --exclude-dir=story; then
        echo "pages: the files above give away a note of the desk: “$words”" >&2
        exit 1
    fi
done

echo "pages: $stories stories in 6 formats, 0 errors"
