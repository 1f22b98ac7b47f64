package segment

import (
	"strings"
	"unicode/utf8"
)

// The kinds of block. Any other is treated as a paragraph.
const (
	Heading      = "heading"
	Paragraph    = "paragraph"
	ListItem     = "list-item"
	BlockQuote   = "quote"
	Row          = "row"
	Caption      = "caption"
	Preformatted = "preformatted"
)

// Block is one paragraph, heading, list item or the like.
type Block struct {
	Kind       string
	Start, End int
}

// Paragraphs splits a text at blank lines, and at other line ends unless the
// lines look wrapped by an editor.
func Paragraphs(text string) []Block {
	var blocks []Block
	add := func(start, end int) {
		if start, end = trim(text, start, end); start < end {
			blocks = append(blocks, Block{Kind: Paragraph, Start: start, End: end})
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

// trim narrows [start, end) past white space at both ends.
func trim(s string, start, end int) (int, int) {
	for start < end {
		r, size := utf8.DecodeRuneInString(s[start:end])
		if !IsSpace(r) {
			break
		}
		start += size
	}
	for start < end {
		r, size := utf8.DecodeLastRuneInString(s[start:end])
		if !IsSpace(r) {
			break
		}
		end -= size
	}
	return start, end
}
