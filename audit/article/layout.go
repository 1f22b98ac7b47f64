package article

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// textLine is one line that holds text: its span without white space, markers
// of lists and marks of quotation.
type textLine struct {
	start, end int    // byte offsets
	indent     int    // in bytes of white space
	marker     string // of a list item, "" none
	mark       int    // byte offset of the marker
	quoted     bool
	heading    bool // it is marked as one: "# Title"
	after      bool // a blank line stands before it
}

// in is what the line holds.
func (l textLine) in(text string) string { return text[l.start:l.end] }

// paragraph is a block of plain text, as the lines it is made of.
type paragraph struct {
	kind  BlockKind
	lines []textLine // at least one
	list  int        // as in [piece]
}

// content is the paragraph's text on one line.
func (p paragraph) content(text string) string {
	var b strings.Builder
	for i, l := range p.lines {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(l.in(text))
	}
	return foldSpace(b.String())
}

// layOut finds the blocks of a plain text. Texts come in three layouts: blocks
// between blank lines, a block a line, and lines broken at a width. The first
// two are read alike, the third shows in its line ends. In Markdown only a blank
// line ends a paragraph.
func layOut(text string, markdown bool) []paragraph {
	lines := splitLines(text)
	width := 1 // any word is too long for the line before
	if !markdown {
		width = wrapWidth(text, lines)
	}
	var out []paragraph
	for i, l := range lines {
		if i > 0 && goesOn(text, lines[i-1], l, width) {
			last := &out[len(out)-1]
			last.lines = append(last.lines, l)
			continue
		}
		out = append(out, paragraph{kind: Paragraph, lines: []textLine{l}})
	}
	keepLoneNumbers(out)
	classify(text, out)
	return out
}

var (
	hashes = regexp.MustCompile(`^#{1,6}[ \t]+`)
	bullet = regexp.MustCompile(`^([-*•‣▪◦·]|\d{1,3}[.)])[ \t\x{A0}]+`)
	quoted = regexp.MustCompile(`^(>[ \t]?)+`)
)

func splitLines(text string) []textLine {
	var out []textLine
	blank := false
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:], '\n')
		if end < start {
			end = len(text)
		}
		l := trimLine(text, start, end)
		start = end + 1
		if l.start == l.end {
			blank = true
			continue
		}
		l.after = blank
		blank = false
		out = append(out, l)
	}
	return out
}

// trimLine finds what a line holds between its marks and the white space
// around it.
func trimLine(text string, start, end int) textLine {
	skip := func(n int) { start += n }
	trim := func() int {
		return end - start - len(strings.TrimLeftFunc(text[start:end], skipped))
	}
	l := textLine{indent: trim()}
	skip(l.indent)
	end = start + len(strings.TrimRightFunc(text[start:end], skipped))
	if m := quoted.FindString(text[start:end]); m != "" {
		l.quoted = true
		skip(len(m))
		skip(trim())
	}
	if m := hashes.FindString(text[start:end]); m != "" {
		l.heading = true
		skip(len(m))
	}
	if m := bullet.FindString(text[start:end]); m != "" {
		l.marker, l.mark = strings.TrimSpace(m), start
		skip(len(m))
		skip(trim())
	}
	l.start, l.end = start, end
	return l
}

func skipped(r rune) bool { return unicode.IsSpace(r) || invisible(r) }

const (
	maxWrap = 120 // no text is broken at more characters than this
	// minLower is the share of continuing lines that begin in lower case from
	// which on a text is taken as broken at a width. Prose so broken has 0.7 and
	// more, a paragraph a line next to nothing.
	minLower = 0.3
	// openShare is the share of the width beyond which a line that is left open
	// goes on: a system breaks at less than the width where it counts otherwise.
	openShare = 0.75
)

// wrapWidth is the width in characters at which the text's lines are broken, 0
// if they are not. Scripts without lower case count as not broken.
func wrapWidth(text string, lines []textLine) int {
	var lengths []int
	lower := 0
	for i := 1; i < len(lines); i++ {
		if l := lines[i]; l.after || l.marker != "" {
			continue
		}
		lengths = append(lengths, length(lines[i-1].in(text)))
		if startsLower(lines[i].in(text)) {
			lower++
		}
	}
	if lower == 0 || float64(lower) < minLower*float64(len(lengths)) {
		return 0
	}
	slices.Sort(lengths)
	width := lengths[len(lengths)*95/100] // a long address may stick out
	if width > maxWrap {
		return 0
	}
	return width
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// goesOn reports whether l continues the block that prev belongs to: in a text
// broken at a width, when its first word did not fit on prev, or nearly, and
// prev does not end as a sentence, a name or a row of figures does.
func goesOn(text string, prev, l textLine, width int) bool {
	if width == 0 || l.after || l.marker != "" || l.quoted != prev.quoted || l.heading || prev.heading {
		return false
	}
	if startsLower(l.in(text)) {
		return true
	}
	if l.indent > prev.indent && prev.marker == "" {
		return false
	}
	word := l.in(text)
	if i := strings.IndexFunc(word, unicode.IsSpace); i > 0 {
		word = word[:i]
	}
	n := length(prev.in(text))
	return n+1+length(word) > width || float64(n) > openShare*float64(width) && leftOpen(prev.in(text))
}

// leftOpen reports whether a line ends inside a sentence: with a comma, or a
// word of small letters and no mark.
func leftOpen(line string) bool {
	word := line[strings.LastIndexFunc(line, unicode.IsSpace)+1:]
	return strings.HasSuffix(word, ",") || !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLower(r) })
}

// keepLoneNumbers gives a number back to the text it stands before unless other
// items are next to it: "1. Define the goal" between paragraphs is a heading.
func keepLoneNumbers(blocks []paragraph) {
	marked := make([]bool, len(blocks)+2) // with room for none before and after
	for i := range blocks {
		marked[i+1] = blocks[i].lines[0].marker != ""
	}
	for i := range blocks {
		l := &blocks[i].lines[0]
		if isNumber(l.marker) && !marked[i] && !marked[i+2] {
			l.start, l.marker = l.mark, ""
		}
	}
}

func isNumber(marker string) bool { return marker != "" && '0' <= marker[0] && marker[0] <= '9' }
