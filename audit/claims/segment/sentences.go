package segment

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// Span is one sentence's place.
type Span struct {
	Start, End int // no white space at either end
	Block      int // index of the block it stands in

	GoesOn bool // the one before has no end: both are parts of a list, or of a run of words too long for a sentence
}

// Rules are what a language adds to Unicode's.
type Rules struct {
	Abbreviations map[string]Abbreviation // by short form, [Normal] and without its last stop
	Openers       map[string]bool         // words, [Normal], that open a sentence behind a short form
	Says          func(word string) bool  // whether a word is a verb of saying: “Why?” she asked
}

// Abbreviation says how far a short form is to be trusted not to end a
// sentence; see abbreviations.yaml of a language pack.
type Abbreviation uint8

// How far: not at all; always; before a number; unless a word that opens a sentence
// follows.
const (
	None Abbreviation = iota
	Always
	Months
	Sometimes
)

// AbbreviationNames are the lists of a language pack.
var AbbreviationNames = map[string]Abbreviation{
	"always": Always, "months": Months, "sometimes": Sometimes,
}

// Sentences returns the sentences of the text, in order, by Unicode's rules but for
// the boundaries that the language's spelling explains otherwise: every byte of a
// block that is not white space lies in exactly one. A block's end always ends a
// sentence.
func (x *Rules) Sentences(text string, blocks []Block) []Span {
	spans := make([]Span, 0, len(text)/80+len(blocks))
	for n, b := range blocks {
		body := text[b.Start:b.End]
		soft := strings.IndexByte(body, '\n') >= 0 && b.Kind != Preformatted && wrapped(body)
		start, pos := 0, 0
		add := func(from, to int) {
			if from, to = trim(body, from, to); from < to {
				spans = x.addRun(spans, text, Span{Start: b.Start + from, End: b.Start + to, Block: n})
			}
		}
		for piece := range pieces(body) {
			for cut := innerBreak(piece); cut > 0; cut = innerBreak(piece) {
				add(start, pos+cut)
				pos += cut
				start, piece = pos, piece[cut:]
			}
			pos += len(piece)
			if pos < len(body) && x.joins(body[start:pos], body[pos:], soft) {
				continue
			}
			add(start, pos)
			start = pos
		}
		add(start, len(body))
	}
	return spans
}

// pieces yields what a text falls into by Unicode's rules (UAX 29). The library
// looks, at every bracket and space behind a full stop, for a small letter behind
// all of them: a run of thousands is given to it in two, where a sentence ends.
func pieces(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for len(text) > 0 {
			end := voidEnd(text)
			for it := sentences.FromString(text[:end]); it.Next(); {
				if !yield(it.Value()) {
					return
				}
			}
			text = text[end:]
		}
	}
}

// voidEnd returns where so many brackets, quotation marks and spaces have
// followed a full stop that no sentence goes on behind them, or the text's end.
func voidEnd(text string) int {
	const longest = 64 // runes
	run := longest     // no full stop yet
	for i, r := range text {
		switch {
		case r == '.' || r == '․' || r == '﹒' || r == '．':
			run = 0
		case run == longest:
		case IsSpace(r) || r == '"' || r == '\'' || unicode.In(r, unicode.Ps, unicode.Pe, unicode.Pi, unicode.Pf):
			if run++; run == longest {
				return i + utf8.RuneLen(r)
			}
		default:
			run = longest
		}
	}
	return len(text)
}

// innerBreak returns where s breaks though UAX 29 thinks not, or 0: after a
// "…" that a capital follows, and before a name that begins with a small
// letter ("… ends here. iPhone sales …").
func innerBreak(s string) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == 0xa6 && strings.HasSuffix(s[:i+1], "…") && i > 2 && i+2 < len(s) && s[i+1] == ' ':
			if next, _ := utf8.DecodeRuneInString(s[i+2:]); IsUpper(next) {
				return i + 2
			}
		case s[i] == '.' && i+2 < len(s) && s[i+1] == ' ' && 'a' <= s[i+2] && s[i+2] <= 'z':
			word := s[i+2 : WordEnd(s, i+2, len(s))]
			if strings.IndexFunc(word, func(r rune) bool { return IsUpper(r) || IsDigit(r) }) > 0 {
				return i + 2
			}
		}
	}
	return 0
}

// joins reports whether the boundary between left and right is none.
func (x *Rules) joins(left, right string, soft bool) bool {
	bare := strings.TrimRight(left, " \t\n\r\u00a0")
	broken := strings.ContainsRune(left[len(bare):], '\n')
	if broken && !soft {
		return false
	}
	next, _ := utf8.DecodeRuneInString(right)
	if strings.HasPrefix(right, "”") || strings.HasPrefix(right, "’ ") {
		return true
	}
	core := strings.TrimRight(bare, "\"'”’)]»")
	if core == "" {
		return false
	}
	last := core[len(core)-1]
	if broken && !strings.ContainsRune(".?!:", rune(last)) {
		return true
	}
	switch last {
	case '?', '!':
		return isLower(next) || len(core) < len(bare) && x.opensWithSpeaker(right)
	case '.':
		if len(core) < len(bare) {
			return isLower(next)
		}
		return x.abbreviated(strings.TrimSuffix(core, "."), right)
	}
	return false
}

// abbreviated reports whether the stop after left belongs to a short form and
// right goes on with the sentence.
func (x *Rules) abbreviated(left, right string) bool {
	i := strings.LastIndexAny(left, " \t\n\u00a0(\"“‘'—–/-[") // the last word begins after it
	if i >= 0 {
		_, size := utf8.DecodeRuneInString(left[i:])
		i += size
	} else {
		i = 0
	}
	last := left[i:]
	if strings.TrimSpace(left[:i]) == "" && last != "" && strings.Trim(last, "0123456789") == "" {
		return true // "1. First item"
	}
	next, _ := utf8.DecodeRuneInString(right)
	r, size := utf8.DecodeRuneInString(last)
	if size == len(last) && IsUpper(r) && last != "I" {
		return !x.opens(right) // an initial
	}
	switch x.Abbreviations[Normal(last)] {
	case Always:
		return IsLetter(next) || IsDigit(next) || IsQuoteMark(next)
	case Months:
		return IsDigit(next) || isLower(next)
	case Sometimes:
		return (IsLetter(next) || IsDigit(next)) && !x.opens(right)
	}
	return false
}

// opens reports whether s begins with a word that, after a short form, opens
// a new sentence.
func (x *Rules) opens(s string) bool {
	return x.Openers[Normal(s[:WordEnd(s, 0, len(s))])]
}

// opensWithSpeaker reports whether s goes on from a quotation with its
// speaker: up to three capitalised words or a pronoun, then a verb of saying.
func (x *Rules) opensWithSpeaker(s string) bool {
	for n := range 4 {
		end := WordEnd(s, 0, len(s))
		if end == 0 {
			return false
		}
		word := s[:end]
		r, _ := utf8.DecodeRuneInString(s)
		if !IsUpper(r) {
			return n > 0 && x.Says(word)
		}
		s = strings.TrimLeft(s[end:], ". ")
	}
	return false
}

// EndsSentence reports whether a line ends in a full stop or the like, closing
// quotation marks aside.
func EndsSentence(line string) bool {
	line = strings.TrimRight(line, " \t\r\"'”’)")
	return line != "" && strings.ContainsRune(".?!:", rune(line[len(line)-1]))
}
