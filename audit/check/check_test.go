package check

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/record"
)

var update = flag.Bool("update", false, "rewrite docs/checks.md")

func TestDefinitions(t *testing.T) {
	id := regexp.MustCompile(`^(DUP|SRC)\d{3}$`)
	seen := make(map[string]bool)
	for _, c := range All() {
		if !id.MatchString(c.ID) {
			t.Errorf("%s: ID is not DUP or SRC and three digits", c.ID)
		}
		for _, key := range []string{c.ID, c.Name} {
			if seen[key] {
				t.Errorf("%s is defined twice", key)
			}
			seen[key] = true
		}
		if c.Severity.Rank() == 0 {
			t.Errorf("%s: severity %q", c.ID, c.Severity)
		}
		if !slices.Contains([]record.Sheet{record.SheetClaims, record.SheetDuplicates, record.SheetNames}, c.Sheet) {
			t.Errorf("%s: sheet %q", c.ID, c.Sheet)
		}
		if !slices.Contains([]record.About{record.AboutPassage, record.AboutArticle, record.AboutQuotation}, c.About) {
			t.Errorf("%s: about %q", c.ID, c.About)
		}
		for field, text := range map[string]string{
			"title": c.Title, "rationale": c.Rationale, "fix": c.Fix, "before": c.Before, "after": c.After,
		} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: no %s", c.ID, field)
			}
		}
	}
}

func TestFind(t *testing.T) {
	for _, key := range []string{"SRC002", "src002", "forecast-without-document"} {
		if c, err := Find(key); err != nil || c.ID != "SRC002" {
			t.Errorf("Find(%q) = %v, %v", key, c, err)
		}
	}
	if n := testing.AllocsPerRun(100, func() { _, _ = Find("forecast-without-document") }); n > 0 {
		t.Errorf("%g allocations to find a check by its name", n)
	}
	if _, err := Find("vague-atribution"); err == nil || !strings.Contains(err.Error(), `"vague-attribution"`) {
		t.Errorf("error %v does not name the nearest check", err)
	}
}

// TestNamed shows that a name the program has wrong stops it.
func TestNamed(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a check that nobody defined was returned")
		}
	}()
	Named("vague-atribution")
}

// TestDocs fails when docs/checks.md is stale.
func TestDocs(t *testing.T) {
	const path = "../../docs/checks.md"
	var want bytes.Buffer
	if err := WriteMarkdown(&want); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(path, want.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.String(), string(got)); diff != "" {
		t.Errorf("docs/checks.md is stale; run go test ./audit/check -update\n%s", diff)
	}
}
