package sourcing

import (
	"index/suffixarray"
	"net/url"
	"strings"
	"unicode"

	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/text"
)

// evidence is one document that claims are checked against, made ready for
// look-ups.
type evidence struct {
	*text.Assessed
	words string // the text's key
	title string // the title's

	asked     int                // how often says was
	suffixes  *suffixarray.Index // of words; nil until it is worth its making
	sentences []claims.Sentence  // nil until asked for
	figured   map[string][]int32 // by long word, the sentences with a figure that have it; nil until asked for
}

func newEvidence(d *text.Assessed) *evidence {
	return &evidence{Assessed: d, words: text.Key(d.Text), title: text.Key(d.Title)}
}

// says reports whether folded words stand in the evidence. A few times it reads
// all of it, which takes less time than an index does.
func (e *evidence) says(words string) bool {
	const few = 32
	if e.asked++; e.asked <= few {
		return strings.Contains(e.words, words)
	}
	if e.suffixes == nil {
		e.suffixes = suffixarray.New([]byte(e.words))
	}
	return len(e.suffixes.Lookup([]byte(words), 1)) > 0
}

// longWord is from how many bytes on a word tells something of a matter.
const longWord = 5

// onMatter returns the evidence's sentence with a figure that shares most words
// with a claim's, of equals the first, or -1 when none shares enough to be on the
// same matter.
func (e *evidence) onMatter(words string) int {
	// With fewer words a finding shows a sentence on another matter, with more
	// none at all; what a claim is found to be worth depends on neither.
	const enough = 3
	const everywhere = 500 // sentences: a word in more is on every matter, and dear to look up
	if e.figured == nil {
		e.readFigured()
	}
	shared := make(map[int32]int)
	for word := range strings.FieldsSeq(words) {
		if list := e.figured[word]; len(list) <= everywhere {
			for _, i := range list {
				shared[i]++
			}
		}
	}
	best, most := int32(-1), enough
	for i, n := range shared {
		if n > most || n == most && (best < 0 || i < best) {
			best, most = i, n
		}
	}
	return int(best)
}

// readFigured files the sentences that have a figure under their long words.
func (e *evidence) readFigured() {
	if e.sentences = e.Sentences; e.sentences == nil {
		e.sentences = e.Bare()
	}
	e.figured = make(map[string][]int32)
	for i := range e.sentences {
		sentence := text.Key(e.sentence(i))
		if !strings.ContainsFunc(sentence, unicode.IsDigit) {
			continue
		}
		for word := range strings.FieldsSeq(sentence) {
			list := e.figured[word]
			if n := len(list); len(word) >= longWord && (n == 0 || list[n-1] != int32(i)) {
				e.figured[word] = append(list, int32(i))
			}
		}
	}
}

// sentence is the words of the i-th sentence; [evidence.onMatter] was asked
// before.
func (e *evidence) sentence(i int) string { return e.Text[e.sentences[i].Start:e.sentences[i].End] }

// lookUp counts the quotations and figures of a sentence that stand in the
// evidence, and returns the first that doesn't.
func (e *evidence) lookUp(in *text.Assessed, s *claims.Sentence) (missing string, found int) {
	for _, q := range s.Quotations {
		quotation := in.Text[q.Start:q.End]
		if len(strings.Fields(text.Key(quotation))) < text.MinQuoted {
			continue
		}
		if !e.says(text.Key(quotation)) {
			return quotation, found
		}
		found++
	}
	for _, f := range s.Figures {
		figure := in.Text[f.Start:f.End]
		digits := text.Key(strings.TrimFunc(figure, func(r rune) bool { return !unicode.IsDigit(r) }))
		if strings.TrimSpace(digits) == "" {
			continue // written in words
		}
		if !e.says(digits) {
			return figure, found
		}
		found++
	}
	return "", found
}

// citedBy reports whether a sentence, folded into words, cites the evidence: by
// its title, by a link to it, or by an attribution that goes by either.
func (e *evidence) citedBy(s *claims.Sentence, words string) bool {
	titled := len(strings.Fields(e.title)) > 1
	if titled && strings.Contains(words, e.title) {
		return true
	}
	a := s.Attribution
	if a == nil {
		return false
	}
	name := text.Key(a.Name)
	if titled && len(strings.Fields(name)) > 1 && (strings.Contains(e.title, name) || strings.Contains(name, e.title)) {
		return true
	}
	page := pageOf(a.Link)
	return page != "" && (page == pageOf(e.Canonical) || page == pageOf(e.Source))
}

// pageOf returns what two addresses of one page have in common, or "" of what is
// no address.
func pageOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	return host + strings.TrimSuffix(u.Path, "/")
}
