package article

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// outcome reads a source and puts into lines what came of it: of an article its
// metadata, blocks and links, of a rejection its reason.
func outcome(t testing.TB, opts Options, source string) []string {
	t.Helper()
	var lines []string
	for a, err := range newReader(t, opts).Articles(context.Background(), source) {
		if err != nil {
			e := mustReject(t, err)
			verb := "rejected"
			if e.Skipped {
				verb = "skipped"
			}
			lines = append(lines, fmt.Sprintf("%s %s: %s", verb, strings.TrimPrefix(e.Source, source), e.Reason))
			continue
		}
		checkInvariants(t, a)
		lines = append(lines,
			fmt.Sprintf("article %s: %s | %s | %s | %s | %s | %s | %s | %s", strings.TrimPrefix(a.Source, source), a.Title,
				strings.Join(a.Byline, " + "), a.Outlet, a.Published, a.Modified, a.Language, a.Canonical, a.Charset))
		for _, b := range a.Blocks {
			lines = append(lines, fmt.Sprintf("  %s: %s", b.Kind, a.Text[b.Start:b.End]))
		}
		for _, l := range a.Links {
			lines = append(lines, fmt.Sprintf("  -> %s: %s", a.Text[l.Start:l.End], l.Href))
		}
		for _, r := range a.Removed {
			lines = append(lines, fmt.Sprintf("  - %s: %s", r.Reason, strings.ReplaceAll(r.Text, "\n", " / ")))
		}
	}
	return lines
}

// TestFormats reads every sample in testdata/formats and compares what comes
// out with the golden file beside it.
func TestFormats(t *testing.T) {
	for _, source := range glob(t, "testdata/formats/*.*") {
		golden := "testdata/golden/" + strings.TrimPrefix(source, "testdata/formats/") + ".outcome"
		t.Run(source, func(t *testing.T) {
			got := strings.Join(outcome(t, Options{}, source), "\n") + "\n"
			if raw := strings.Join(outcome(t, Options{Raw: true}, source), "\n") + "\n"; raw != got {
				t.Errorf("raw mode differs:\n%s", cmp.Diff(got, raw))
			}
			checkGolden(t, golden, got)
		})
	}
}

// TestSampled checks that each format that a [Reader] knows has a sample among those
// that TestFormats and TestGolden read.
func TestSampled(t *testing.T) {
	samples := append(glob(t, "testdata/formats/*.*"), glob(t, "testdata/*.*")...)
	sampled := func(ending string) bool {
		return slices.ContainsFunc(samples, func(path string) bool { return strings.HasSuffix(path, ending) })
	}
	r := newReader(t, Options{})
	check := func(f interface{ extensions() []string }) {
		if !slices.ContainsFunc(f.extensions(), sampled) {
			t.Errorf("%T: testdata has none of %q", f, f.extensions())
		}
	}
	for _, f := range r.formats {
		check(f)
	}
	for _, f := range r.documents {
		check(f)
	}
	for _, f := range r.containers {
		check(f)
	}
}

// checkGolden compares with a golden file, or rewrites it with -update.
func checkGolden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("run with -update if this is meant (-want +got):\n%s", diff)
	}
}

// TestHiddenInWord leaves out what a document marks as hidden.
func TestHiddenInWord(t *testing.T) {
	run := func(about, text string) string {
		return "<w:r><w:rPr>" + about + "</w:rPr><w:t>" + text + "</w:t></w:r>"
	}
	document := `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>` +
		run("<w:b/>", openAgain) + run("<w:vanish/>", " Planted.") + run(`<w:vanish w:val="0"/>`, " Shown.") + `</w:p></w:body></w:document>`
	a, err := newReader(t, Options{}).article(&input{source: "a.docx", ext: ".docx", data: []byte(zipped(t, entry{"[Content_Types].xml", ""}, entry{"word/document.xml", document}))})
	if err != nil {
		t.Fatal(err)
	}
	if want := openAgain + " Shown."; a.Text != want {
		t.Errorf("%q, want %q", a.Text, want)
	}
}
