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
	"cmd/copydesk":               {"audit", "audit/archive", "audit/check", "audit/output", "audit/patience", "audit/record", "audit/regular", "reports", "reports/notice", "reports/notice/noticetest", "similarity"},
	"audit":                      {"audit/archive", "audit/article", "audit/article/fetch", "audit/check", "audit/claims", "audit/output", "audit/patience", "audit/record", "audit/regular", "similarity"},
	"audit/archive":              {"audit/output"},
	"audit/article":              {"audit/article/fetch", "audit/patience", "audit/regular"},
	"audit/article/fetch":        {},
	"audit/check":                {"audit/record"},
	"audit/claims":               {},
	"audit/claims/grammar":       {},
	"audit/claims/grammar/train": {"audit/claims/grammar"},
	"audit/output":               {},
	"audit/patience":             {},
	"audit/record":               {},
	"audit/regular":              {"audit/patience"},
	"reports":                    {"audit/output", "audit/record"},
	"reports/notice":             {"audit/record", "reports", "reports/notice/noticetest"},
	"reports/notice/noticetest":  {},
	"similarity":                 {},
	"similarity/bench":           {"similarity"},
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
