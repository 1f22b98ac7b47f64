package claims

import (
	"iter"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// Span is one sentence's place.
type Span struct {
	Start, End int // no white space at either end
	Block      int // index of the block it stands in

	goesOn bool // the one before has no end: both are parts of a list, see addRun
}

// abbreviation says how far a short form is to be trusted not to end a
// sentence; see en/abbreviations.yaml.
type abbreviation uint8

const (
	abbreviationNone abbreviation = iota
	abbreviationAlways
	abbreviationMonths
	abbreviationSometimes
)

var abbreviationNames = map[string]abbreviation{
	"always": abbreviationAlways, "months": abbreviationMonths, "sometimes": abbreviationSometimes,
}

var embedded = sync.OnceValues(func() (*lexicon, error) {
	l, err := loadLists(packs, defaultLanguage)
	if err != nil {
		return nil, err
	}
	return newLexicon(l)
})

// Segment returns the sentences of the text, in order, by the embedded English
// rules: every byte of a block that is not white space lies in exactly one. A
// block's end always ends a sentence. With no blocks, those of [Paragraphs]
// are taken.
func Segment(text string, blocks []Block) []Span {
	x, err := embedded()
	if err != nil {
		panic("claims: embedded word lists: " + err.Error()) // a test reads them
	}
	if blocks == nil {
		blocks = Paragraphs(text)
	}
	return x.segment(text, blocks)
}

// Paragraphs splits a text at blank lines, and at other line ends unless the
// lines look wrapped by an editor.
func Paragraphs(text string) []Block {
	var blocks []Block
	add := func(start, end int) {
		if start, end = trim(text, start, end); start < end {
			blocks = append(blocks, Block{Kind: BlockParagraph, Start: start, End: end})
		}
	}
	for start := 0; start < len(text); {
		end := start
		for end < len(text) {
			line := lineEnd(text, end)
			end = line
			if end < len(text) && (blankLine(text, end+1) || indented(text, end+1)) {
				break
			}
			end = min(end+1, len(text))
		}
		if wrapped(text[start:end]) {
			add(start, end)
		} else {
			for s := start; s < end; {
				e := lineEnd(text, s)
				add(s, e)
				s = e + 1
			}
		}
		start = end + 1
	}
	return blocks
}

// lineEnd returns the index of the line feed that ends the line, or of the
// text's end.
func lineEnd(text string, i int) int {
	if n := strings.IndexByte(text[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(text)
}

func blankLine(text string, i int) bool {
	return i >= len(text) || strings.TrimSpace(text[i:lineEnd(text, i)]) == ""
}

// indented reports whether the line opens a paragraph by standing further in.
func indented(text string, i int) bool {
	return strings.HasPrefix(text[i:], "  ") || strings.HasPrefix(text[i:], "\t")
}

// wrapped reports whether line feeds inside s are an editor's, not the
// writer's: several lines of a plausible width, most of which go on with a small letter.
func wrapped(s string) bool {
	const typical, widest = 40, 100 // bytes
	rest := strings.TrimSpace(s)
	lines, running := 0, 0 // running: lines that go on with a small letter
	for {
		line, after, more := strings.Cut(rest, "\n")
		if len(line) > widest {
			return false
		}
		lines++
		if !more {
			return lines > 1 && running*2 >= lines-1 && len(s) >= typical*(lines-1)
		}
		if first, _ := utf8.DecodeRuneInString(strings.TrimSpace(after)); isLower(first) {
			running++
		}
		rest = after
	}
}

// segment finds sentence boundaries by Unicode's rules and takes back those that
// English spelling explains otherwise.
func (x *lexicon) segment(text string, blocks []Block) []Span {
	spans := make([]Span, 0, len(text)/80+len(blocks))
	for n, b := range blocks {
		body := text[b.Start:b.End]
		soft := strings.IndexByte(body, '\n') >= 0 && b.Kind != BlockPreformatted && wrapped(body)
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
		case isSpace(r) || r == '"' || r == '\'' || unicode.In(r, unicode.Ps, unicode.Pe, unicode.Pi, unicode.Pf):
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
			if next, _ := utf8.DecodeRuneInString(s[i+2:]); isUpper(next) {
				return i + 2
			}
		case s[i] == '.' && i+2 < len(s) && s[i+1] == ' ' && 'a' <= s[i+2] && s[i+2] <= 'z':
			word := s[i+2 : wordEnd(s, i+2, len(s))]
			if strings.IndexFunc(word, func(r rune) bool { return isUpper(r) || isDigit(r) }) > 0 {
				return i + 2
			}
		}
	}
	return 0
}

// joins reports whether the boundary between left and right is none.
func (x *lexicon) joins(left, right string, soft bool) bool {
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
func (x *lexicon) abbreviated(left, right string) bool {
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
	if size == len(last) && isUpper(r) && last != "I" {
		return !x.opens(right) // an initial
	}
	switch x.abbreviations[Fold(last)] {
	case abbreviationAlways:
		return isLetter(next) || isDigit(next) || isQuoteMark(next)
	case abbreviationMonths:
		return isDigit(next) || isLower(next)
	case abbreviationSometimes:
		return (isLetter(next) || isDigit(next)) && !x.opens(right)
	}
	return false
}

// opens reports whether s begins with a word that, after a short form, opens
// a new sentence.
func (x *lexicon) opens(s string) bool {
	return x.openers[Fold(s[:wordEnd(s, 0, len(s))])]
}

// opensWithSpeaker reports whether s goes on from a quotation with its
// speaker: up to three capitalised words or a pronoun, then a verb of saying.
func (x *lexicon) opensWithSpeaker(s string) bool {
	var buf [64]byte
	for n := 0; n < 4; n++ {
		end := wordEnd(s, 0, len(s))
		if end == 0 {
			return false
		}
		w := x.lookup(buf[:0], s[:end])
		r, _ := utf8.DecodeRuneInString(s)
		if !isUpper(r) {
			return n > 0 && w.classes&classSay != 0
		}
		s = strings.TrimLeft(s[end:], ". ")
	}
	return false
}

func endsSentence(line string) bool {
	line = strings.TrimRight(line, " \t\r\"'”’)")
	return line != "" && strings.ContainsRune(".?!:", rune(line[len(line)-1]))
}

func isLower(r rune) bool { return isLetter(r) && !isUpper(r) }

// trim narrows [start, end) past white space at both ends.
func trim(s string, start, end int) (int, int) {
	for start < end {
		r, size := utf8.DecodeRuneInString(s[start:end])
		if !isSpace(r) {
			break
		}
		start += size
	}
	for start < end {
		r, size := utf8.DecodeLastRuneInString(s[start:end])
		if !isSpace(r) {
			break
		}
		end -= size
	}
	return start, end
}
