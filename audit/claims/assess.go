package claims

import (
	"io"
	"io/fs"

	"copydesk.dev/audit/claims/lang"
)

// Assessor assesses documents. It never changes after New and is safe for
// concurrent use.
type Assessor struct {
	lexicons map[string]*lang.Lexicon // by language
	traced   bool
}

// New builds an Assessor from the embedded language packs and the register.
// Each extension is a YAML document that adds to them, with any of the keys
// words, phrases, abbreviations, numbers, names (as in the files under lang/en) and kinds
// (as in register.yaml) of
// English. A key nobody reads is an error.
func New(extensions ...io.Reader) (*Assessor, error) { return newFrom(lang.Packs, extensions) }

func newFrom(packs fs.FS, extensions []io.Reader) (*Assessor, error) {
	all, err := lang.Load(packs, extensions)
	if err != nil {
		return nil, err
	}
	return &Assessor{lexicons: all}, nil
}

// Traced returns an Assessor that also says, in [Sentence.Trace], which rules
// decided. It takes about twice as long.
func (a *Assessor) Traced() *Assessor {
	traced := *a
	traced.traced = true
	return &traced
}

// Assess returns every sentence of the document, in order, with what it
// claims, who is its source, and what a reader could not check.
func (a *Assessor) Assess(doc Document) []Sentence {
	x := a.lexicons[doc.Language]
	if x == nil {
		x = a.lexicons[lang.Default]
	}
	d := newDocument(x, &doc)
	for i := range d.sentences {
		s := &d.sentences[i]
		s.hits, s.weasel = s.findPhrases()
		s.figures = s.reading().Find()
		s.attributions = s.findAttributions()
		s.describe(s.figures)
		s.statistic = s.findStatistic()
		s.products = s.findProducts()
	}
	r := newReader(d)
	out := make([]Sentence, len(d.sentences))
	for i := range d.sentences {
		out[i] = r.read(i)
		if a.traced {
			out[i].Trace = r.trace(i, &out[i])
		}
	}
	return out
}

// findPhrases splits the phrases found in the sentence into those the rules
// read, which stand outside quotations, and the vague ones.
func (s *sentence) findPhrases() (hits, weasel []lang.Hit) {
	all := lang.Phrases(nil, s.Tokens)
	for _, h := range all {
		switch {
		case h.Category == lang.SignPlain:
		case h.Category == lang.SignWeasel:
			if plain(all, h) {
				continue
			}
			if n := len(weasel); n == 0 || weasel[n-1].To <= h.From {
				weasel = append(weasel, h)
			}
		case !s.Tokens[h.From].Quoted:
			hits = append(hits, h)
		}
	}
	return hits, weasel
}

// plain reports whether a vague phrase of one word only counts here: "some 40".
func plain(all []lang.Hit, weasel lang.Hit) bool {
	for _, h := range all {
		if h.Category == lang.SignPlain && h.From <= weasel.From && weasel.To <= h.To {
			return true
		}
	}
	return false
}
