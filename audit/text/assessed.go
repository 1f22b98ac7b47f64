package text

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"copydesk.dev/audit/claims"
	"copydesk.dev/similarity"
)

// Assessed is a document with what its sentences claim.
type Assessed struct {
	*Document
	Sentences   []claims.Sentence // in order; none where NotAssessed is set
	NotAssessed string            // why its claims were not assessed, or ""
	CutShort    bool              // the run ended before it was come to
}

// Assess reads a document's sentences, at a given time. One in a language
// without word lists is not assessed, and says so.
func Assess(a *claims.Assessor, d *Document, now time.Time) (read *Assessed) {
	read = &Assessed{Document: d}
	if d.Language != "" && !claims.Supported(d.Language) {
		read.NotAssessed = fmt.Sprintf("claims not assessed: %s", d.Language)
		return read
	}
	defer func() {
		// A mistake in the rules costs one article its claims, not the run.
		if broken := recover(); broken != nil {
			read.Sentences = nil
			read.NotAssessed = fmt.Sprintf("claims not assessed: the rules failed on this article (%v)", broken)
		}
	}()
	read.Sentences = a.Assess(d.forClaims(now))
	return read
}

// Bare cuts a document that was not assessed into sentences of which nothing is
// known but where they stand.
func (d *Document) Bare() []claims.Sentence {
	spans := claims.Segment(d.Text, d.forClaims(time.Time{}).Blocks)
	sentences := make([]claims.Sentence, len(spans))
	for i, s := range spans {
		sentences[i] = claims.Sentence{Start: s.Start, End: s.End}
	}
	return sentences
}

// forClaims is the document as the claims package takes it.
func (d *Document) forClaims(now time.Time) claims.Document {
	c := claims.Document{
		Text: d.Text, Title: d.Title, Outlet: d.Outlet, Language: d.Language, Byline: d.Byline, Published: d.PublishedAt,
		Now: now,
	}
	for _, b := range d.Blocks {
		c.Blocks = append(c.Blocks, claims.Block{Kind: string(b.Kind), Start: b.Start, End: b.End})
	}
	for _, l := range d.Links {
		c.Links = append(c.Links, claims.Link{Start: l.Start, End: l.End, Href: l.Href})
	}
	return c
}

// SentenceAt returns the index of the sentence that holds the byte at pos, or of
// the last one before it, or -1.
func (a *Assessed) SentenceAt(pos int) int {
	i, _ := slices.BinarySearchFunc(a.Sentences, pos+1, func(s claims.Sentence, pos int) int {
		return cmp.Compare(s.Start, pos)
	})
	return i - 1
}

// Sentence is the words of the i-th sentence.
func (a *Assessed) Sentence(i int) string {
	return a.Text[a.Sentences[i].Start:a.Sentences[i].End]
}

// InSentence reports whether one sentence holds a span. Without sentences, in a
// language that is not read, none does.
func (a *Assessed) InSentence(start, end int) bool {
	i := a.SentenceAt(start)
	return i >= 0 && i == a.SentenceAt(end-1)
}

// SentencesIn returns the sentences that a span touches.
func (a *Assessed) SentencesIn(start, end int) []claims.Sentence {
	first := max(0, a.SentenceAt(start))
	last := a.SentenceAt(end - 1)
	if first <= last && a.Sentences[first].End <= start {
		first++
	}
	return a.Sentences[min(first, last+1) : last+1]
}

// Quotation is one place where a quotation with a speaker stands.
type Quotation struct {
	*Assessed
	Span
	First string // the speaker's names before the last, as a [Key]'s words; "" unknown
}

// MinQuoted is the fewest words of a quotation that is compared with others:
// fewer are said by anybody.
const MinQuoted = 5

// Quotations yields the quotations that are long enough to be compared and have
// a speaker, by the speaker's last name, folded.
func (a *Assessed) Quotations() iter.Seq2[string, Quotation] {
	return func(yield func(string, Quotation) bool) {
		for _, s := range a.Sentences {
			for _, q := range s.Quotations {
				names := strings.Fields(Key(q.Speaker))
				if len(names) == 0 || len(strings.Fields(Key(a.Text[q.Start:q.End]))) < MinQuoted {
					continue
				}
				last := len(names) - 1
				if !yield(names[last], Quotation{a, Span{q.Start, q.End}, strings.Join(names[:last], " ")}) {
					return
				}
			}
		}
	}
}

// strayWords is how many words of a sentence a passage may touch by chance: two
// articles that copy a paragraph may both go on with "The".
const strayWords = 3

// Tidy returns a passage as a reader would mark it: without stray words of a
// sentence before or after, and with the punctuation that closes it.
func (a *Assessed) Tidy(p similarity.Passage) (start, end int) {
	start, end = p.Start, p.End
	first, last := a.SentenceAt(start), a.SentenceAt(end-1)
	if first < 0 {
		return start, end
	}
	if s := a.Sentences[first]; first < last && s.Start < start && a.words(start, s.End) <= strayWords {
		first++
		start = a.Sentences[first].Start
	}
	if s := a.Sentences[last]; first < last && end < s.End && a.words(s.Start, end) <= strayWords {
		last--
		end = a.Sentences[last].End
	}
	if s := a.Sentences[first]; s.Start < start && a.words(s.Start, start) == 0 {
		start = s.Start
	}
	if s := a.Sentences[last]; end < s.End && a.words(end, s.End) == 0 {
		end = s.End
	}
	if start >= end { // sentences and passage have nothing to do with each other
		return p.Start, p.End
	}
	return start, end
}

// words counts the words of a span; one that ends before it starts has none.
func (d *Document) words(start, end int) int {
	if start >= end {
		return 0
	}
	return similarity.CountWords(d.Text[start:end])
}
