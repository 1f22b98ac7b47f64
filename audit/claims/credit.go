package claims

import (
	"strings"

	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// opening is how a line opens: marks, then capitalised words.
type opening struct {
	from, to int // tokens of the words
	dash     int // token of a dash before them, or -1
}

func (s *sentence) opening() opening {
	const longest = 4 // words
	o := opening{dash: -1}
	for o.from < len(s.Tokens) && s.Tokens[o.from].Kind > segment.Number {
		if lang.IsDash(s.Surface(o.from)) { // a "-" opens an item of a list
			o.dash = o.from
		}
		o.from++
	}
	for o.to = o.from; o.to < len(s.Tokens) && o.to-o.from < longest && s.Tokens[o.to].Capital && s.Tokens[o.to].Kind == segment.Word; {
		o.to++
	}
	return o
}

// turn returns the name that opens a speaker's turn in a transcript, "BRANDT:",
// or "".
func (s *sentence) turn(o opening) string {
	if o.from == o.to || o.to == len(s.Tokens) || s.Surface(o.to) != ":" {
		return ""
	}
	if name := s.Words(o.from, o.to); name == strings.ToUpper(name) {
		return name
	}
	return ""
}

// readTurns counts the turns of each speaker: one line "NOTE: …" is no
// transcript.
func (d *document) readTurns() {
	for i := range d.sentences {
		if name := d.sentences[i].turn(d.sentences[i].opening()); name != "" {
			if d.turns == nil {
				d.turns = map[string]int{}
			}
			d.turns[name]++
		}
	}
}

// credit returns the speaker whom a line of a transcript opens with, or whom a
// line under a quotation names ("— Ada Brandt"), and the token that says so;
// or -1.
func (s *sentence) credit() (sourcePhrase, int) {
	o := s.opening()
	m := sourcePhrase{from: o.from, to: o.to}
	at := -1
	switch words := o.to - o.from; {
	case len(s.turns) > 0 && s.turns[s.turn(o)] > 1:
		at = o.to
	case o.dash >= 0 && words > 1 && (o.to == len(s.Tokens) || o.to+1 == len(s.Tokens) && s.Tokens[o.to].Kind > segment.Number):
		at = o.dash
	default:
		return m, -1
	}
	s.namePhrase(&m, o.from, o.to)
	return m, at
}
