package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// testImports are what tests of a package may import beyond the table of
// docs/architecture.md.
var testImports = map[string][]string{
	"audit/claims":     {"audit/claims/labels"},
	"audit/finding":    {"audit/article", "audit/check", "audit/claims"},
	"audit/sourcing":   {"audit/article"},
	"cmd/copydesk":     {"reports/notice/noticetest"},
	"reports/notice":   {"reports/notice/noticetest"},
	"similarity":       {"similarity/words/wordstest"},
	"similarity/words": {"similarity/words/wordstest"},
}

const architecture = "../../docs/architecture.md"

// quoted are words in backquotes.
var quoted = regexp.MustCompile("`([^`]+)`")

// names returns the words in backquotes of a text.
func names(text string) (list []string) {
	for _, m := range quoted.FindAllStringSubmatch(text, -1) {
		list = append(list, m[1])
	}
	return list
}

// readImports returns the table of docs/architecture.md: by package, what it may
// import.
func readImports(t *testing.T) map[string][]string {
	t.Helper()
	page, err := os.ReadFile(architecture)
	if err != nil {
		t.Fatal(err)
	}
	imports := make(map[string][]string)
	row := regexp.MustCompile("(?m)^\\| `([^`]+)` \\| [^|]* \\| ([^|]*) \\|$")
	for _, m := range row.FindAllStringSubmatch(string(page), -1) {
		imports[m[1]] = names(m[2])
		if (len(imports[m[1]]) == 0) != (m[2] == "none") {
			t.Errorf("%s: what does %s import by %q?", architecture, m[1], m[2])
		}
	}
	return imports
}

// readOrder returns the order of the audit's packages, from the ground up, as
// docs/architecture.md has it: a package's rank by name.
func readOrder(t *testing.T, imports map[string][]string) map[string]int {
	t.Helper()
	page, err := os.ReadFile(architecture)
	if err != nil {
		t.Fatal(err)
	}
	const intro = "none imports one of its own rank or a higher one: "
	_, rest, ok := strings.Cut(string(page), intro)
	list, _, ends := strings.Cut(rest, ".\n")
	if !ok || !ends {
		t.Fatalf("%s does not say %q", architecture, intro)
	}
	rank := make(map[string]int)
	for i, same := range strings.Split(list, " < ") {
		for _, name := range names(same) {
			if _, known := imports["audit/"+name]; known {
				name = "audit/" + name
			}
			if _, known := imports[name]; !known || rank[name] > 0 {
				t.Errorf("%s: %s is in the order, and not in the table, or twice", architecture, name)
			}
			rank[name] = i + 1
		}
	}
	return rank
}

// TestOrder holds the table of imports against the order.
func TestOrder(t *testing.T) {
	imports := readImports(t)
	rank := readOrder(t, imports)
	if len(rank) < 3 {
		t.Fatalf("an order of %d packages", len(rank))
	}
	for name, allowed := range imports {
		for _, other := range allowed {
			if rank[name] > 0 && rank[other] >= rank[name] {
				t.Errorf("%s may import %s, which stands above it or beside it", name, other)
			}
		}
	}
}

// TestImports holds every import against the table, and the table against every
// import: what no package needs may not be in it.
func TestImports(t *testing.T) {
	imports := readImports(t)
	needed := make(map[string]map[string]bool)
	forEachFile(t, func(rel, name string, imported []string) {
		allowed, known := imports[name]
		if !known {
			t.Errorf("%s: package %s is not in the table of %s", rel, name, architecture)
			return
		}
		test := strings.HasSuffix(rel, "_test.go")
		if needed[name] == nil {
			needed[name] = make(map[string]bool)
		}
		for _, own := range imported {
			switch {
			case own == name:
			case test && slices.Contains(testImports[name], own):
				needed[name][own] = true
			case !slices.Contains(allowed, own):
				t.Errorf("%s imports %s, against the design's direction", rel, own)
			case !test:
				needed[name][own] = true
			}
		}
	})
	for name, allowed := range imports {
		for _, own := range slices.Concat(allowed, testImports[name]) {
			if !needed[name][own] {
				t.Errorf("%s or testImports: %s does not import %s", architecture, name, own)
			}
		}
	}
}

// forEachFile calls visit for each Go file of this project with its package, and
// what packages of this project it imports, each by its folder.
func forEachFile(t *testing.T, visit func(rel, name string, imported []string)) {
	t.Helper()
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
		source, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		var imported []string
		for _, spec := range source.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if own, ours := strings.CutPrefix(path, "copydesk.dev/"); ours {
				imported = append(imported, own)
			}
		}
		visit(rel, path.Dir(filepath.ToSlash(rel)), imported)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
