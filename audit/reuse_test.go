package audit

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"copydesk.dev/audit/record"
	"copydesk.dev/similarity"
)

// auditTexts audits texts by file name; those under "reference/" are only
// compared against.
func auditTexts(t testing.TB, texts map[string]string) *record.Log {
	t.Helper()
	dir := t.TempDir()
	for name, text := range texts {
		path := filepath.Join(dir, "audited", name)
		if strings.HasPrefix(name, "reference/") {
			path = filepath.Join(dir, name)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	settings := Settings{Inputs: []string{filepath.Join(dir, "audited")}}
	if reference := filepath.Join(dir, "reference"); exists(reference) {
		settings.Reference = []string{reference}
	}
	a, err := New(settings)
	if err != nil {
		t.Fatal(err)
	}
	result, err := a.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Rejected) > 0 {
		t.Fatalf("rejected: %+v", result.Rejected)
	}
	return result.Log
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// found lists the duplication findings, as "file check severity".
func found(log *record.Log) string {
	var list []string
	for _, f := range log.Findings {
		if strings.HasPrefix(f.Check, "DUP") {
			list = append(list, fmt.Sprintf("%s %s %s", filepath.Base(f.Source), f.Check, f.Severity))
		}
	}
	return strings.Join(list, ", ")
}

// contextsOf lists the contexts of all matches.
func contextsOf(log *record.Log) string {
	var list []string
	for _, m := range log.Matches {
		list = append(list, m.MatchKind+" "+string(m.Context))
	}
	return strings.Join(list, ", ")
}

func story(head, text string) string { return "---\n" + head + "\n---\n\n" + text + "\n" }

const (
	wire = `TARNMOUTH, April 9 (Reuters) - The port authority of Tarnmouth has closed its eastern basin for six weeks after divers found cracks in the lock gates, harbour engineer Lise Arnold said on Thursday.

Around forty barges a day use the basin to load gravel from the quarries at Hennock, and most of them will now have to wait for the tide at the western lock.

New gates ordered from a yard in Gdynia were due in the autumn, but the authority has asked the builders to deliver the first pair before the summer holidays.

Quarry owners fear that the detour will cost them several thousand tonnes of orders, their association said in a statement, and asked the ministry for help.`
	rewrite = `Tarnmouth's port authority has closed the eastern basin for six weeks because divers discovered cracks in its lock gates, according to harbour engineer Lise Arnold.

About forty barges load gravel from Hennock's quarries in the basin each day; most must now wait at the western lock for the tide.

The authority had ordered new gates, due in autumn, from a Gdynia yard, and now wants the builders to deliver a first pair before the summer holidays.

The detour will cost quarry owners several thousand tonnes of orders, they fear: their association asked the ministry for help in a statement.`
)

// TestAgencyCopy shows that agency copy stays agency copy when it is rewritten,
// and that a credit by any of the agency's names excuses it.
func TestAgencyCopy(t *testing.T) {
	tests := []struct{ name, head, text, want string }{
		{"word for word", "author: Ann Loe", strings.SplitN(wire, "- ", 2)[1], "a.md DUP005 high"},
		{"rewritten", "author: Ann Loe", rewrite, "a.md DUP005 high"},
		{"a turn of phrase", "author: Ann Loe", fair + " Some have asked the builders to deliver the first pair before the summer holidays.", "a.md DUP002 low"},
		{"credited", "author: Reuters", rewrite, ""},
		{"credited by another name", "author: Thomson Reuters", rewrite, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			log := auditTexts(t, map[string]string{
				"reference/wire.md": story("date: 2026-04-09", wire),
				"a.md":              story("date: 2026-04-10\n"+test.head, test.text),
			})
			if got := found(log); got != test.want {
				t.Errorf("found %q, want %q; matches: %s", got, test.want, contextsOf(log))
			}
		})
	}
}

// TestCopiedRunInRewrite shows that a run of equal words is a reused passage
// although the passage around it is reworded.
func TestCopiedRunInRewrite(t *testing.T) {
	first := strings.SplitN(wire, "- ", 2)[1]
	second := strings.Replace(rewrite, "The authority had ordered new gates, due in autumn, from a Gdynia yard, and now wants the builders to deliver a first pair",
		"New gates ordered from a yard in Gdynia were due in the autumn, but the authority has asked the builders to speed up", 1)
	log := auditTexts(t, map[string]string{
		"a.md": story("date: 2026-04-09", first), "b.md": story("date: 2026-04-10", second),
	})
	if got := contextsOf(log); got != "reworded none" {
		t.Fatalf("matches: %s", got)
	}
	f := log.Findings[0]
	if f.Check != "DUP002" || !strings.HasPrefix(f.Trigger, "New gates ordered from a yard in Gdynia") {
		t.Errorf("%s %q: %s", f.Check, f.Trigger, f.Why)
	}
}

// TestWhyOfRewording shows that a finding claims no more than the passages
// share, and speaks of the articles' dates only where it matters.
func TestWhyOfRewording(t *testing.T) {
	log := auditTexts(t, map[string]string{"a.md": strings.SplitN(wire, "- ", 2)[1], "b.md": rewrite})
	if got := found(log); got != "b.md DUP003 low" {
		t.Fatalf("found %q", got)
	}
	f := log.Findings[0]
	if !strings.Contains(f.Why, " % of the shorter one's content words") || strings.Contains(f.Why, "dated") || f.Trigger == "" {
		t.Errorf("why %q, trigger %q", f.Why, f.Trigger)
	}
	for score, want := range map[float64]string{1: "says almost the same as", 0.8: "says much the same as", 0.7: "follows", 0.5: "resembles"} {
		if got := likeness(similarity.Match{Score: score}); got != want {
			t.Errorf("at %g: %q, want %q", score, got, want)
		}
	}
}

const (
	fair = `Weather was fair all week on the coast, and the regatta went ahead with ninety boats from four clubs, of which two sank near the pier without anybody being hurt. The cup went to a crew of pensioners who had borrowed their boat from a grandson. They sailed home at night, singing, and gave the cup to the woman who had mended their only sail.`
	roof = `Rain got into the hall of the grammar school again, and the caretaker has put eleven buckets under the skylights. A roofer looked at it in March and left a price that made the head teacher laugh out loud. Parents now sell cakes on Fridays, and a choir from the next valley has promised two evenings of sea songs for the tiles.`
)

// around puts a paragraph between the first sentence of a text and the rest.
func around(text, paragraph string) string {
	first, rest, _ := strings.Cut(text, ". ")
	return first + ".\n\n" + paragraph + "\n\n" + rest
}

// TestDesks shows that two articles by "Staff" are not by one author.
func TestDesks(t *testing.T) {
	shared := strings.Split(strings.SplitN(wire, "- ", 2)[1], "\n\n")[0] + "\n\n"
	for author, want := range map[string]string{
		"Ann Loe": "", "Staff": "b.md DUP002 medium", "Valley Post Newsroom": "b.md DUP002 medium", "Valley Post": "b.md DUP002 medium",
	} {
		head := "outlet: Valley Post\nauthor: " + author
		log := auditTexts(t, map[string]string{
			"a.md": story("date: 2026-04-09\n"+head, shared+fair),
			"b.md": story("date: 2026-04-10\n"+head, shared+roof),
		})
		if got := found(log); got != want {
			t.Errorf("%s: found %q, want %q; %s", author, got, want, contextsOf(log))
		}
	}
}

// TestChance shows what two articles may share without one being from the
// other.
func TestChance(t *testing.T) {
	const squad = "Tarnmouth: Ilves, Brandt, Okoro, Lindqvist, Paz, Demir (Rossi 64), Hallam, Novak, Quist, Adeyemi (Ferro 81), Stone. Subs not used: Marsh, Keller."
	tests := []struct {
		name, a, b string
		context    record.Context
		want       string
	}{
		{"squad", squad, strings.NewReplacer("Okoro, ", "", "Rossi 64", "Rossi 70", "Paz, Demir", "Demir, Paz").Replace(squad), record.ContextChance, ""},
		{"the same squad", squad, squad, record.ContextChance, ""},
		{"table", "The dock company's half-year accounts: Sales 412 mln vs 390 mln, net 31.5 mln vs 28.2 mln, shares 20.1 mln vs 19.8 mln, debt 77 mln vs 81 mln in the quarter.",
			"The dock company's half-year accounts: Sales 88 mln vs 93 mln, net 4.1 mln vs 6.9 mln, shares 11.2 mln vs 11.0 mln, debt 5 mln vs 7 mln in the quarter.", record.ContextChance, ""},
		{"last month's report", "The deficit of the port narrowed to 180 thousand crowns in January from 203 thousand, revised from 207 thousand, in December and 305 thousand in January 2025, the statistics office said. Exports of timber from the port rose by 4.1 per cent.",
			"The deficit of the port narrowed to 567 thousand crowns for the quarter from 738 thousand, revised down from 742 thousand, for the one before and from 733 thousand in 2025, the statistics office said. Exports of timber from the port fell by 2.3 per cent.", record.ContextChance, ""},
		{"one subject", "Agnes Thorne, chairwoman of the harbour board, wants the lido at Quellmouth sold to a Dutch hotel group. She told councillors on Monday night that the heating bill doubled last winter, that the boiler was bound to fail, and that the ninety lockers, the slide and the diving tower would go to schools in the valley.",
			"Quellmouth may lose its lido to a Dutch hotel group, which hopes for ninety rooms with a view of the pier. Harbour board chairwoman Agnes Thorne never liked the place: a boiler about to fail, a heating bill that doubled, lockers nobody used. Schools in the valley have asked for its slide and its diving tower.", record.ContextChance, ""},
		{"the same in other words", "The harbour board will shut the lido at Quellmouth in October because its heating bill doubled last winter, and the ninety lockers will go to a school.",
			"Ninety lockers will go to a school when the harbour board, whose heating bill doubled last winter, shuts the lido at Quellmouth in October.", record.ContextNone, "b.md DUP003 low"},
		{"summed up", "The harbour board heard on Monday that cracks in both gates of the eastern lock had been growing since the summer, that divers had found two of them by touch alone, and that the firm which built the lock had gone out of business. After four hours the board agreed to keep the basin shut until the gates have been taken out and welded on dry land, which nobody expects before the herring return. Agnes Thorne, who chairs it, said the boats could lie at Quellmouth.",
			"Boats lie at Quellmouth: the harbour board will keep its basin shut until cracked gates on the eastern lock come out, get welded on dry land and herring return.", record.ContextNone, "b.md DUP003 low"},
		{"a headline's capitals", "Mend The Sail You Have Before You Ask The Harbour Board For A New One, said the poster.",
			"He would mend the sail you have before you ask the harbour board for a new one, he said.", record.ContextNone, "b.md DUP002 low"},
		{"words in no order", "The harbour board has asked for a levy on so-called guest berths, such as those rented by rowing clubs and weekend skippers.",
			"A stiff levy hits so-called guest berths, and angry weekend skippers and rowing clubs which rented a hut.", record.ContextChance, ""},
		{"prose", "The harbour engineer found cracks in both gates of the eastern lock and closed the whole basin for the rest of the spring.",
			"The harbour engineer found cracks in both gates of the eastern lock and closed the whole basin for the rest of the spring.", record.ContextNone, "b.md DUP002 medium"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			log := auditTexts(t, map[string]string{"a.md": around(fair, test.a), "b.md": around(roof, test.b)})
			if got := found(log); got != test.want {
				t.Errorf("found %q, want %q", got, test.want)
			}
			matches := 0
			for _, m := range log.Matches {
				if m.A.Article == m.B.Article {
					continue
				}
				matches++
				if m.Context != test.context {
					t.Errorf("context %s (%s), want %s: %q", m.Context, m.Reason, test.context, m.B.Text)
				}
			}
			if matches == 0 {
				t.Error("nothing found")
			}
		})
	}
}

// TestParallel shows what an article may say twice without repeating itself: the
// same of other figures, and in one sentence.
func TestParallel(t *testing.T) {
	const (
		ferry  = "It was the largest drop in a month for the ferries since a fall of 5.1 per cent in March, the harbour office said."
		poll   = "Of those who were asked on the old pier by the harbour office in May, nine in ten, and of those who were asked on the old pier by the harbour office in June, none would pay."
		figure = "Divers who went down to the keels of 12 tugs and 7 ferries found weeds, mussels and once a wedding ring, and wrote in their book that 41 barges had been scraped and painted in 6 weeks, for less than 900 crowns each."
		german = "Weil dort gestern wieder niemand arbeiten wollte, blieben alle noch lange stehen und redeten leise über das schlechte Wetter."
	)
	tests := []struct {
		name, text string
		context    record.Context
	}{
		{"other figures", around(fair, ferry) + "\n\n" + strings.NewReplacer("5.1", "3.4", "ferries", "barges").Replace(ferry), record.ContextChance},
		{"another word", around(fair, ferry) + "\n\n" + strings.Replace(ferry, "largest", "steepest", 1), record.ContextNone},
		{"one of many figures", around(fair, figure) + "\n\n" + strings.Replace(figure, "41", "42", 1), record.ContextNone},
		{"one sentence", around(fair, poll), record.ContextChance},
		{"no sentences", strings.Join([]string{german, "Am Montag regnete es, und die Boote blieben liegen.", german}, "\n\n"), record.ContextNone},
	}
	for _, test := range tests {
		log := auditTexts(t, map[string]string{"a.md": test.text})
		if len(log.Matches) != 1 || log.Matches[0].Context != test.context {
			t.Errorf("%s: %s, want %s", test.name, contextsOf(log), test.context)
		}
	}
}

// TestStockPhrases shows that of words which stand in many articles, more of
// them in some than in others, nobody has them from another.
func TestStockPhrases(t *testing.T) {
	const (
		phrase = "the mayor's use of a private ferry while she was chairwoman of the harbour board"
		most   = "the mayor's use of a private ferry while she was chairwoman"
		longer = phrase + " and of its eleven barges too"
	)
	parts := func(n int) []string {
		return slices.Repeat([]string{"use of a private ferry while she was", "she was chairwoman of the harbour board"}, n)
	}
	for name, test := range map[string]struct {
		first  string
		others []string
		want   record.Context
	}{
		"in many articles": {phrase, parts(5), record.ContextChance},
		"in few":           {phrase, parts(2), record.ContextNone},
		"often in one":     {phrase, []string{strings.Join(parts(5), " or, as some say in the taverns of the upper valley, ")}, record.ContextNone},
		"in two":           {phrase, nil, record.ContextNone},
		"the whole of it":  {phrase, slices.Repeat([]string{phrase}, 6), record.ContextNone},
		"copied again":     {phrase, slices.Repeat([]string{most}, 6), record.ContextNone},
		"a longer passage": {longer, parts(5), record.ContextNone},
	} {
		texts := make(map[string]string)
		for i, words := range append([]string{test.first, test.first}, test.others...) {
			// Nothing else is shared.
			texts[fmt.Sprintf("%02d.md", i)] = strings.NewReplacer("N", string(rune('a'+i))).Replace(
				"OneN twoN threeN fourN fiveN. Somebody sixN sevenN " + words + ", eightN nineN tenN elevenN. TwelveN thirteenN fourteenN.")
		}
		judged := 0
		for _, m := range auditTexts(t, texts).Matches {
			if strings.Contains(m.A.Text, phrase) && strings.Contains(m.B.Text, phrase) {
				judged++
				if m.Context != test.want {
					t.Errorf("%s: %s (%s), want %s", name, m.Context, m.Reason, test.want)
				}
			}
		}
		if judged == 0 {
			t.Errorf("%s: not found", name)
		}
	}
}

// TestHouseNotes shows that a note at the edge of articles whose outlet is
// unknown is nobody's reuse, and that one between articles which share more is.
func TestHouseNotes(t *testing.T) {
	const note = "Ada Stone writes about boats and weather for this paper every week and keeps a garden full of slugs."
	middle := strings.Split(strings.SplitN(wire, "- ", 2)[1], "\n\n")
	third := strings.Join(middle[:2], "\n\n")
	tests := []struct {
		name  string
		texts map[string]string
		want  string
	}{
		{"a note", map[string]string{"a.md": fair + "\n\n" + note, "b.md": roof + "\n\n" + note, "c.md": third + "\n\n" + note}, ""},
		{"two articles", map[string]string{"a.md": fair + "\n\n" + note, "b.md": roof + "\n\n" + note}, ""},
		{"the first words of two articles", map[string]string{"a.md": note + "\n\n" + fair, "b.md": note + "\n\n" + roof}, "b.md DUP002 medium"},
		{"the last sentence of two articles", map[string]string{"a.md": fair + " " + note, "b.md": roof + " " + note}, "b.md DUP002 medium"},
		{"two articles, not at their ends", map[string]string{"a.md": around(fair, note), "b.md": roof + "\n\n" + note}, "b.md DUP002 medium"},
		{"two articles, edited", map[string]string{"a.md": fair + "\n\n" + note, "b.md": roof + "\n\n" + strings.Replace(note, "full of", "with", 1)}, "b.md DUP002 medium"},
		{"two articles that share more", map[string]string{
			"a.md": around(fair, middle[3]) + "\n\n" + note, "b.md": around(roof, middle[3]) + "\n\n" + note,
		}, "b.md DUP002 medium"},
		{"copied elsewhere too", map[string]string{
			"a.md": around(fair, middle[3]) + "\n\n" + note, "b.md": around(roof, middle[3]) + "\n\n" + note, "c.md": third + "\n\n" + note,
		}, "b.md DUP002 medium"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			log := auditTexts(t, test.texts)
			if got := found(log); got != test.want {
				t.Errorf("found %q, want %q; %s", got, test.want, contextsOf(log))
			}
		})
	}
}

// TestRepeatedQuotation shows the reason of a quotation that one article prints
// twice.
func TestRepeatedQuotation(t *testing.T) {
	const said = "“We have mended this sail nine times and will mend it nine times more before we buy another one,” said Ada Stone."
	log := auditTexts(t, map[string]string{"a.md": said + "\n\n" + fair + "\n\n" + said})
	if len(log.Matches) != 1 || log.Matches[0].Context != record.ContextQuotation || strings.Contains(log.Matches[0].Reason, "both articles") {
		t.Errorf("matches: %+v", log.Matches)
	}
}

// TestSharedQuotation shows that passages which share a speaker's words and next
// to nothing else are a quotation, and that a copied report around them is not.
func TestSharedQuotation(t *testing.T) {
	const words = "We have mended this sail nine times and will mend it nine times more before we buy another"
	tests := []struct {
		name, a, b string
		want       record.Context
	}{
		{"quoted in full and in part", "“" + words + ",” said Ada Stone on Monday.", "Ada Stone told the island's council that she had “mended this sail nine times and will mend it nine times more before we buy another”.", record.ContextQuotation},
		{
			"the report around it too",
			"The old sailmaker walked slowly from the harbour to the market hall and read aloud from her diary: “" + words + ",” said Ada Stone.",
			"The old sailmaker walked slowly from the harbour to the market hall and read aloud from her diary: “" + words + ",” Ada Stone said.",
			record.ContextNone,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			log := auditTexts(t, map[string]string{"a.md": fair + "\n\n" + test.a, "b.md": roof + "\n\n" + test.b})
			if len(log.Matches) != 1 || log.Matches[0].Context != test.want {
				t.Errorf("matches: %+v, want one, %s", log.Matches, test.want)
			}
		})
	}
}

// TestStandingWords shows that a source's credit which an article repeats, and
// an address to write to, are nobody's reuse.
func TestStandingWords(t *testing.T) {
	const (
		credit = "according to a survey of nine hundred islanders carried out for the Hallin Observatory"
		appeal = "What have you seen on the quay this week? Send us your pictures and your questions to quay@courier.example, and we will print the best of them on Friday."
	)
	tests := []struct {
		name  string
		texts map[string]string
		want  record.Context
	}{
		{"a credit", map[string]string{"a.md": "Half of them would rather walk, " + credit + ".\n\n" + fair + "\n\nA third own a boat, " + credit + "."}, record.ContextBoilerplate},
		{"an appeal", map[string]string{"a.md": fair + "\n\n" + appeal, "b.md": appeal + "\n\n" + roof}, record.ContextBoilerplate},
		{"no address", map[string]string{"a.md": fair + "\n\n" + strings.ReplaceAll(appeal, "@", " at "), "b.md": strings.ReplaceAll(appeal, "@", " at ") + "\n\n" + roof}, record.ContextNone},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			log := auditTexts(t, test.texts)
			if len(log.Matches) != 1 || log.Matches[0].Context != test.want {
				t.Errorf("matches: %+v, want one, %s", log.Matches, test.want)
			}
		})
	}
}

// BenchmarkManyPassages audits two articles that share hundreds of passages.
func BenchmarkManyPassages(b *testing.B) {
	var one, other strings.Builder
	for i := range 400 {
		for k := range 14 {
			fmt.Fprintf(&one, "w%d ", 20*i+k)
			fmt.Fprintf(&other, "w%d ", 20*(399-i)+k) // in another order, so that none are joined
		}
		fmt.Fprintf(&one, "x%d y%d z%d q%d r%d. ", i, i, i, i, i)
		fmt.Fprintf(&other, "u%d v%d t%d s%d p%d. ", i, i, i, i, i)
	}
	dir := b.TempDir()
	for name, text := range map[string]string{"a.txt": one.String(), "b.txt": other.String()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	a, err := New(Settings{Inputs: []string{dir}, Raw: true, MinReworded: 2})
	if err != nil {
		b.Fatal(err)
	}
	r := newRun(a)
	for _, stage := range []func(context.Context) error{r.read, r.compare, r.assess} {
		if err := stage(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		r.found, r.log.Matches = newFindings(nil), nil
		if err := r.relate(b.Context()); err != nil {
			b.Fatal(err)
		}
		originality(r.entries[1], r.unexcused()[1])
	}
	b.ReportMetric(float64(len(r.reused.Matches)), "matches")
}
