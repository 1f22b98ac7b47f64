package audit

import "copydesk.dev/similarity"

// strayWords is how many words of a sentence a passage may touch by chance: two
// articles that copy a paragraph may both go on with "The".
const strayWords = 3

// tidy returns a passage as a reader would mark it: without stray words of a
// sentence before or after, and with the punctuation that closes it.
func (e *entry) tidy(p similarity.Passage) (start, end int) {
	start, end = p.Start, p.End
	first, last := e.sentenceAt(start), e.sentenceAt(end-1)
	if first < 0 {
		return start, end
	}
	if s := e.sentences[first]; first < last && s.Start < start && e.words(start, s.End) <= strayWords {
		first++
		start = e.sentences[first].Start
	}
	if s := e.sentences[last]; first < last && end < s.End && e.words(s.Start, end) <= strayWords {
		last--
		end = e.sentences[last].End
	}
	if s := e.sentences[first]; s.Start < start && e.words(s.Start, start) == 0 {
		start = s.Start
	}
	if s := e.sentences[last]; end < s.End && e.words(end, s.End) == 0 {
		end = s.End
	}
	if start >= end { // sentences and passage have nothing to do with each other
		return p.Start, p.End
	}
	return start, end
}

// words counts the words of a span; one that ends before it starts has none.
func (e *entry) words(start, end int) int {
	if start >= end {
		return 0
	}
	return similarity.CountWords(e.Text[start:end])
}

// label names an article in a sentence: its title and outlet, or its source.
func (e *entry) label() string {
	name := e.Source
	if e.Title != "" {
		name = "“" + e.Title + "”"
	}
	if e.Outlet != "" {
		name += " (" + e.Outlet + ")"
	}
	return name
}
