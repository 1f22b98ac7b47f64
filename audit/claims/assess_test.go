package claims

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/claims/segment"
)

// example is a text and what is to be read of it.
type example struct{ text, want string }

// TestProblems shows each check at work and, as important, at rest.
func TestProblems(t *testing.T) {
	a := newAssessor(t)
	shown := map[string]bool{checkPastDue: true} // needs a day: see TestPastDue
	for _, tt := range problemExamples() {
		t.Run(tt.text, func(t *testing.T) {
			var got []string
			for _, s := range a.Assess(Document{Text: tt.text}) {
				for _, p := range s.Problems {
					shown[p.Check] = true
					got = append(got, fmt.Sprintf("%s/%s [%s]", p.Check, p.Severity, p.Trigger))
				}
			}
			if d := cmp.Diff(tt.want, strings.Join(got, "; ")); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
	if want, got := slices.Sorted(slices.Values(Checks())), slices.Sorted(maps.Keys(shown)); !slices.Equal(want, got) {
		t.Errorf("there are examples of %q, and the checks are %q", got, want)
	}
}

// TestAttribution shows who is taken for the source, of which kind, at which
// sourcing level.
func TestAttribution(t *testing.T) {
	a := newAssessor(t)
	for _, tt := range attributionExamples() {
		t.Run(tt.text, func(t *testing.T) {
			ss := a.Assess(Document{Text: tt.text})
			got := ""
			if at := ss[len(ss)-1].Attribution; at != nil {
				got = fmt.Sprintf("%s|%s|%s|%d", at.Name, at.SourceKind, at.Cue, at.Level)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestKind shows what kind of claim a sentence is taken for.
func TestKind(t *testing.T) {
	tests := []struct {
		text string
		want Kind
	}{
		{"“Flour is dear this year,” Ada Holt said.", KindQuotation},
		{"Ada Holt said that flour is dear.", KindEvent},
		{"Experts say that flour is dear.", KindEvent},
		{"Ada Holt said 41 percent of bakers rest.", KindStatistic},
		{"The price of flour is expected to fall, Ada Holt said.", KindForecast},
		{"A Bakewell poll of 90 bakers found that half are tired.", KindResearchFinding},
		{"I believe them, because I have seen the flour.", KindNone},
		{"Ada Holt’s column appears every Thursday.", KindNone},
		{"A bakery chain we advised moved its ovens.", KindAnecdote},
		{"It is the oldest kiln in the country.", KindSuperlative},
		{"The kiln is cold.", KindNone},
	}
	a := newAssessor(t)
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			if got := a.Assess(Document{Text: tt.text})[0].Kind; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestOwn tells a body that speaks of itself from one that speaks of others.
func TestOwn(t *testing.T) {
	tests := map[string]bool{
		"Bakewell said its ovens are the best.":                       true,
		"“We have the best ovens,” Bakewell said.":                    true,
		"Bakewell’s ovens are the best, Bakewell said.":               true,
		"Rents in Orlby doubled, Bakewell said.":                      false,
		"Bakewell said that rents in Orlby doubled.":                  false,
		"“They have the best ovens,” Bakewell said.":                  false,
		"Ada Holt said her ovens are the best.":                       false,
		"It rained in Orlby, and its streets flooded, Bakewell said.": false,
	}
	a := newAssessor(t)
	for text, want := range tests {
		if at := a.Assess(Document{Text: text})[0].Attribution; at == nil || at.Own != want {
			t.Errorf("%s: %+v, want own %v", text, at, want)
		}
	}
}

// TestSpeaker shows whose words a quotation is taken for, by full name.
func TestSpeaker(t *testing.T) {
	text := "Tomas Weil chairs the guild. “We would take shorter hours,” Weil said, according to the transcript the council published. " +
		"“We would take a later start,” its chair, Tomas Weil, told the town council."
	for i, s := range newAssessor(t).Assess(Document{Text: text})[1:] {
		if len(s.Quotations) != 1 || s.Quotations[0].Speaker != "Tomas Weil" {
			t.Errorf("sentence %d: quotations %+v", i+1, s.Quotations)
		}
	}
}

// TestLinkedPaper shows that a link at a document's title goes with the
// document when it is spoken of again.
func TestLinkedPaper(t *testing.T) {
	text := "The guild’s auditors write in Bread and Rents in Orlby, a report from May, that ovens are cold. Half are unused, the report says."
	from := strings.Index(text, "Bread")
	doc := Document{Text: text, Links: []Link{{Start: from, End: from + 10, Href: "https://guild.example/report"}}}
	at := newAssessor(t).Assess(doc)[1].Attribution
	if at == nil || at.Name != "Bread and Rents in Orlby" || at.Level != 4 || at.Link != "https://guild.example/report" {
		t.Errorf("got %+v", at)
	}
}

// TestLinkInsidePage has a link that leads nowhere else, after a document that
// later links may belong to: it names no source.
func TestLinkInsidePage(t *testing.T) {
	text := "The guild’s report counts the ovens. They stand in the hall. It rained."
	from := strings.Index(text, "hall")
	for _, href := range []string{"#hall", "hall.html", "::"} {
		s := newAssessor(t).Assess(Document{Text: text, Links: []Link{{Start: from, End: from + 4, Href: href}}})[1]
		if s.Attribution != nil && s.Attribution.Link != "" {
			t.Errorf("%s: got %+v", href, s.Attribution)
		}
	}
}

func TestCarryOver(t *testing.T) {
	a := newAssessor(t)
	text := "“Flour is dear,” said Ingrid Solheim. “Prices rose 9 percent in a week. Nobody can pay that.”\n\nThe mill burnt down."
	ss := a.Assess(Document{Text: text})
	for i, s := range ss[:3] {
		if s.Attribution == nil || s.Attribution.Name != "Ingrid Solheim" {
			t.Errorf("sentence %d: attribution %+v", i, s.Attribution)
		}
		for _, q := range s.Quotations {
			if q.Speaker != "Ingrid Solheim" {
				t.Errorf("sentence %d: quotation's speaker is %q", i, q.Speaker)
			}
		}
	}
	if s := ss[3]; s.Attribution != nil {
		t.Errorf("the last sentence has a source: %+v", s.Attribution)
	}
}

func TestLink(t *testing.T) {
	text := "Some 41 percent of tenants skip meals."
	doc := Document{Text: text, Links: []Link{{Start: 5, End: 15, Href: "https://www.census.gov/x"}}}
	s := newAssessor(t).Assess(doc)[0]
	if s.Attribution == nil || s.Attribution.Level != 4 || s.Attribution.Name != "Census Bureau" || len(s.Problems) > 0 {
		t.Errorf("got %+v, problems %+v", s.Attribution, s.Problems)
	}
}

func TestExplains(t *testing.T) {
	a := newAssessor(t)
	ss := a.Assess(Document{Text: "Teams test with ZENQ9. Then they read on. ZEN-Q9, a tool from Hallin, draws the plans."})
	if len(ss[0].Problems) != 1 || ss[0].Problems[0].Name != "ZENQ9" || len(ss[0].Explains) > 0 || len(ss[1].Explains) > 0 {
		t.Errorf("got %+v and %+v, want one name that is not explained, and none", ss[0], ss[1])
	}
	if len(ss[2].Explains) != 1 || !slices.Contains(Keys(ss[2:]), NameKey("ZENQ9")) {
		t.Errorf("got %q, want one name, with the key of ZENQ9", ss[2].Explains)
	}
}

func TestExtensions(t *testing.T) {
	a, err := New(strings.NewReader("words: {commentators: soothsayers}\nnames: {known: ZENQ9}\nkinds: [{kind: outlet, sources: [{name: The Valley Bugle}]}]"))
	if err != nil {
		t.Fatal(err)
	}
	ss := a.Assess(Document{Text: "Soothsayers say so. Use ZENQ9. According to The Valley Bugle, it rains."})
	if len(ss[0].Problems) != 1 || len(ss[1].Problems) != 0 || ss[2].Attribution.SourceKind != sourceOutlet {
		t.Errorf("extension had no effect: %+v", ss)
	}
	for _, bad := range []string{"wrods: {say: x}", "words: {sya: x}", "phrases: {hearsay: ['{nothing} x']}", "kinds: [{sources: []}]"} {
		if _, err := New(strings.NewReader(bad)); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}

func TestSupported(t *testing.T) {
	if !Supported("en") || Supported("qq") || Supported("") {
		t.Error("a language is supported that has a pack, and no other")
	}
}

func TestConcurrentUse(t *testing.T) {
	a := newAssessor(t)
	doc := Document{Text: "Experts say 41 percent of tenants skip meals. “It is so,” she said."}
	want := a.Assess(doc)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := a.Assess(doc); !reflect.DeepEqual(got, want) {
				t.Error("a second assessment differs")
			}
		})
	}
	wg.Wait()
}

func FuzzAssess(f *testing.F) {
	for _, s := range []string{
		"Experts say 41 percent of tenants skip meals.", "“A? b.” said X’s ‘c’ (Reuters): \"", "Gartner’s 2024 prediction that “half",
		"In our team, pay rose 3x. The result? KGPT4, 5–10% of £3m.", "She, who — said, told: it", "\xff “\x80 said’s ‘",
	} {
		f.Add(s)
	}
	a := newAssessor(f)
	f.Fuzz(func(t *testing.T, text string) { assessSoundly(t, a, text) })
}

// assessSoundly assesses a text and checks that all that is found in it lies
// where it is said to.
func assessSoundly(t *testing.T, a *Assessor, text string) {
	t.Helper()
	doc := Document{Text: text, Links: []Link{{End: len(text), Href: "https://example.org"}}}
	spans := []segment.Span{}
	for _, s := range a.Assess(doc) {
		spans = append(spans, segment.Span{Start: s.Start, End: s.End, Block: s.Block})
		inside := func(start, end int) bool { return s.Start <= start && start <= end && end <= s.End }
		onRunes := func(start, end int) bool {
			return !utf8.ValidString(text) || utf8.ValidString(text[start:end]) && utf8.ValidString(text[:start])
		}
		for _, p := range s.Problems {
			if !inside(p.Start, p.End) || text[p.Start:p.End] != p.Trigger || !onRunes(p.Start, p.End) {
				t.Fatalf("problem %+v is not in its sentence %+v", p, s)
			}
		}
		for _, g := range s.Figures {
			if !inside(g.Start, g.End) || !onRunes(g.Start, g.End) {
				t.Fatalf("figure %+v is not in its sentence %+v", g, s)
			}
		}
		for _, q := range s.Quotations {
			if !inside(q.Start, q.End) || !onRunes(q.Start, q.End) {
				t.Fatalf("quotation %+v is not in its sentence %+v", q, s)
			}
		}
	}
	checkSpans(t, text, nil, spans)
}

// newsParagraph is what most text is like.
const newsParagraph = "About 62,000 workers commute into the port each day, according to the Census Bureau. " +
	"“Nobody counts the night shift,” said Ingrid Solheim, who runs the guild of bakers. " +
	"Experts say that rents in the valley could double by 2030, and that wages are not keeping up with them. " +
	"The council will meet again on Tuesday to hear from the people who live by the river and from those who don’t."

func BenchmarkAssess(b *testing.B) {
	text := strings.Repeat(newsParagraph+"\n\n", 200)
	a := newAssessor(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		a.Assess(Document{Text: text})
	}
}

// TestOddSubjects reads sentences whose subject is next to nothing.
func TestOddSubjects(t *testing.T) {
	a, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"III discovered a new valley.", "III contains nothing.", "Jr. says no.", "- says who?", "Said.", "II said III said.",
	} {
		a.Assess(Document{Text: text})
	}
}

// TestQuotationMarks reads marks that are not in pairs of their own.
func TestQuotationMarks(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"a second opening mark behind a space and before a word", `He said: "First we mended the sail. "Then we sold the boat." Nobody clapped.`,
			[]string{"First we mended the sail.", "Then we sold the boat."}},
		{"twins of single marks", "Ada Holt praised them ''for their mended sail.'' Nobody clapped for ``the boat,'' she said.",
			[]string{"for their mended sail.", "the boat,"}},
		{"apostrophes", "The bakers' and millers' guilds met, and the brewers' stayed away.", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, s := range newAssessor(t).Assess(Document{Text: test.text}) {
				for _, q := range s.Quotations {
					got = append(got, test.text[q.Start:q.End])
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("quotations %q, want %q", got, test.want)
			}
		})
	}
}
