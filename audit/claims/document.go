package claims

import (
	"slices"
	"sort"

	"copydesk.dev/audit/claims/figures"
	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/quotes"
	"copydesk.dev/audit/claims/segment"
)

// document is a Document while it is assessed.
type document struct {
	*Document
	lexicon *lang.Lexicon
	blocks  []Block

	names   map[string]bool   // words with a capital inside a sentence
	persons map[string]string // last name → full name
	places  map[string]bool   // names that are not persons', though they look it
	turns   map[string]int    // turns by speaker, where the text is a transcript
	advice  bool              // the article speaks to its reader: "you"

	sentences []sentence
	quotes    []quote
}

// sentence is one sentence under assessment.
type sentence struct {
	*document
	segment.Span
	lang.Line
	hits         []lang.Hit      // phrases outside quotations
	weasel       []lang.Hit      // vague ones, anywhere
	figures      []figures.Found // in order
	attributions []*attribution  // attributions outside quotations, in order
	question     bool
	heading      bool

	wordCount int            // words and numbers
	statistic *figures.Found // the first that somebody must have counted, measured or estimated, or nil
	company   int            // no token before it speaks of a company
	products  []int          // tokens that look like names of products
}

// quote is a quotation and the sentences it runs through.
type quote struct {
	start, end  int // bytes, inside the marks
	words       int
	first, last int  // sentences
	title       bool // most of its words are capitalised: the name of a book, a film, a programme
	open        bool // the next quotation begins before this one is closed
}

// newDocument splits a document into sentences and tokens, and reads the names
// in it.
func newDocument(x *lang.Lexicon, doc *Document) *document {
	d := &document{
		Document: doc, lexicon: x, blocks: doc.Blocks,
		names: map[string]bool{}, persons: map[string]string{}, places: map[string]bool{},
	}
	if d.blocks == nil {
		d.blocks = segment.Paragraphs(d.Text)
	}
	spans := x.Sentences.Sentences(d.Text, d.blocks)
	d.sentences = make([]sentence, len(spans))
	var scratch []lang.Token
	var starts []int
	for i := 0; i < len(spans); {
		scratch, starts = scratch[:0], starts[:0]
		j := i
		for ; j < len(spans) && spans[j].Block == spans[i].Block; j++ {
			starts = append(starts, len(scratch))
			scratch = x.Tokenize(scratch, d.Text, spans[j].Start, spans[j].End)
		}
		starts = append(starts, len(scratch))
		tokens := slices.Clone(scratch)
		marked := quotes.Pair(d.Text, tokens, x.Possessive)
		for k := i; k < j; k++ {
			own := tokens[starts[k-i]:starts[k-i+1]]
			d.sentences[k] = sentence{document: d, Span: spans[k], Line: lang.Line{Lexicon: x, Text: d.Text, Tokens: own}, wordCount: countWords(own)}
		}
		d.addQuotes(marked, tokens, starts, i)
		i = j
	}
	for i := range d.sentences {
		d.sentences[i].heading = d.sentences[i].isHeading(i)
	}
	d.readNames()
	d.readTurns()
	second := 0
	for i := range d.sentences {
		s := &d.sentences[i]
		s.question = endsWith(d.Text[s.Start:s.End], '?')
		if s.Has(lang.Second) {
			second++
		}
	}
	const share = 4 // one sentence in four
	d.advice = second*share > len(d.sentences)
	return d
}

// addQuotes files the quotations of one block, whose sentences begin at first
// and whose k-th sentence has the tokens from starts[k].
func (d *document) addQuotes(marked []quotes.Stretch, tokens []lang.Token, starts []int, first int) {
	k := 0
	for _, m := range marked {
		q := quote{start: tokens[m.From].Start, end: tokens[m.To-1].End, open: !m.Closed && m.To < len(tokens)}
		for _, t := range tokens[m.From:m.To] {
			if t.Kind <= segment.Number && !t.Is(lang.Possessive) {
				q.words++
			}
		}
		for starts[k+1] <= m.From {
			k++
		}
		q.first = first + k
		for starts[k+1] < m.To {
			k++
		}
		q.last = first + k
		q.title = isTitle(d.Text[q.start:q.end])
		d.quotes = append(d.quotes, q)
	}
}

// quotesIn returns the quotations that run through sentence i.
func (d *document) quotesIn(i int) []quote {
	from := sort.Search(len(d.quotes), func(k int) bool { return d.quotes[k].last >= i })
	to := from
	for to < len(d.quotes) && d.quotes[to].first <= i {
		to++
	}
	return d.quotes[from:to]
}

// hit returns the first phrase of the categories, or nil.
func (s *sentence) hit(c lang.Category) *lang.Hit {
	for i := range s.hits {
		if s.hits[i].Category&c != 0 {
			return &s.hits[i]
		}
	}
	return nil
}

// isHeading reports whether the sentence is a heading by its block's kind, or
// by its look: a short line alone in its block, without a full stop.
func (s *sentence) isHeading(n int) bool {
	const longest = 14 // tokens
	switch s.blocks[s.Block].Kind {
	case BlockHeading, BlockCaption, BlockPreformatted:
		return true
	}
	alone := (n == 0 || s.sentences[n-1].Block != s.Block) &&
		(n+1 >= len(s.sentences) || s.sentences[n+1].Block != s.Block)
	return alone && len(s.Tokens) <= longest && !segment.EndsSentence(s.Text[s.Start:s.End]) && !s.Has(lang.Say) && s.opening().dash < 0
}

// endsWith reports whether s ends in the mark, closing quotation marks aside.
func endsWith(s string, mark byte) bool {
	for len(s) > 0 && (s[len(s)-1] == '"' || s[len(s)-1] >= 0x80 || s[len(s)-1] == ')' || s[len(s)-1] == ' ') {
		s = s[:len(s)-1]
	}
	return len(s) > 0 && s[len(s)-1] == mark
}

// reading is the sentence for the reading of figures and dates.
func (s *sentence) reading() figures.Reading { return figures.Reading{Line: &s.Line} }
