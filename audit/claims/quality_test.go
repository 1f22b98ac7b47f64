package claims

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
)

var (
	update  = flag.Bool("update", false, "rewrite golden files")
	verbose = flag.Bool("misses", false, "print every miss and false alarm of the quality test (never into a file)")
)

// shared is where the evaluation sets lie on a development machine. They are
// third-party texts and never part of the project.
const shared = "../../../shared/data"

// golden is the figures this version is known to reach.
const golden = "testdata/quality.golden"

// label is one reader's judgement of one sentence.
type label struct {
	File     string `json:"file"`
	N        int    `json:"n"`
	Sentence string `json:"sentence"`
	Label    string `json:"label"`
	Category string `json:"category"`
	Severity string `json:"severity"`
}

// TestQuality measures the assessment against readers' labels and compares
// the figures with the golden file. Where the sets are absent it only checks
// that the golden file can be read.
func TestQuality(t *testing.T) {
	if _, err := os.Stat(shared); err != nil {
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(strings.TrimSpace(string(want)), "\n") {
			if name, value, ok := strings.Cut(line, ": "); !ok || name == "" || value == "" {
				t.Errorf("golden line %q is not \"name: value\"", line)
			}
		}
		t.Skip("evaluation sets are not here")
	}
	a := newAssessor(t)
	var report strings.Builder
	flags(t, a, &report)
	attributions(t, a, &report)
	unseen(t, a, &report)
	hedges(t, a, &report)
	got := report.String()
	t.Log("\n" + got)
	if *update {
		if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("figures differ from %s; if that is meant, run with -update.\ngot:\n%s\nwant:\n%s", golden, got, want)
	}
}

// score counts hits and misses.
type score struct{ hits, wanted, found, alarms int }

func (s score) String() string {
	precision := ratio(s.hits, s.hits+s.alarms)
	recall := ratio(s.found, s.wanted)
	f1 := 0.0
	if precision+recall > 0 {
		f1 = 2 * precision * recall / (precision + recall)
	}
	return fmt.Sprintf("precision %.3f recall %.3f F1 %.3f (%d hits, %d false alarms, %d of %d wanted)",
		precision, recall, f1, s.hits, s.alarms, s.found, s.wanted)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// flags scores sentences and findings on claims-dev: flagged by both readers
// is wanted, by one neutral, low for both neutral for recall; anything else
// hit is a false alarm.
func flags(t *testing.T, a *Assessor, report *strings.Builder) {
	dir := filepath.Join(shared, "claims-dev")
	first, second := readLabels(t, dir, "annotator_A.jsonl"), readLabels(t, dir, "annotator_B.jsonl")
	tally := flagTally{checks: map[string]*score{}}
	for _, file := range slices.Sorted(maps.Keys(first)) {
		text, err := os.ReadFile(filepath.Join(dir, "articles", file))
		if err != nil {
			t.Fatal(err)
		}
		other := map[int]label{}
		for _, l := range second[file] {
			other[l.N] = l
		}
		found := newLabelled(string(text), a.Assess(Document{Text: string(text)}))
		for _, l := range first[file] {
			problems, exact := found.problems(l.Sentence)
			tally.total++
			if exact {
				tally.exact++
			} else if *verbose {
				fmt.Printf("SEGMENT %s %d %s\n", file, l.N, l.Sentence)
			}
			tally.add(l, other[l.N], problems)
		}
	}
	tally.write(report)
}

// labelled finds an article's sentences again by the words that readers labelled.
type labelled struct {
	text       string
	pos        int // behind the last label
	sentences  []Sentence
	bySentence map[string][]Problem
}

func newLabelled(text string, sentences []Sentence) *labelled {
	l := &labelled{text: text, sentences: sentences, bySentence: map[string][]Problem{}}
	for _, s := range sentences {
		body := text[s.Start:s.End]
		l.bySentence[body] = append(l.bySentence[body], s.Problems...)
	}
	return l
}

// problems returns what was found in a labelled sentence, or in all that overlap it
// where none is exactly the same.
func (l *labelled) problems(sentence string) (problems []Problem, exact bool) {
	problems, exact = l.bySentence[sentence]
	at := strings.Index(l.text[l.pos:], sentence)
	if at < 0 {
		return problems, exact
	}
	start, end := l.pos+at, l.pos+at+len(sentence)
	l.pos = end
	for _, s := range l.sentences {
		if !exact && s.Start < end && s.End > start {
			problems = append(problems, s.Problems...)
		}
	}
	return problems, exact
}

// flagTally counts what two readers' labels say of findings.
type flagTally struct {
	all                                           score
	checks                                        map[string]*score
	exact, total                                  int
	highs, highsFound, attributed, attributedHits int
}

func (c *flagTally) add(a, b label, problems []Problem) {
	both := a.Label == "flag" && b.Label == "flag"
	neither := a.Label != "flag" && b.Label != "flag"
	wanted := both && !(a.Severity == low && b.Severity == low)
	hit := len(problems) > 0
	count(&c.all, hit, both, neither, wanted)
	if both && (a.Severity == high || b.Severity == high) {
		c.highs++
		c.highsFound += one(hit)
	}
	if a.Label == "attributed" && b.Label == "attributed" {
		c.attributed++
		c.attributedHits += one(hit)
	}
	seen := map[string]bool{}
	for _, p := range problems {
		if seen[p.Check] {
			continue
		}
		seen[p.Check] = true
		if c.checks[p.Check] == nil {
			c.checks[p.Check] = &score{}
		}
		count(c.checks[p.Check], true, both, neither, false)
	}
	if *verbose && (hit && neither || wanted && !hit) {
		mark := map[bool]string{true: "ALARM", false: "MISS "}[hit]
		fmt.Printf("%s %s %d [%s] %s || %+v\n", mark, a.File[:4], a.N, a.Category, a.Sentence, problems)
	}
}

func one(hit bool) int {
	if hit {
		return 1
	}
	return 0
}

func (c *flagTally) write(report *strings.Builder) {
	fmt.Fprintf(report, "claims-dev sentences reproduced exactly: %d of %d\n", c.exact, c.total)
	fmt.Fprintf(report, "claims-dev flags: %v\n", c.all)
	fmt.Fprintf(report, "claims-dev high flags found: %d of %d\n", c.highsFound, c.highs)
	fmt.Fprintf(report, "claims-dev attributed sentences hit: %d of %d\n", c.attributedHits, c.attributed)
	for _, name := range slices.Sorted(maps.Keys(c.checks)) {
		s := c.checks[name]
		fmt.Fprintf(report, "claims-dev %s: precision %.3f (%d hits, %d false alarms)\n", name, ratio(s.hits, s.hits+s.alarms), s.hits, s.alarms)
	}
}

func count(s *score, hit, both, neither, wanted bool) {
	if hit && both {
		s.hits++
	}
	if hit && neither {
		s.alarms++
	}
	if wanted {
		s.wanted++
		if hit {
			s.found++
		}
	}
}

func readLabels(t *testing.T, dir, name string) map[string][]label {
	t.Helper()
	byFile := map[string][]label{}
	readLines(t, filepath.Join(dir, name), func(line []byte) {
		var l label
		if err := json.Unmarshal(line, &l); err != nil {
			t.Fatal(err)
		}
		byFile[l.File] = append(byFile[l.File], l)
	})
	for _, ls := range byFile {
		sort.Slice(ls, func(i, j int) bool { return ls[i].N < ls[j].N })
	}
	return byFile
}

func readLines(t *testing.T, path string, each func([]byte)) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<22)
	for sc.Scan() {
		each(sc.Bytes())
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
}

// attributions scores, on attribution-dev, whether a sentence is known to
// attribute something: where a labelled cue or content overlaps it.
func attributions(t *testing.T, a *Assessor, report *strings.Builder) {
	texts := readTexts(t, filepath.Join(shared, "attribution-dev", "text-train-dev.tar.gz"), "dev/")
	cues := map[string][][2]int{}
	readLines(t, filepath.Join(shared, "attribution-dev", "attributions_dev.jsonl"), func(line []byte) {
		var l struct {
			Doc   string              `json:"doc"`
			Spans map[string][][2]int `json:"spans"`
		}
		if err := json.Unmarshal(line, &l); err != nil {
			t.Fatal(err)
		}
		cues[l.Doc] = append(cues[l.Doc], l.Spans["cue"]...)
	})
	var s score
	for _, doc := range slices.Sorted(maps.Keys(cues)) {
		text := texts[doc+".txt"]
		offset := runeOffsets(text)
		for _, sentence := range a.Assess(Document{Text: text}) {
			want := false
			for _, c := range cues[doc] {
				want = want || c[1] < len(offset) && offset[c[0]] < sentence.End && offset[c[1]] > sentence.Start
			}
			got := sentence.Attribution != nil && !sentence.Attribution.Carried
			count(&s, got, want, !want, want)
			if *verbose && got != want {
				fmt.Printf("ATTR got=%v %q\n", got, text[sentence.Start:sentence.End])
			}
		}
	}
	fmt.Fprintf(report, "attribution-dev sentences: %v\n", s)
}

// readTexts returns the files of a folder of a .tar.gz by name.
func readTexts(t *testing.T, path, folder string) map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return texts
		}
		if err != nil {
			t.Fatal(err)
		}
		if name, ok := strings.CutPrefix(h.Name, folder); ok {
			data, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			texts[name] = string(data)
		}
	}
}

// runeOffsets maps a character's number to its byte.
func runeOffsets(s string) []int {
	offsets := make([]int, 0, len(s)+1)
	for i := range s {
		offsets = append(offsets, i)
	}
	return append(offsets, len(s))
}

// hedges scores, on hedge-dev, whether a sentence holds weasel words.
func hedges(t *testing.T, a *Assessor, report *strings.Builder) {
	f, err := os.Open(filepath.Join(shared, "hedge-dev", "train.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var s score
	for _, row := range rows[1:] {
		got, want := false, row[1] == "1"
		for _, sentence := range a.Assess(Document{Text: strings.TrimSpace(row[0])}) {
			got = got || len(sentence.Weasel) > 0
		}
		count(&s, got, want, !want, want)
		if *verbose && got != want {
			fmt.Printf("HEDGE got=%v %q\n", got, strings.TrimSpace(row[0]))
		}
	}
	fmt.Fprintf(report, "hedge-dev sentences: %v\n", s)
}

func newAssessor(tb testing.TB) *Assessor {
	tb.Helper()
	a, err := New()
	if err != nil {
		tb.Fatal(err)
	}
	return a
}
