#!/bin/sh
# Makes the pictures of the workbook in this folder from the sample articles.
# Needs Go, LibreOffice (soffice) and poppler's pdftotext and pdftoppm.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The day after the sample articles were published.
SOURCE_DATE_EPOCH=$(date -u -d '2026-04-18 03:00' +%s) go run ./cmd/copydesk audit testdata/articles \
	--reference testdata/reference --evidence testdata/evidence --ratings testdata/ratings.csv \
	--quiet --out "$work/audit.xlsx"
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work" "$work/audit.xlsx" >/dev/null 2>&1

# picture SHEET NAME HEIGHT: the top of a sheet's first page, which its footer
# names; the height is in pixels.
picture() {
	page=1
	until pdftotext -f "$page" -l "$page" "$work/audit.pdf" - | grep -q "copydesk · $1\$"; do
		page=$((page + 1))
		[ "$page" -lt 200 ] || { echo "no page of the sheet $1" >&2; exit 1; }
	done
	pdftoppm -png -r 92 -f "$page" -l "$page" -x 25 -y 30 -W 1025 -H "$3" -singlefile "$work/audit.pdf" "docs/$2"
}

picture Summary workbook 640
picture Claims workbook-claims 410
picture Duplicates workbook-duplicates 440
picture Articles workbook-articles 330
