#!/usr/bin/env bash
# Checks stories that are full of errors with the real program, and has what it says read by
# others: the SARIF by Microsoft's multitool, which knows the schema of OASIS and more, and the
# lines for GitHub by their form.
#
#   .ci/check.sh [PROGRAM]       PROGRAM is target/debug/nightdesk unless told
set -euo pipefail
cd "$(dirname "$0")/.."

nightdesk=$(realpath "${1:-target/debug/nightdesk}")
out=$PWD/target/ci/check
tools=$PWD/target/ci/check-tools

rm -rf "$out"
mkdir -p "$out"
export NIGHTDESK_SETTINGS=$out/settings

. .ci/tools.sh
npm_tools "$tools" @microsoft/sarif-multitool@5.7.0
# Its runtime would want a library of locales that nothing here needs.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
multitool=$tools/node_modules/.bin/sarif-multitool

for input in tests/fixtures/copydesk/planted/*.txt; do
    name=$(basename "$input" .txt)
    "$nightdesk" import "$input" --from text --out "$out/stories/$name" > "$out/import.log"
done
# Findings are what is wanted: 1 says that there are errors among them.
check() {
    "$nightdesk" check "$out"/stories/* --format "$1" > "$out/$2" || [ $? -eq 1 ]
}
check sarif log.sarif
check github github.txt
check json findings.json

# It says no in its words alone; its exit status is always 0. What it cannot read at all it passes
# over in silence, so that the remarks that it makes on a good log have to be there as well.
said() {
    "$multitool" validate "$1" > "$1.said" 2>&1
}
said "$out/log.sarif"
if grep ': error ' "$out/log.sarif.said" >&2 || ! grep -q 'warning SARIF' "$out/log.sarif.said"; then
    echo "check: the log is not as SARIF 2.1.0 has it" >&2
    exit 1
fi
# A checker that refuses nothing checks nothing.
sed 's/"ruleId"/"ruleIds"/' "$out/log.sarif" > "$out/broken.sarif"
said "$out/broken.sarif"
grep -q ': error ' "$out/broken.sarif.said" || { echo "check: a broken log was not refused" >&2; exit 1; }

results=$(node -e '
    const fs = require("fs"), [dir] = process.argv.slice(1);
    const log = JSON.parse(fs.readFileSync(dir + "/log.sarif")).runs[0];
    const known = new Set(log.tool.driver.rules.map(rule => rule.id));
    const told = new Set(log.results.map(result => result.ruleId));
    for (const id of told) if (!known.has(id)) throw new Error("no such rule: " + id);
    JSON.parse(fs.readFileSync(dir + "/findings.json"));
    const lines = fs.readFileSync(dir + "/github.txt", "utf8").trim().split("\n");
    const form = /^::(error|warning|notice) (file|title)=[^,:]+(,[a-zA-Z]+=[^,:]+)*::.+$/;
    const bad = lines.find(line => !form.test(line));
    if (bad) throw new Error("not a line for GitHub: " + bad);
    if (log.results.length < 400 || told.size < 60) throw new Error("too little was found");
    console.log(`${log.results.length} results of ${told.size} rules, ${lines.length} lines for GitHub`);
' "$out")
echo "check: $results, 0 errors of form"
