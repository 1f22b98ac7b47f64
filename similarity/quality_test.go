package similarity

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const (
	sharedData = "../../shared/data/"
	golden     = "testdata/quality.golden"
)

// TestQuality measures what Find finds on labelled data that is not part of
// the project, where that data is present, and holds the figures against the
// golden file: a change in quality shows in the diff.
func TestQuality(t *testing.T) {
	if testing.Short() {
		t.Skip("measures for half a minute")
	}
	if _, err := os.Stat(sharedData); err != nil {
		t.Skip("no labelled data beside the project")
	}
	var report bytes.Buffer
	panQuality(t, &report)
	newsQuality(t, &report)
	checkGolden(t, golden, report.String())
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

// newsQuality counts the pairs of news texts that share a run of 20 or more
// words, and those that a match tells of.
func newsQuality(t *testing.T, report io.Writer) {
	files := untar(t, sharedData+"news-5k/articles.tar.gz")
	names, texts := corpus(files, func(name string) bool { return strings.HasSuffix(name, ".txt") })
	result, err := Find(context.Background(), texts, Options{})
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[[2]string]bool)
	for _, m := range result.Matches {
		a, b := path.Base(names[m.A.Text]), path.Base(names[m.B.Text])
		found[[2]string{a, b}], found[[2]string{b, a}] = true, true
	}
	list, err := os.ReadFile(sharedData + "news-5k/shared-runs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	pairs, hit := 0, 0
	for line := range strings.Lines(string(list)) {
		fields := strings.Split(line, "\t")
		if run, err := strconv.Atoi(fields[2]); err != nil || run < 20 {
			continue
		}
		pairs++
		if found[[2]string{fields[0], fields[1]}] {
			hit++
		}
	}
	fmt.Fprintf(report, "news, pairs that share 20 words or more: %d of %d found\n", hit, pairs)
}

// panCase is a labelled or detected pair of passages, in characters.
type panCase struct {
	Name         string `xml:"name,attr"`
	Start        int    `xml:"this_offset,attr"`
	Length       int    `xml:"this_length,attr"`
	Source       string `xml:"source_reference,attr"`
	SourceStart  int    `xml:"source_offset,attr"`
	SourceLength int    `xml:"source_length,attr"`
}

// panQuality scores all matches among the documents of the PAN 2013 text
// alignment corpus, compared as one heap, by that competition's measures.
func panQuality(t *testing.T, report io.Writer) {
	files := untar(t, sharedData+"text-alignment-dev/pan13-train.tar.gz")
	names, texts := corpus(files, func(name string) bool {
		return strings.HasPrefix(name, "susp/") || strings.HasPrefix(name, "src/")
	})
	result, err := Find(context.Background(), texts, Options{})
	if err != nil {
		t.Fatal(err)
	}
	detected := make(map[[2]string][]panCase)
	for _, m := range result.Matches {
		a, b := m.A, m.B
		if strings.HasPrefix(names[a.Text], "src/") {
			a, b = b, a
		}
		if !strings.HasPrefix(names[a.Text], "susp/") || !strings.HasPrefix(names[b.Text], "src/") {
			continue
		}
		pair := [2]string{path.Base(names[a.Text]), path.Base(names[b.Text])}
		c := panCase{Source: pair[1]}
		c.Start, c.Length = characters(texts[a.Text], a)
		c.SourceStart, c.SourceLength = characters(texts[b.Text], b)
		detected[pair] = append(detected[pair], c)
	}
	fmt.Fprintln(report, "PAN 2013 training corpus   plagdet  recall  precision  granularity")
	var total panScore
	for _, part := range []string{"01-no-plagiarism", "02-no-obfuscation", "03-random-obfuscation", "04-translation-obfuscation", "05-summary-obfuscation"} {
		var score panScore
		for line := range strings.Lines(string(files[part+"/pairs"])) {
			pair := [2]string(strings.Fields(line))
			var labels struct {
				Features []panCase `xml:"feature"`
			}
			name := part + "/" + strings.TrimSuffix(pair[0], ".txt") + "-" + strings.TrimSuffix(pair[1], ".txt") + ".xml"
			if err := xml.Unmarshal(files[name], &labels); err != nil && len(files[name]) > 0 {
				t.Fatalf("%s: %v", name, err)
			}
			labels.Features = slices.DeleteFunc(labels.Features, func(c panCase) bool { return c.Name != "plagiarism" })
			score.add(labels.Features, detected[pair])
			total.add(labels.Features, detected[pair])
		}
		score.print(report, part)
	}
	total.print(report, "entire")
}

// panScore adds up what the measures of Potthast et al. (COLING 2010) need.
type panScore struct {
	recall, precision   float64 // sums
	cases, found, given int     // labelled, labelled and hit, detected
	hits                int     // detections that hit, counted for each label
}

func (s *panScore) add(labels, detected []panCase) {
	s.cases += len(labels)
	s.given += len(detected)
	for _, c := range labels {
		share, hits := c.covered(detected)
		s.recall += share
		if hits > 0 {
			s.found++
			s.hits += hits
		}
	}
	for _, d := range detected {
		share, _ := d.covered(labels)
		s.precision += share
	}
}

func (s *panScore) print(w io.Writer, name string) {
	if s.cases == 0 {
		fmt.Fprintf(w, "%-26s %d false alarms\n", name, s.given)
		return
	}
	r, p, g := s.recall/float64(s.cases), s.precision/float64(max(1, s.given)), float64(s.hits)/float64(max(1, s.found))
	plagdet := 2 * r * p / (r + p) / math.Log2(1+g)
	fmt.Fprintf(w, "%-26s   %.4f  %.4f     %.4f       %.4f\n", name, plagdet, r, p, g)
}

// covered returns the share of c's characters that lie in the others, on both
// sides, and how many of the others touch it.
func (c panCase) covered(others []panCase) (share float64, touching int) {
	var here, there [][2]int
	for _, o := range others {
		a := [2]int{max(c.Start, o.Start), min(c.Start+c.Length, o.Start+o.Length)}
		b := [2]int{max(c.SourceStart, o.SourceStart), min(c.SourceStart+c.SourceLength, o.SourceStart+o.SourceLength)}
		if a[0] < a[1] && b[0] < b[1] {
			here, there = append(here, a), append(there, b)
			touching++
		}
	}
	return float64(union(here)+union(there)) / float64(c.Length+c.SourceLength), touching
}

// union is the length that intervals cover together.
func union(intervals [][2]int) int {
	slices.SortFunc(intervals, func(a, b [2]int) int { return a[0] - b[0] })
	covered, end := 0, 0
	for _, v := range intervals {
		covered += max(0, v[1]-max(v[0], end))
		end = max(end, v[1])
	}
	return covered
}

func characters(text string, p Passage) (start, length int) {
	return utf8.RuneCountInString(text[:p.Start]), utf8.RuneCountInString(text[p.Start:p.End])
}

func corpus(files map[string][]byte, keep func(name string) bool) (names, texts []string) {
	for name := range files {
		if keep(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		texts = append(texts, string(files[name]))
	}
	return names, texts
}

func untar(t *testing.T, file string) map[string][]byte {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string][]byte)
	for in := tar.NewReader(z); ; {
		header, err := in.Next()
		if err == io.EOF {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		if files[path.Clean(header.Name)], err = io.ReadAll(in); err != nil {
			t.Fatal(err)
		}
	}
}
