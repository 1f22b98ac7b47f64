#!/bin/sh
# Checks a workbook with a reader that is not ours, exceljs of npm:
#
#	copydesk render FINDINGS.jsonl --out audit.xlsx
#	reports/testdata/check.sh audit.xlsx FINDINGS.jsonl
#
# exceljs is installed into a folder of its own, EXCELJS or a temporary one.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
modules=${EXCELJS:-${TMPDIR:-/tmp}/copydesk-exceljs}
if [ ! -d "$modules/node_modules/exceljs" ]; then
	mkdir -p "$modules"
	npm install --silent --no-audit --no-fund --prefix "$modules" exceljs@4.4.0 >&2
fi
NODE_PATH="$modules/node_modules" exec node "$here/check.js" "$1" "$2"
