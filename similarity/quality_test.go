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

// newsCorpus is news texts, or some of them, and the pairs of them that share a run
// of 20 or more words.
type newsCorpus struct {
	Names, Texts []string
	Pairs        [][2]string
}

// readNews reads every nth text, by name.
func readNews(t *testing.T, nth int) newsCorpus {
	t.Helper()
	files := untar(t, sharedData+"news-5k/articles.tar.gz")
	var c newsCorpus
	names, texts := corpus(files, func(name string) bool { return strings.HasSuffix(name, ".txt") })
	in := make(map[string]bool)
	for i, name := range names {
		if i%nth == 0 {
			c.Names, c.Texts = append(c.Names, path.Base(name)), append(c.Texts, texts[i])
			in[path.Base(name)] = true
		}
	}
	list, err := os.ReadFile(sharedData + "news-5k/shared-runs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(list)) {
		fields := strings.Split(line, "\t")
		if run, err := strconv.Atoi(fields[2]); err == nil && run >= 20 && in[fields[0]] && in[fields[1]] {
			c.Pairs = append(c.Pairs, [2]string{fields[0], fields[1]})
		}
	}
	return c
}

// found counts the pairs that a match tells of.
func (c newsCorpus) found(matches []Match) int {
	matched := make(map[[2]string]bool)
	for _, m := range matches {
		a, b := c.Names[m.A.Text], c.Names[m.B.Text]
		matched[[2]string{a, b}], matched[[2]string{b, a}] = true, true
	}
	n := 0
	for _, pair := range c.Pairs {
		if matched[pair] {
			n++
		}
	}
	return n
}

// newsQuality counts the pairs of news texts that share a run of 20 or more
// words, and those that a match tells of.
func newsQuality(t *testing.T, report io.Writer) {
	c := readNews(t, 1)
	result, err := Find(context.Background(), c.Texts, Options{})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(report, "news, pairs that share 20 words or more: %d of %d found\n", c.found(result.Matches), len(c.Pairs))
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

// panCorpus is documents of the PAN 2013 text alignment corpus, or some of them.
type panCorpus struct {
	Names, Texts []string
	Parts        []panPart
}

// panPart is the pairs of one kind of obfuscation.
type panPart struct {
	Name  string
	Pairs []panPair
}

type panPair struct {
	Names  [2]string // of the suspicious and the source document
	Labels []panCase
}

// readPAN reads the corpus, with every nth pair of each kind; all documents are
// compared, or those of these pairs.
func readPAN(t *testing.T, nth int) panCorpus {
	t.Helper()
	files := untar(t, sharedData+"text-alignment-dev/pan13-train.tar.gz")
	var c panCorpus
	inPairs := make(map[string]bool)
	for _, kind := range []string{"01-no-plagiarism", "02-no-obfuscation", "03-random-obfuscation", "04-translation-obfuscation", "05-summary-obfuscation"} {
		part, n := panPart{Name: kind}, 0
		for line := range strings.Lines(string(files[kind+"/pairs"])) {
			if n++; n%nth != 0 {
				continue
			}
			pair := panPair{Names: [2]string(strings.Fields(line))}
			var labels struct {
				Features []panCase `xml:"feature"`
			}
			name := kind + "/" + strings.TrimSuffix(pair.Names[0], ".txt") + "-" + strings.TrimSuffix(pair.Names[1], ".txt") + ".xml"
			if err := xml.Unmarshal(files[name], &labels); err != nil && len(files[name]) > 0 {
				t.Fatalf("%s: %v", name, err)
			}
			pair.Labels = slices.DeleteFunc(labels.Features, func(c panCase) bool { return c.Name != "plagiarism" })
			part.Pairs = append(part.Pairs, pair)
			inPairs["susp/"+pair.Names[0]], inPairs["src/"+pair.Names[1]] = true, true
		}
		c.Parts = append(c.Parts, part)
	}
	c.Names, c.Texts = corpus(files, func(name string) bool {
		return inPairs[name] || nth == 1 && (strings.HasPrefix(name, "susp/") || strings.HasPrefix(name, "src/"))
	})
	return c
}

// score scores the matches of all documents, compared as one heap, by that
// competition's measures: by kind, and as a whole.
func (c panCorpus) score(matches []Match) (byKind []panScore, total panScore) {
	detected := make(map[[2]string][]panCase)
	for _, m := range matches {
		a, b := m.A, m.B
		if strings.HasPrefix(c.Names[a.Text], "src/") {
			a, b = b, a
		}
		if !strings.HasPrefix(c.Names[a.Text], "susp/") || !strings.HasPrefix(c.Names[b.Text], "src/") {
			continue
		}
		pair := [2]string{path.Base(c.Names[a.Text]), path.Base(c.Names[b.Text])}
		d := panCase{Source: pair[1]}
		d.Start, d.Length = characters(c.Texts[a.Text], a)
		d.SourceStart, d.SourceLength = characters(c.Texts[b.Text], b)
		detected[pair] = append(detected[pair], d)
	}
	for _, part := range c.Parts {
		var score panScore
		for _, pair := range part.Pairs {
			score.add(pair.Labels, detected[pair.Names])
			total.add(pair.Labels, detected[pair.Names])
		}
		byKind = append(byKind, score)
	}
	return byKind, total
}

// panQuality reports on the whole corpus.
func panQuality(t *testing.T, report io.Writer) {
	c := readPAN(t, 1)
	result, err := Find(context.Background(), c.Texts, Options{})
	if err != nil {
		t.Fatal(err)
	}
	byKind, total := c.score(result.Matches)
	fmt.Fprintln(report, "PAN 2013 training corpus   plagdet  recall  precision  granularity")
	for i, score := range byKind {
		score.print(report, c.Parts[i].Name)
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
	plagdet, r, p, g := s.measures()
	fmt.Fprintf(w, "%-26s   %.4f  %.4f     %.4f       %.4f\n", name, plagdet, r, p, g)
}

// measures returns the measures of cases that are labelled.
func (s *panScore) measures() (plagdet, recall, precision, granularity float64) {
	recall, precision = s.recall/float64(s.cases), s.precision/float64(max(1, s.given))
	granularity = float64(s.hits) / float64(max(1, s.found))
	if recall+precision > 0 {
		plagdet = 2 * recall * precision / (recall + precision) / math.Log2(1+granularity)
	}
	return plagdet, recall, precision, granularity
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
