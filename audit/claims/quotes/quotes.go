// Package quotes pairs quotation marks: which words of a text stand between them.
package quotes

import (
	"unicode/utf8"

	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// Stretch is a stretch of a block between quotation marks, in tokens of the
// block: the marks themselves stand at From-1 and, if it was closed, at To.
type Stretch struct {
	From, To int
	Closed   bool // by a mark; else it runs to the end, or the next begins first
	double   bool // “…” rather than ‘…’
}

// Pair pairs the quotation marks of one block and marks the tokens
// between them as quoted. A double quotation left open runs to the block's
// end, as it does when a speech goes on in the next paragraph; a lone single
// mark is an apostrophe, and behind a plural it makes a possessive.
func Pair(text string, tokens []lang.Token, possessive *lang.Word) []Stretch {
	p := pairing{text: text, tokens: tokens, opened: -1}
	for i := range tokens {
		if tokens[i].Kind != segment.Quote {
			continue
		}
		switch p.mark(i) {
		case '"':
			p.straight(i)
		case '“', '„', '«':
			p.open(i, true)
		case '”', '»':
			if p.opened >= 0 && p.double {
				p.close(i, true)
			}
		default:
			if !p.single(i) && i > 0 && tokens[i].Start == tokens[i-1].End && text[tokens[i].Start-1] == 's' {
				tokens[i].Kind, tokens[i].Word = segment.Word, possessive // "the bakers' guild"
			}
		}
	}
	if p.opened >= 0 && p.double {
		p.close(len(tokens), false)
	}
	return p.found
}

// pairing is the state in which a block's quotation marks are read.
type pairing struct {
	text   string
	tokens []lang.Token
	opened int  // the token of the mark that is open, or -1
	double bool // it is “ and not ‘
	found  []Stretch
}

// mark returns the quotation mark at token i; twins of single marks are a straight
// one.
func (p *pairing) mark(i int) rune {
	mark, size := utf8.DecodeRuneInString(p.text[p.tokens[i].Start:])
	if p.tokens[i].End > p.tokens[i].Start+size {
		return '"'
	}
	return mark
}

// open opens a quotation at token i, unless one is open.
func (p *pairing) open(i int, double bool) {
	if p.opened < 0 {
		p.opened, p.double = i, double
	}
}

// close ends the quotation that is open before token i.
func (p *pairing) close(i int, closed bool) {
	if from := p.opened + 1; from < i {
		p.found = append(p.found, Stretch{From: from, To: i, Closed: closed, double: p.double})
		for k := from; k < i; k++ {
			p.tokens[k].Quoted = true
		}
	}
	p.opened = -1
}

// straight reads a mark that opens as well as closes.
func (p *pairing) straight(i int) {
	if p.opened < 0 {
		p.open(i, true)
		return
	}
	if !p.double {
		return
	}
	again := opensAgain(p.text, p.tokens[i])
	if p.close(i, !again); again {
		p.opened = i
	}
}

// single reads a single mark, and reports whether it opens or closes a quotation.
func (p *pairing) single(i int) bool {
	if p.opened >= 0 {
		closes := !p.double && closesSingle(p.text, p.tokens[i])
		if closes {
			p.close(i, true)
		}
		return closes
	}
	opens := opensSingle(p.text, p.tokens[i]) && singleCloses(p.text, p.tokens[i+1:])
	if opens {
		p.open(i, false)
	}
	return opens
}

// opensAgain reports whether a mark that might close opens: a space before it, a
// letter after it. A speech of several paragraphs has one at the head of each,
// also where they have been run together.
func opensAgain(text string, t lang.Token) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:t.Start])
	after, _ := utf8.DecodeRuneInString(text[t.End:])
	return t.Start > 0 && segment.IsSpace(before) && segment.IsLetter(after)
}

// opensSingle: a space or an opening mark before it, a letter after it.
func opensSingle(text string, t lang.Token) bool {
	if text[t.Start:t.End] == "’" {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:t.Start])
	after, _ := utf8.DecodeRuneInString(text[t.End:])
	return segment.IsLetter(after) && (t.Start == 0 || segment.IsSpace(before) || before == '(' || before == '—' || before == '–')
}

// closesSingle: no space before it, no letter after it.
func closesSingle(text string, t lang.Token) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:t.Start])
	after, _ := utf8.DecodeRuneInString(text[t.End:])
	return !segment.IsSpace(before) && !segment.IsLetter(after) && !segment.IsDigit(after)
}

// singleCloses looks for the closing mark, no further than a quotation is long.
func singleCloses(text string, tokens []lang.Token) bool {
	const longest = 80 // tokens
	for i := 0; i < len(tokens) && i < longest; i++ {
		if tokens[i].Kind != segment.Quote {
			continue
		}
		switch text[tokens[i].Start:tokens[i].End] {
		case "'", "’":
			if closesSingle(text, tokens[i]) {
				return true
			}
		case "‘", "“", "\"":
			return false
		}
	}
	return false
}
