#!/bin/sh
# Opens a workbook full of formulas with LibreOffice, saves every sheet as CSV,
# opens those again, and fails if anything was run or lost:
#
#	reports/testdata/office.sh [FOLDER]
#
# FOLDER, a new temporary one by default, keeps the workbook, its PDF and the CSV
# files.
set -eu
cd "$(dirname "$0")/../.."
folder=${1:-$(mktemp -d)}
mkdir -p "$folder/csv" "$folder/again"
rm -f "$folder/formulas.xlsx"
COPYDESK_FORMULAS=$folder/formulas.xlsx go test ./reports -count 1 -run '^TestWriteFormulas$' >/dev/null
office() {
	soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to "$@" >/dev/null 2>&1
}
# 44: comma, 34: quotes, 76: UTF-8; -1: every sheet to a file of its own.
csv='csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
office "$csv" --outdir "$folder/csv" "$folder/formulas.xlsx"
office pdf --outdir "$folder" "$folder/formulas.xlsx"
sheets=$(find "$folder/csv" -name '*.csv' | wc -l)
[ "$sheets" -ge 10 ] || { echo "only $sheets sheets came out" >&2; exit 1; }
# What a program makes of a CSV file: formulas in it are evaluated (the last
# "true" of the import's options asks for that).
for file in "$folder"/csv/*.csv; do
	office 'fods' --infilter='Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,0,true' --outdir "$folder/again" "$file"
done
if grep -l 'table:formula=' "$folder"/again/*.fods; then
	echo "a CSV file of the sheets above runs formulas" >&2
	exit 1
fi
python3 - "$folder" <<'END'
import csv, glob, sys
csv.field_size_limit(1 << 24)
bad, cells = [], 0
for path in glob.glob(sys.argv[1] + "/csv/*.csv"):
    for row in csv.reader(open(path, newline="", encoding="utf-8")):
        for cell in row:
            cells += 1
            if cell.lstrip()[:1] in ("=", "+", "@", "＝", "＋", "＠", "－") or cell.lstrip()[:1] == "-" and not cell.strip("-.0123456789") == "":
                bad.append((path, cell[:80]))
for path, cell in bad[:20]:
    print(f"{path}: {cell!r}", file=sys.stderr)
print(f"{cells} cells, {len(bad)} that begin like a formula")
sys.exit(bool(bad))
END
echo "$folder"
