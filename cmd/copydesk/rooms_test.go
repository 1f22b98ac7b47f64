package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rooms says which packages of this project each package may import, tests
// included: the arrows of docs/architecture.md.
var rooms = map[string][]string{
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
	"audit/claims":              {"audit/claims/names", "audit/claims/register", "audit/claims/segment"},
	"audit/claims/lexis":          {},
	"audit/claims/lexis/generate": {"audit/claims/lexis"},
	"audit/claims/names":        {"audit/claims/segment"},
	"audit/claims/register":     {"audit/claims/segment"},
	"audit/claims/segment":      {},
	"audit/finding":               {"audit/record", "audit/text"},
	"audit/intake":                {"audit/article", "audit/patience", "audit/record", "audit/text"},
	"audit/memory":                {"audit/archive", "audit/article", "audit/article/fetch", "audit/claims", "audit/patience", "audit/record", "audit/text", "similarity"},
	"audit/output":                {},
	"audit/patience":              {},
	"audit/record":                {},
	"audit/regular":               {"audit/patience"},
	"audit/reuse":                 {"audit/article", "audit/check", "audit/claims", "audit/finding", "audit/record", "audit/text", "similarity"},
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

func TestRooms(t *testing.T) {
	const root = "../.."
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
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
		room := path.Dir(filepath.ToSlash(rel))
		allowed, known := rooms[room]
		if !known {
			t.Errorf("%s: package %s is in no room; add it to docs/architecture.md and to this test", rel, room)
			return nil
		}
		source, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range source.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			own, ours := strings.CutPrefix(name, "copydesk.dev/")
			if ours && own != room && !slices.Contains(allowed, own) {
				t.Errorf("%s imports %s, against the design's direction", rel, own)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
