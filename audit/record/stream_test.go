package record

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// sample has every record type with every field set.
func sample() *Log {
	score, zero := 71.4, 0.0
	parts := &Parts{Formula: "100 × (7 words − 2 in unexcused matches) / 7", Terms: []Term{{Name: "words", Value: 7}}}
	attribution := &Attribution{Name: "the port", SourceKind: "official body", Cue: "said", Link: "https://port.example/a?b=1&c=<2>", Level: 4}
	return &Log{
		Run: Run{
			ID: "r1", Version: "0.1.0", Started: "2026-11-20T03:00:12Z", Config: map[string]any{"raw": false, "out": "a.xlsx"}, Inputs: []string{"inbox"},
			Checks: []Check{{ID: "SRC001", Name: "statistic-without-source", Title: "Statistic without source", Severity: Medium, Sheet: SheetClaims, Rationale: "Nobody counted.", Fix: "Name who did."}},
		},
		Articles: []Article{{
			ID: "a1", Source: "inbox/a.html", Role: "audited", Title: "“Ports & <tides>”", Byline: []string{"M. Lindqvist"}, Outlet: "Courier",
			Published: "2026-11-19", Language: "en", Canonical: "https://courier.example/a", Words: 7, SHA256: "00ff", Confidence: 0.93,
			Originality: &score, OriginalityParts: parts, Sourcing: &zero, SourcingParts: parts, NotAssessed: "",
			Triage: "query", TriageReason: "one finding", Removed: []Removed{{Text: "Sign up", Reason: "newsletter box"}},
		}},
		Matches: []Match{{
			Group: "g1", MatchKind: "edited", Context: "none", Score: 0.87, Words: 3, Metrics: map[string]float64{"jaccard": 0.8}, Reason: "",
			A: Passage{Article: "a0", Source: "wire/a.xml", Start: 0, End: 5, Text: "tides"}, B: Passage{Article: "a1", Source: "inbox/a.html", Start: 9, End: 14, Text: "tides"},
		}},
		Claims: []Claim{{
			Article: "a1", Source: "inbox/a.html", Start: 0, End: 9, Text: "9 of 10.", ClaimKind: "statistic", Attribution: attribution,
			CorroboratedBy: []string{"a2"}, DisputedBy: []string{},
		}},
		Sources: []Source{{
			Name: "the port", SourceKind: "official body", Domain: "port.example", Claims: 2, Linked: 1, Corroborated: 1, Disputed: 0,
			Credibility: &score, Parts: parts, Rating: "good", Note: "since 2020",
		}},
		Findings: []Finding{{
			ID: "f1", Check: "SRC001", Severity: Medium, Article: "a1", Source: "inbox/a.html", Start: 0, End: 9, Text: "9 of 10.\u2028", Trigger: "9 of 10",
			Why: "Nobody counted.", Fix: "Name who did.", Status: "known", Verdict: "", Count: 2, ClaimKind: "statistic", Attribution: attribution,
			Before: "Before.", After: "After.", Group: "g1", MatchKind: "edited", Score: 0.87, Other: &Passage{Article: "a0", Text: "tides"}, Name: "KGPT4", Nearest: "GPT-4",
		}},
		Rejected: []Rejected{{Source: "inbox/scan.pdf", Reason: "no text in it"}},
		Summary: Summary{
			Finished: "2026-11-20T03:00:19Z", Articles: 1, Words: 7, Matches: 1, Groups: 1, Claims: 1, Sources: 1, Findings: 1, Rejected: 1,
			BySeverity: map[string]int{"medium": 1}, ByCheck: map[string]int{"SRC001": 1}, ByTriage: map[Triage]int{"query": 1}, Seconds: map[string]float64{"read": 0.5},
		},
	}
}

func written(t testing.TB, log *Log) []byte {
	t.Helper()
	var out bytes.Buffer
	n, err := log.WriteTo(&out)
	if err != nil {
		t.Fatal(err)
	}
	if n != int64(out.Len()) {
		t.Errorf("WriteTo says %d bytes, wrote %d", n, out.Len())
	}
	return out.Bytes()
}

func TestRoundTrip(t *testing.T) {
	got, err := Load(bytes.NewReader(written(t, sample())))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sample(), got); diff != "" {
		t.Error(diff)
	}
}

// TestGoldenLines pins the contract: names of fields and order of records.
func TestGoldenLines(t *testing.T) {
	golden := filepath.Join("testdata", "stream.golden")
	got := written(t, sample())
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
}

func TestLoadRefuses(t *testing.T) {
	const run, article, summary = `{"type":"run"}`, `{"type":"article","id":"a1"}`, `{"type":"summary"}`
	for _, test := range []struct {
		name, stream string
		incomplete   bool
		says         string
	}{
		{"nothing", "", true, "no run record"},
		{"no run", article + "\n" + summary, true, "no run record"},
		{"no summary", run + "\n" + article, true, "no summary"},
		{"goes on after the summary", run + "\n" + summary + "\n" + article, true, "no summary"},
		{"a line cut off", run + "\n" + `{"type":"article","id":`, false, "line 2"},
		{"not JSON", "hello", false, "line 1"},
		{"JSON of another kind", `{"name":"x"}`, false, "no type field"},
		{"a field of the wrong kind", run + "\n" + `{"type":"article","words":"many"}`, false, "line 2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Load(strings.NewReader(test.stream))
			if err == nil {
				t.Fatal("no error")
			}
			if errors.Is(err, ErrIncomplete) != test.incomplete || !strings.Contains(err.Error(), test.says) {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestLoadAccepts(t *testing.T) {
	stream := "\n" + `{"type":"run","id":"r1","later":1}` + "\r\n\n" + `{"type":"weather","rain":true}` + "\n" + `{"type":"summary"}`
	log, err := Load(strings.NewReader(stream))
	if err != nil {
		t.Fatal(err)
	}
	if log.Run.ID != "r1" {
		t.Errorf("%+v", log.Run)
	}
}

func TestLoadReportsReadErrors(t *testing.T) {
	if _, err := Load(failing{}); !errors.Is(err, os.ErrClosed) {
		t.Errorf("%v", err)
	}
}

func TestWriteReportsErrors(t *testing.T) {
	if _, err := sample().WriteTo(failing{}); !errors.Is(err, os.ErrClosed) {
		t.Errorf("%v", err)
	}
	log := sample()
	log.Run.Config = map[string]any{"channel": make(chan int)}
	if _, err := log.WriteTo(&bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "run record") {
		t.Errorf("%v", err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error)  { return 0, os.ErrClosed }
func (failing) Write([]byte) (int, error) { return 0, os.ErrClosed }

// FuzzLoad checks that no input makes Load panic, and that what it reads can
// be written and read again.
func FuzzLoad(f *testing.F) {
	f.Add(written(f, sample()))
	f.Add([]byte(`{"type":"run"}` + "\n" + `{"type":"summary"}`))
	f.Add([]byte(`{"type":"finding","score":1e999}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		log, err := Load(bytes.NewReader(data))
		if err != nil {
			return
		}
		again, err := Load(bytes.NewReader(written(t, log)))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(log, again); diff != "" {
			t.Error(diff)
		}
	})
}

func TestSeverityRank(t *testing.T) {
	for severity, want := range map[Severity]int{High: 3, Medium: 2, Low: 1, "": 0, "HIGH": 0} {
		if got := severity.Rank(); got != want {
			t.Errorf("%q: %d, want %d", severity, got, want)
		}
	}
}

// TestOlderChecks reads a stream from before checks said where their findings
// stand.
func TestOlderChecks(t *testing.T) {
	const stream = `{"type":"run","checks":[{"id":"DUP001","name":"duplicate-article"},{"id":"DUP006","name":"altered-quotation"},` +
		`{"id":"SRC001","name":"statistic-without-source"},{"id":"SRC008","name":"unrecognised-name"}]}` + "\n" + `{"type":"summary"}`
	log, err := Load(strings.NewReader(stream))
	if err != nil {
		t.Fatal(err)
	}
	want := []Check{
		{ID: "DUP001", Name: "duplicate-article", Sheet: SheetDuplicates, About: AboutArticle},
		{ID: "DUP006", Name: "altered-quotation", Sheet: SheetDuplicates, About: AboutQuotation},
		{ID: "SRC001", Name: "statistic-without-source", Sheet: SheetClaims},
		{ID: "SRC008", Name: "unrecognised-name", Sheet: SheetNames},
	}
	if diff := cmp.Diff(want, log.Run.Checks); diff != "" {
		t.Error(diff)
	}
}
