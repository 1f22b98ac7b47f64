package claims

import (
	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// housed reports whether the tail of a document's phrase, tokens [from, to),
// says where it is kept: "on the guild's website", "by the ministry".
func (s *sentence) housed(from, to int) bool {
	for i := from; i+1 < to; i++ {
		if s.Tokens[i].Is(lang.Preposition) && !s.Tokens[i].Regards(lang.Of) {
			of := s.Tokens[i].Regards(lang.By | lang.Fromto)
			return s.Tokens[i+1].Is(lang.Definite) && (of || s.Around(i+1, to, lang.Possessive|lang.Body|lang.Office|lang.Document))
		}
	}
	return false
}

// titledPaper returns the document whose title the sentence gives before it
// says what it is: "Bread and Rents, a report published in May"; or nil.
func (s *sentence) titledPaper() *attribution {
	const kindReach = 4 // tokens from the comma to the noun
	for i := 2; i+1 < len(s.Tokens); i++ {
		if s.Tokens[i].Kind != segment.Mark || s.Surface(i) != "," || !s.Tokens[i+1].Is(lang.Article|lang.Possessor) || !s.Around(i+2, i+2+kindReach, lang.Document) {
			continue
		}
		from := i
		for from > 0 {
			t := &s.Tokens[from-1]
			small := !t.Capital && t.Is(lang.Preposition|lang.Article|lang.Clause) && from > 1 && s.Tokens[from-2].Capital
			if !(t.Capital || t.Kind == segment.Number || small) || t.Quoted {
				break
			}
			from--
		}
		if i-from < 3 || !s.Tokens[from].Capital {
			continue // shorter names are a person's or a body's
		}
		return &attribution{sourcePhrase: sourcePhrase{reference: refPaper, kind: sourceDocument, name: s.Words(from, i), from: from, to: i}}
	}
	return nil
}
