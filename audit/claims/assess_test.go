package claims

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// TestProblems shows each check at work and, as important, at rest.
func TestProblems(t *testing.T) {
	tests := []struct {
		text string
		want string // "check/severity [trigger]" of every problem, joined by "; "
	}{
		// statistics
		{"Forty-one percent of tenants in the valley skip meals.", "statistic-without-source/high [Forty-one percent]"},
		{"About 62,000 workers commute into the port each day.", "statistic-without-source/medium [62,000]"},
		{"About 62,000 workers commute into the port each day, according to the Census Bureau.", ""},
		{"Jonas Weil, head of the tenants' league, said 41 percent of tenants skip meals.", ""},
		{"The phone costs $799 and has a 6-inch screen.", ""},
		{"The stock climbed 7 percent on Monday.", ""},
		{"Brandt Foods laid off 3,200 workers in March.", ""},
		{"You can put up to 40 percent of your pay aside.", ""},
		{"Would 60 percent of readers agree?", ""},
		{"Driver pay went down as the app grew.", "statistic-without-source/low [pay went]"},
		// forecasts
		{"Gartner expects 30% of clinics to share one chatbot by 2028.", "forecast-without-document/high [Gartner expects]"},
		{"Gartner’s 2024 prediction that “half of all clinics will share one chatbot” still holds.", "forecast-without-document/high [Gartner’s 2024 prediction]"},
		{"Gartner expects 30% of clinics to share a chatbot, analyst Priya Menon said in March.", ""},
		{"The toll is expected to fall next spring.", "forecast-without-document/medium [is expected to]"},
		{"The toll is expected to fall next spring, Transport Minister Olga Brandt said.", ""},
		// vague and anonymous
		{"Experts say the dam is sound.", "vague-attribution/medium [Experts say]"},
		{"Housing experts warn that rents could double.", "vague-attribution/medium [Housing experts warn]"},
		{"According to reports, the dam is sound.", "vague-attribution/medium [According to reports]"},
		{"It is believed that the dam is sound.", "vague-attribution/medium [It is believed]"},
		{"The mayor has reportedly resigned.", "vague-attribution/medium [reportedly]"},
		{"Researchers at Delft University say the dam is sound.", ""},
		{"The crews will look for cracks.", ""},
		{"A person familiar with the matter said the dam is cracked.", "anonymous-source/medium [A person familiar with the matter said]"},
		{"One resident described the dam as cracked.", "anonymous-source/medium [One resident described]"},
		{"A spokesperson for the dam authority said it is sound.", ""},
		{"Police said the dam is sound.", ""},
		{"The ministry did not respond to questions.", ""},
		// second hand
		{"Internal memos cited in external publications put the cost lower.", "second-hand-report/medium [cited in external publications]"},
		{"A recent study found that tea helps.", "second-hand-report/medium [A recent study found]"},
		{"A recent study by Leiden University found that tea helps.", ""},
		// anecdotes
		{"A bakery chain we advised moved its ovens to night shifts.", "self-reported-anecdote/medium [chain we advised]"},
		{"In our consultancy, we’ve seen that teams cut costs by 18%.", "self-reported-anecdote/high [In our consultancy]"},
		{"In my experience, small teams get bored.", ""},
		// quotations
		{"The move has been described as “a gift to smugglers”.", "untraceable-quotation/high [a gift to smugglers]"},
		{"Mayor Tove Lind described the move as “a gift to smugglers”.", ""},
		{"Her novel “The Long Way Down” sold well.", ""},
		{"They call it the “swap shop”.", ""},
		// superlatives
		{"It is the only bakery in the district that mills its own flour.", "superlative-without-source/low [is the only]"},
		{"It is the only bakery that mills its own flour, according to the guild of bakers.", ""},
		// names
		{"Teams can test with KGPT4.", "unrecognised-name/high [KGPT4]"},
		{"Teams can test with KGPT4, a model by Korund Labs.", ""},
		{"Teams test with GPT-4, Inferentia2, Trainium and Selenium Grid in Q3.", ""},
	}
	a := newAssessor(t)
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			var got []string
			for _, s := range a.Assess(Document{Text: tt.text}) {
				for _, p := range s.Problems {
					got = append(got, fmt.Sprintf("%s/%s [%s]", p.Check, p.Severity, p.Trigger))
				}
			}
			if d := cmp.Diff(tt.want, strings.Join(got, "; ")); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

// TestAttribution shows who is taken for the source, of which kind, at which
// sourcing level.
func TestAttribution(t *testing.T) {
	tests := []struct {
		text string
		want string // "name|kind|cue|level" of the last sentence's attribution
	}{
		{"Bakers are tired, Ingrid Solheim said.", "Ingrid Solheim|person|said|2"},
		{"Bakers are tired, said Ingrid Solheim, who runs the guild.", "Ingrid Solheim|person|said|2"},
		{"Ingrid Solheim, who runs the guild, said bakers are tired.", "Ingrid Solheim|person|said|2"},
		{"Ingrid Solheim told the council on Tuesday that bakers are tired.", "Ingrid Solheim|person|told|3"},
		{"According to Reuters, bakers are tired.", "Reuters|agency|According to|2"},
		{"Solheim’s memo urges bakers to rest.", "Solheim|organisation|memo|3"},
		{"Ingrid Solheim spoke first. Bakers are tired, she said.", "Ingrid Solheim|person|said|2"},
		{"Flour is up 9 percent (Reuters).", "Reuters|agency|(|3"},
		{"Experts say bakers are tired.", "Experts|vague|say|1"},
	}
	a := newAssessor(t)
	for _, tt := range tests {
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

func TestKnownNames(t *testing.T) {
	doc := Document{Text: "Teams test with ZENQ9.", KnownNames: map[string]bool{"zenq9": true}}
	if p := newAssessor(t).Assess(doc)[0].Problems; len(p) > 0 {
		t.Errorf("a known name is flagged: %+v", p)
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
	if !Supported("en") || Supported("de") || Supported("") {
		t.Error("only English has a language pack")
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
	f.Fuzz(func(t *testing.T, text string) {
		doc := Document{Text: text, Links: []Link{{End: len(text), Href: "https://example.org"}}}
		spans := []Span{}
		for _, s := range a.Assess(doc) {
			spans = append(spans, Span{s.Start, s.End, s.Block})
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
	})
}

func BenchmarkAssess(b *testing.B) {
	paragraph := "About 62,000 workers commute into the port each day, according to the Census Bureau. " +
		"“Nobody counts the night shift,” said Ingrid Solheim, who runs the guild of bakers. " +
		"Experts say that rents in the valley could double by 2030, and that wages are not keeping up with them. " +
		"The council will meet again on Tuesday to hear from the people who live by the river and from those who don’t.\n\n"
	text := strings.Repeat(paragraph, 200)
	a := newAssessor(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		a.Assess(Document{Text: text})
	}
}
