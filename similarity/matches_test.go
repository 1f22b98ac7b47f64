package similarity

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"copydesk.dev/similarity/words"
)

const (
	council = "The council of Orlby voted on Tuesday to sell the old grain mill by the river to a cooperative of bakers, who mean to grind rye there again from the autumn on."
	treasur = "Repairs to the wheel, the weir and the long slate roof would have cost the town more than it spends on all of its schools in a year, the treasurer told members before the vote."
	bakers  = "The bakers have raised a third of the price among their customers, and hope to borrow the rest from a bank that lends to mills, dairies and small breweries across the north."
	weather = "Rain is due over the islands by late Sunday, with gales along the western shore and some snow on the highest of the hills before the week is out."
)

// TestMatches shows what is found between pairs of texts, one for each way in
// which a text is used again, and among the sample articles: where a passage
// begins and ends, what kind it is, and its figures. Read the difference
// before running it with -update.
func TestMatches(t *testing.T) {
	drop := func(s string, words ...string) string {
		for _, w := range words {
			if !strings.Contains(s, w) {
				t.Fatalf("%q is not in %q", w, s)
			}
			s = strings.Replace(s, w, "", 1)
		}
		return s
	}
	words := func(from, to int) string { return strings.Join(strings.Fields(council)[from:to], " ") }
	aside := strings.Repeat("Nobody in the gallery clapped while clerks counted hands. ", 3)
	far := strings.Repeat("Nobody in the gallery clapped while clerks counted hands. ", 6)
	tests := []struct {
		name  string
		texts []string
	}{
		{"a copy", []string{council, council}},
		{"a copy with words of its own around it", []string{weather + " " + council, council + " " + weather[:60]}},
		{"eleven words are too few", []string{words(0, 11) + " tomorrow", "She said " + words(0, 11) + " yesterday"}},
		{"twelve words are enough", []string{words(0, 12) + " tomorrow", "She said " + words(0, 12) + " yesterday"}},
		{"a word changed here and there", []string{council + " " + treasur, strings.NewReplacer("voted", "decided", "old", "disused", "long ", "", "members", "councillors").Replace(council + " " + treasur)}},
		{"words left out", []string{council + " " + treasur, drop(council+" "+treasur, " on Tuesday", " by the river", " the weir and", " all of")}},
		{"words put in", []string{council + " " + treasur, strings.NewReplacer("sell", "sell or give", "bakers,", "nine young bakers,", "cost", "cost, by his own count,").Replace(council + " " + treasur)}},
		{"a few sentences put in", []string{council + " " + treasur, council + " " + aside + treasur}},
		{"many sentences put in", []string{council + " " + treasur, council + " " + far + treasur}},
		{"sentences changed about", []string{council + " " + treasur + " " + bakers, bakers + " " + treasur + " " + council}},
		{"twice in one text", []string{council + "\n\n" + weather + "\n\n" + council, treasur}},
		{"once here, twice there", []string{council, council + " " + far + council}},
		{"again and again", []string{strings.Repeat("one two three ", 12), strings.Repeat("one two three ", 9)}},
		{"half a sentence", []string{council, weather + " Members agreed to sell the old grain mill by the river to a cooperative of bakers, who mean to grind rye there again."}},
		{"reworded", []string{council + " " + treasur, "On Tuesday Orlby's council decided that a bakers' cooperative may buy the old mill by the river. They want to grind rye in it again this autumn. The treasurer had told members that a repaired roof, wheel and weir would cost the town more in a year than all its schools."}},
		{"reworded, the other way about", []string{weather + " " + council + " " + treasur, "More than all its schools in a year: so much, the treasurer told members, would the town have to spend on the mill's roof, wheel and weir. The council of Orlby therefore voted to let a cooperative of bakers buy the grain mill. Rye will be ground by the river from autumn on."}},
		{"a sentence summed up", []string{council + " " + treasur + " " + bakers + " " + weather, "A cooperative of bakers buys Orlby's old grain mill by the river, after the council voted to sell it; a third of the price comes from their customers, the rest from a bank that lends to mills and dairies."}},
		{"a long report in two sentences", []string{
			council + " " + weather + " " + treasur + " The wheel has not turned since the flood of two years ago, when mud filled the race and two millers lost their boats. " + bakers + " Trout have come back to the weir, anglers say, and herons stand where the sacks were loaded.",
			"Orlby's old grain mill goes to a cooperative of bakers after a vote of the council on Tuesday, because repairs to its roof, wheel and weir cost more than the town's schools. The bakers raised a third of the price among customers and hope to borrow the rest from a bank that lends to breweries, and trout are back at the weir where herons stand."}},
		{"one subject, other words", []string{council + " " + treasur, "The mill at Orlby has stood empty since the flood. Who passes it on the way to the market sees a roof with holes and a wheel without spokes, and few believed that anybody would ever want it."}},
		{"names and figures only", []string{"Ada Holt, Tomas Weil, Ingrid Solheim and Jonas Brandt ran for Orlby in 1998, 2002, 2006 and 2010.", "In Orlby the runners were Jonas Brandt (2010), Ingrid Solheim (2006), Tomas Weil (2002) and Ada Holt (1998)."}},
		{"three texts", []string{council + " " + weather, bakers + " " + council, treasur + " " + council + " " + bakers}},
		{"copies among other texts", []string{council, weather, treasur, council, bakers, treasur, council}},
		{"copies of a text that repeats itself", []string{council + " " + weather + " " + council, bakers, council + " " + weather + " " + council}},
		{"nothing in common", []string{council, weather}},
		{"no words", []string{"", "… — !", council}},
	}
	var out strings.Builder
	for _, tt := range tests {
		show(t, &out, tt.name, tt.texts)
	}
	var articles []string
	for _, pattern := range []string{"../testdata/articles/*.txt", "../testdata/articles/*.md", "../testdata/reference/*"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(paths)
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			articles = append(articles, string(data))
		}
	}
	show(t, &out, "the sample articles", articles)

	checkGolden(t, "testdata/matches.golden", out.String())
}

// show writes what is found among texts.
func show(t *testing.T, out *strings.Builder, name string, texts []string) {
	result := find(t, texts...)
	fmt.Fprintf(out, "## %s\n\n", name)
	for _, m := range result.Matches {
		fmt.Fprintf(out, "%s, score %v, longest %d, %d turns, %+v\n", m.Kind, m.Score, m.Longest, m.Turns, m.Metrics)
		for _, p := range []Passage{m.A, m.B} {
			fmt.Fprintf(out, "\t%d [%d:%d] %s\n", p.Text, p.Start, p.End, shortened(texts[p.Text][p.Start:p.End]))
		}
	}
	for _, g := range result.Groups {
		fmt.Fprintf(out, "group %v\n", g)
	}
	out.WriteString("\n")
}

// shortened is a passage on one line, by its ends.
func shortened(s string) string {
	words := strings.Fields(s)
	if len(words) <= 16 {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:8], " ") + " … " + strings.Join(words[len(words)-8:], " ")
}

// TestAlign holds the alignment of prefixes against trying every way to align
// every pair of prefixes.
func TestAlign(t *testing.T) {
	var al aligner
	for a := range 3 * 3 * 3 * 3 * 3 {
		for b := range 3 * 3 * 3 * 3 {
			x, y := digits(a, 5), digits(b, 4)
			for _, back := range []bool{false, true} {
				read := forward
				p, q := x, y
				if back {
					read = backward
					p, q = slices.Clone(x), slices.Clone(y)
					slices.Reverse(p)
					slices.Reverse(q)
				}
				_, _, whole := al.best(read(asTokens(x)), read(asTokens(y)), true)
				if want := alignScore(p, q); whole.score != want {
					t.Fatalf("%v with %v, back %v: score %d, want %d", x, y, back, whole.score, want)
				}
				na, nb, part := al.best(read(asTokens(x)), read(asTokens(y)), false)
				best := 0
				for i := range len(p) + 1 {
					for j := range len(q) + 1 {
						best = max(best, alignScore(p[:i], q[:j]))
					}
				}
				if part.score != best || alignScore(p[:na], q[:nb]) != best {
					t.Fatalf("%v with %v, back %v: %d and %d words score %d, want %d", x, y, back, na, nb, part.score, best)
				}
				if most := min(na, nb); part.matched > most || part.score > 2*part.matched-max(na, nb) {
					t.Fatalf("%v with %v, back %v: %d words agree of %d and %d, score %d", x, y, back, part.matched, na, nb, part.score)
				}
			}
		}
	}
}

// alignScore is the best score of two lists of words, by its definition.
func alignScore(a, b []uint32) int {
	if len(a) == 0 || len(b) == 0 {
		return -len(a) - len(b)
	}
	same := -1
	if a[0] == b[0] {
		same = 1
	}
	return max(same+alignScore(a[1:], b[1:]), alignScore(a[1:], b)-1, alignScore(a, b[1:])-1)
}

// asTokens are tokens of words with these numbers.
func asTokens(words []uint32) []token {
	tokens := make([]token, len(words))
	for i, w := range words {
		tokens[i] = numbered[w]
	}
	return tokens
}

// numbered has a token by its number.
var numbered = func() []token {
	text := "0 1 2 3 4 5 6 7 8 9"
	return words.NewCollector().Collect(0, text, Tokenize(text))
}()

// digits are the last n digits of a number to the base 3.
func digits(number, n int) []uint32 {
	list := make([]uint32, n)
	for i := range list {
		list[i] = uint32(number % 3)
		number /= 3
	}
	return list
}
