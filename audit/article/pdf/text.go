package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text puts the strings of a PDF document, each of which has a place on the
// page, into lines. It takes them in the order they are drawn in: sorting
// them by their place would mix columns.
type text struct{ out []string }

// text is all of it.
func (t *text) text() string { return strings.Join(t.out, "\n") }

const (
	// wordGap is how wide a gap between two characters is a space, in units of
	// the font's size. Spaces are .2 to .3 wide, letters stand closer than .1.
	wordGap = 0.15
	// lineShift is how far up or down the next line stands at least.
	lineShift = 0.4
	// blockShift is how far down, in units of the usual distance of lines, the
	// next paragraph stands.
	blockShift = 1.4
)

// page adds a page.
func (t *text) page(runs []run) {
	var lines []line
	var last run
	for _, r := range runs {
		if r.text == "" {
			continue
		}
		size := max(1, r.size)
		gap := r.x - last.x - last.width
		if len(lines) == 0 || math.Abs(r.y-last.y) > lineShift*size || gap < -size {
			lines = append(lines, line{y: r.y, size: size})
		} else if gap > wordGap*size+max(0, r.spaced) {
			lines[len(lines)-1].text += " "
		}
		lines[len(lines)-1].text += r.text
		last = r
	}
	t.lines(lines)
}

// line is one line as drawn.
type line struct {
	text string
	y    float64 // of its base, from the page's lower edge
	size float64 // of the font
}

// lines adds lines, with a blank one where a paragraph ends.
func (t *text) lines(lines []line) {
	t.out = append(t.out, "")
	usual := usualDistance(lines)
	for i, l := range lines {
		text := strings.TrimSpace(ligatures.Replace(l.text))
		if i > 0 {
			down := lines[i-1].y - l.y
			if down <= 0 || down > blockShift*usual || math.Abs(lines[i-1].size-l.size) > 1 {
				t.out = append(t.out, "")
			} else if t.goesOn(text) {
				continue
			}
		}
		t.out = append(t.out, text)
	}
}

// goesOn reports whether next completes a word that was divided at the end of
// the last line, and joins them. A hyphen that the word has anyway is lost.
func (t *text) goesOn(next string) bool {
	last := &t.out[len(t.out)-1]
	cut, ok := strings.CutSuffix(strings.TrimSuffix(*last, "\u00AD"), "-")
	if !ok && cut == *last {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(cut)
	after, _ := utf8.DecodeRuneInString(next)
	if !unicode.IsLower(before) || !unicode.IsLower(after) {
		return false
	}
	*last = cut + next
	return true
}

// ligatures are letters drawn as one. Left as they are, no word with one would
// match the same word elsewhere.
var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st")

// usualDistance is the median distance of lines that follow each other, 0 when
// there are none.
func usualDistance(lines []line) float64 {
	var all []float64
	for i := 1; i < len(lines); i++ {
		if down := lines[i-1].y - lines[i].y; down > 0 {
			all = append(all, down)
		}
	}
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[len(all)/2]
}
