package main

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// imports says which packages of this project each package may import, tests
// included: the table of docs/architecture.md.
var imports = map[string][]string{
	"audit":                       {"audit/archive", "audit/article", "audit/article/fetch", "audit/check", "audit/claims", "audit/finding", "audit/intake", "audit/memory", "audit/output", "audit/patience", "audit/record", "audit/regular", "audit/reuse", "audit/review", "audit/score", "audit/sourcing", "audit/text", "similarity"},
	"audit/archive":               {"audit/output", "audit/record"},
	"audit/article":               {"audit/article/charset", "audit/article/docx", "audit/article/fetch", "audit/article/pdf", "audit/article/rejection", "audit/article/split", "audit/article/unpack", "audit/article/visible", "audit/article/warc", "audit/article/xmltree", "audit/patience", "audit/regular"},
	"audit/article/charset":       {"audit/article/rejection"},
	"audit/article/docx":          {"audit/article/rejection", "audit/article/xmltree"},
	"audit/article/fetch":         {},
	"audit/article/pdf":           {"audit/article/rejection"},
	"audit/article/rejection":     {},
	"audit/article/split":         {"audit/article/rejection"},
	"audit/article/unpack":        {"audit/article/rejection"},
	"audit/article/visible":       {},
	"audit/article/warc":          {"audit/article/rejection", "audit/article/unpack"},
	"audit/article/xmltree":       {"audit/article/rejection"},
	"audit/check":                 {"audit/record"},
	"audit/claims":                {"audit/claims/figures", "audit/claims/lang", "audit/claims/names", "audit/claims/quotes", "audit/claims/register", "audit/claims/segment"},
	"audit/claims/figures":        {"audit/claims/lang", "audit/claims/segment"},
	"audit/claims/lang":           {"audit/claims/names", "audit/claims/register", "audit/claims/segment"},
	"audit/claims/lexis":          {},
	"audit/claims/lexis/generate": {"audit/claims/lexis"},
	"audit/claims/names":          {"audit/claims/segment"},
	"audit/claims/quotes":         {"audit/claims/lang", "audit/claims/segment"},
	"audit/claims/register":       {"audit/claims/segment"},
	"audit/claims/segment":        {},
	"audit/finding":               {"audit/record", "audit/text"},
	"audit/intake":                {"audit/article", "audit/patience", "audit/record", "audit/text"},
	"audit/memory":                {"audit/archive", "audit/article", "audit/article/fetch", "audit/claims", "audit/patience", "audit/record", "audit/text", "similarity", "similarity/sorted"},
	"audit/output":                {},
	"audit/patience":              {},
	"audit/record":                {},
	"audit/regular":               {"audit/patience"},
	"audit/reuse":                 {"audit/article", "audit/check", "audit/claims", "audit/finding", "audit/record", "audit/text", "similarity", "similarity/sorted"},
	"audit/review":                {"audit/archive", "audit/check", "audit/record", "audit/text"},
	"audit/score":                 {"audit/claims", "audit/record", "audit/regular", "audit/reuse", "audit/sourcing", "audit/text", "similarity"},
	"audit/sourcing":              {"audit/article", "audit/check", "audit/claims", "audit/finding", "audit/record", "audit/reuse", "audit/text", "similarity"},
	"audit/text":                  {"audit/article", "audit/claims", "audit/record", "similarity"},
	"cmd/copydesk":                {"audit", "audit/archive", "audit/check", "audit/intake", "audit/output", "audit/patience", "audit/record", "audit/regular", "reports", "reports/notice", "reports/notice/noticetest", "similarity"},
	"reports":                     {"audit/output", "audit/record", "reports/workbook", "reports/worddiff", "reports/xlsx"},
	"reports/notice":              {"audit/record", "reports", "reports/notice/noticetest"},
	"reports/notice/noticetest":   {},
	"reports/worddiff":            {},
	"reports/workbook":            {"reports/xlsx"},
	"reports/xlsx":                {},
	"similarity":                  {"similarity/sentences", "similarity/sorted", "similarity/words", "similarity/words/wordstest"},
	"similarity/bench":            {"similarity"},
	"similarity/sentences":        {"similarity/sorted", "similarity/words"},
	"similarity/sorted":           {},
	"similarity/words":            {"similarity/sorted", "similarity/words/wordstest"},
	"similarity/words/wordstest":  {"similarity/words"},
}

// order is the order of the audit's packages, from the ground up: none imports
// one of its own rank or a higher one.
var order = [][]string{
	{"audit/record"},
	{"audit/check", "similarity", "audit/claims", "audit/article", "audit/archive"},
	{"audit/text"},
	{"audit/finding", "audit/intake"},
	{"audit/reuse"},
	{"audit/sourcing"},
	{"audit/score", "audit/review", "audit/memory"},
	{"audit"},
	{"cmd/copydesk"},
}

// TestOrder holds the table of imports against the order.
func TestOrder(t *testing.T) {
	rank := make(map[string]int)
	for i, packages := range order {
		for _, name := range packages {
			rank[name] = i + 1
		}
	}
	for name, allowed := range imports {
		for _, other := range allowed {
			if rank[name] > 0 && rank[other] >= rank[name] {
				t.Errorf("%s may import %s, which stands above it or beside it", name, other)
			}
		}
	}
}

// TestImports holds every import against the table, and every package of the
// table against docs/architecture.md.
func TestImports(t *testing.T) {
	page, err := os.ReadFile("../../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	for name := range imports {
		if !bytes.Contains(page, []byte("`"+name+"`")) && !bytes.Contains(page, []byte("`"+path.Base(name)+"`")) {
			t.Errorf("docs/architecture.md does not say what %s owns", name)
		}
	}
	const root = "../.."
	err = filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && file != root {
			return fs.SkipDir
		}
		if entry.IsDir() || filepath.Ext(file) != ".go" {
			return nil
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		name := path.Dir(filepath.ToSlash(rel))
		allowed, known := imports[name]
		if !known {
			t.Errorf("%s: package %s is not known; add it to docs/architecture.md and to this test", rel, name)
			return nil
		}
		source, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range source.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			own, ours := strings.CutPrefix(imported, "copydesk.dev/")
			if ours && own != name && !slices.Contains(allowed, own) {
				t.Errorf("%s imports %s, against the design's direction", rel, own)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
