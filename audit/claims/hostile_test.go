package claims

import (
	"fmt"
	"strings"
	"testing"

	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// hostile are kinds of document that a reader of sentences may take far too long
// for, each made of n bytes and a few more.
var hostile = []struct {
	name string
	make func(n int) Document
}{
	{"percentages", repeated("1,1% $2bn ")},
	{"bare numbers", repeated("5 ")},
	{"prices", repeated("Apples 1.99 Pears 2.49 ")},
	{"money", repeated("sales of $3m, ")},
	{"years", repeated("2019 1987 ")},
	{"dates", repeated("between 3 March 2024 and April 2025 ")},
	{"ranges and lengths", repeated("between 2019 and 2025 over a 6-year period ")},
	{"scores", repeated("Orlby 5-3 Lund 2–1 ")},
	{"shares", repeated("one in five bakers or ")},
	{"suppositions", repeated("when 5 percent ")},
	{"long suppositions", repeated("if " + strings.Repeat("when 5 percent ", 130) + "; ")},
	{"results of nobody", repeated("in Orlby sales 5 percent ")},
	{"results in a row", repeated("in Orlby sales of $2m, ")},
	{"sayings and figures", repeated("Brandt said 50 percent ")},
	{"lines of a table", func(n int) Document {
		return whole(strings.Repeat("Orlby\t1,200\t$3m\t14%\n", n/20), BlockParagraph)
	}},
	{"semicolons", repeated("the guild of Orlby 40 percent; ")},
	{"names", repeated("Ada Brandt Orlby ")},
	{"names with commas", numbered(" Ada Brandt%d of Orlby,")},
	{"bodies", repeated("Office for Statistics for ")},
	{"said", repeated("said ")},
	{"somebody said", repeated("bakers said and ")},
	{"said, with commas", repeated("Ada Brandt, said, ")},
	{"according to", repeated("according to the guild ")},
	{"hearsay", repeated("reportedly it is believed some experts say ")},
	{"possessives", repeated("Brandt's report and her claim ")},
	{"joined", repeated("Brandt and ")},
	{"quotation marks", repeated(`"a" `)},
	{"lone quotation marks", repeated(`" `)},
	{"single marks", repeated("‘a ")},
	{"short quotations", repeated(`“the oven was cold today” `)},
	{"quotations in sentences", repeated(`He said “the oven was cold.” `)},
	{"one quotation of marks", func(n int) Document { return Document{Text: "“" + strings.Repeat("! ", n/2) + "”"} }},
	{"one quotation of sentences", func(n int) Document {
		return Document{Text: "“Oven " + strings.Repeat("It was cold. ", n/13) + "”"}
	}},
	{"open quotations", repeated("“It was cold and nobody came.\n\n")},
	{"one speaker", numbered("“The oven number %d was cold that day,” she said. ")},
	{"brackets", repeated("((")},
	{"brackets and words", repeated("(a (Reuters) ")},
	{"brackets behind a stop", func(n int) Document { return Document{Text: "a." + strings.Repeat(")", n) + " B"} }},
	{"spaces behind a stop", func(n int) Document { return Document{Text: "a." + strings.Repeat(" ", n) + "B"} }},
	{"line separators", func(n int) Document { return Document{Text: "a" + strings.Repeat("\u2028", n/3) + "b"} }},
	{"marks", repeated("%")},
	{"dashes", repeated("A - ")},
	{"one word", func(n int) Document { return Document{Text: strings.Repeat("a", n) + "."} }},
	{"one capital word", func(n int) Document { return Document{Text: strings.Repeat("A", n) + " said."} }},
	{"one dotted word", repeated("e.g.")},
	{"one-word sentences", repeated("Go. ")},
	{"one-word paragraphs", repeated("Go\n\n")},
	{"abbreviations", repeated("Dr. ")},
	{"initials", repeated("A. ")},
	{"unrecognised names", numbered("KGP%d ")},
	{"near names", func(n int) Document {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "PosgreS%c%cL ", 'A'+i%26, 'a'+i/26%26)
		}
		return Document{Text: b.String()}
	}},
	{"links", func(n int) Document {
		d := Document{Text: strings.Repeat("oven ", n/5)}
		for i := 0; i < n; i += 5 {
			d.Links = append(d.Links, Link{i, i + 4, "https://orlby.example/a"})
		}
		return d
	}},
	{"linked sentences", func(n int) Document {
		d := Document{Text: strings.Repeat("The oven. ", n/10)}
		for i := 0; i+10 <= n; i += 10 {
			d.Links = append(d.Links, Link{i, i + 8, "https://orlby.example/a"})
		}
		return d
	}},
	{"figures of one thing", numbered("The Port of Ersk employs 41,%03d warehouse dock workers. ")},
	{"figures nothing adds up to", func(n int) Document {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "The Port of Ersk employs %d warehouse dock workers. ", 1000+i*(i%97)*1001)
		}
		return Document{Text: b.String()}
	}},
	{"bounds", repeated("More than 30,000 bakers met. Some 30,000 bakers met. ")},
	{"polls", repeated("Of those 14 percent said. ")},
	{"releases", repeated("The Census Bureau said 14 percent of bakers in Orlby left. Of bakers 15 percent stayed. ")},
	{"transcript", numbered("HOLT: It is %d percent. ")},
	{"titles", repeated("Bread and Rents, a report, ")},
	{"datelines", repeated("PORT, April 14 (Reuters) - ")},
	{"no stops", repeated("the guild of bakers met again and the mayor said that rents would double in a year ")},
	{"news", repeated(newsParagraph + "\n\n")},
	{"news without breaks", repeated(newsParagraph + " ")},
}

func repeated(s string) func(int) Document {
	return func(n int) Document { return Document{Text: strings.Repeat(s, n/len(s)+1)} }
}

func numbered(format string) func(int) Document {
	return func(n int) Document {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return Document{Text: b.String()}
	}
}

func whole(text, kind string) Document {
	return Document{Text: text, Blocks: []Block{{Kind: kind, End: len(text)}}}
}

// TestSentencesAreShort cuts what has no end into sentences: what a rule looks at
// for each word of one has a bound, and nothing of the text is lost.
func TestSentencesAreShort(t *testing.T) {
	a := newAssessor(t)
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			doc := h.make(20_000)
			d := newDocument(a.lexicons[lang.Default], &doc)
			spans := make([]segment.Span, len(d.sentences))
			for i := range d.sentences {
				spans[i] = d.sentences[i].Span
				if n := len(d.sentences[i].Tokens); n > segment.MostTokens {
					t.Errorf("a sentence of %d tokens", n)
				}
			}
			checkSpans(t, doc.Text, doc.Blocks, spans)
		})
	}
}

// TestGrowth counts what is allocated for a text and for one eight times as long:
// where all of an article is compared with all of it, 64 times as much is.
func TestGrowth(t *testing.T) {
	const size, longer, most = 5_000, 8, 12
	a := newAssessor(t)
	allocated := func(doc Document) float64 { return testing.AllocsPerRun(1, func() { a.Assess(doc) }) }
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			short, long := allocated(h.make(size)), allocated(h.make(size*longer))
			if long > most*short {
				t.Errorf("%v allocations for %d bytes, and %v for %d times as many", short, size, long, longer)
			}
		})
	}
}

// BenchmarkHostile says what a byte of each kind of text costs, whatever the
// length.
func BenchmarkHostile(b *testing.B) {
	a := newAssessor(b)
	for _, h := range hostile {
		for _, size := range []int{50_000, 200_000, 800_000} {
			doc := h.make(size)
			b.Run(fmt.Sprintf("%s/%dk", h.name, size/1000), func(b *testing.B) {
				for b.Loop() {
					a.Assess(doc)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(doc.Text)), "ns/byte")
			})
		}
	}
}
