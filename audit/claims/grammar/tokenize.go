package grammar

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenize cuts a sentence as UD English-EWT does: clitics apart ("it" "'s",
// "do" "n't", "can" "not"), hyphens apart unless they join a prefix, numbers,
// initials and addresses whole, every other mark by itself.
func tokenize(text string) Sentence {
	s := make(Sentence, 0, len(text)/5+2)
	c := cutter{text: text}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			i += size
			continue
		}
		end := len(text)
		if n := strings.IndexFunc(text[i:], unicode.IsSpace); n >= 0 {
			end = i + n
		}
		s = c.chunk(s, i, end)
		i = end
	}
	return s
}

// cutter cuts text.
type cutter struct{ text string }

func (c cutter) add(s Sentence, start, end int) Sentence {
	if start >= end {
		return s
	}
	return append(s, Token{Text: c.text[start:end], Start: start, End: end, Head: -1})
}

// chunk cuts what stands between two spaces.
func (c cutter) chunk(s Sentence, start, end int) Sentence {
	if isAddress(c.text[start:end]) {
		last := start + len(strings.TrimRight(c.text[start:end], `.,;:!?)"'>]”’`))
		s = c.add(s, start, last)
		start = last
	}
	for i := start; i < end; {
		if isWordAt(c.text, i) {
			j := c.wordEnd(i, end)
			s = c.word(s, i, j)
			i = j
			continue
		}
		j := i + clitic(c.text[i:end], i > start)
		if j == i {
			j = markEnd(c.text, i, end)
		}
		s = c.add(s, i, j)
		i = j
	}
	return s
}

// word adds a word, in two parts if it is a contraction.
func (c cutter) word(s Sentence, start, end int) Sentence {
	at := end
	switch w := strings.ToLower(c.text[start:end]); w {
	case "cannot", "gonna", "gotta":
		at = start + 3
	case "wanna":
		at = start + 3
	default:
		if n := negation(c.text[start:end]); n > 0 && n < end-start {
			at = end - n
		}
	}
	return c.add(c.add(s, start, at), at, end)
}

// negation returns the length of the "n't" at a word's end, or 0.
func negation(w string) int {
	for _, ending := range [...]string{"n't", "n’t"} {
		if len(w) > len(ending) && strings.EqualFold(w[len(w)-len(ending):], ending) {
			return len(ending)
		}
	}
	return 0
}

// clitic returns the length of "'s", "'re", "'ll" and the like at the start of
// text, which follows a word, or 0.
func clitic(text string, follows bool) int {
	mark := apostrophe(text)
	if mark == 0 || !follows {
		return 0
	}
	for _, ending := range [...]string{"s", "re", "ve", "ll", "d", "m"} {
		if n := mark + len(ending); len(text) >= n && strings.EqualFold(text[mark:n], ending) && !isWordAt(text, n) {
			return n
		}
	}
	return 0
}

// apostrophe returns the length of the apostrophe at the start of text, or 0.
func apostrophe(text string) int {
	switch {
	case strings.HasPrefix(text, "'"):
		return 1
	case strings.HasPrefix(text, "’"):
		return len("’")
	}
	return 0
}

// markEnd returns where the mark at i ends: runs of stops, dashes and the like
// are one ("...", "--", "?!"), brackets and quotation marks are not.
func markEnd(text string, i, end int) int {
	first, size := utf8.DecodeRuneInString(text[i:end])
	j := i + size
	if !strings.ContainsRune(".-!?*=_~#+<>'`", first) {
		return j
	}
	for j < end {
		r, size := utf8.DecodeRuneInString(text[j:end])
		if r != first && !(strings.ContainsRune("!?", first) && strings.ContainsRune("!?", r)) {
			break
		}
		j += size
	}
	return j
}

// wordEnd returns where the word that begins at i ends.
func (c cutter) wordEnd(i, end int) int {
	text := c.text
	for j := i; ; {
		for j < end && isWordAt(text, j) {
			_, size := utf8.DecodeRuneInString(text[j:])
			j += size
		}
		if j == end {
			return j
		}
		r, size := utf8.DecodeRuneInString(text[j:end])
		next := j + size
		before, _ := utf8.DecodeLastRuneInString(text[:j])
		after := rune(-1)
		if next < end {
			after, _ = utf8.DecodeRuneInString(text[next:end])
		}
		digits := isDigit(before) && isDigit(after)
		letters := isWordRune(before) && after >= 0 && isWordRune(after)
		switch {
		case digits && (r == ',' || r == ':' || r == '/' || r == '.'):
		case r == '.' && letters: // "U.S", "example.com"
		case r == '&' && letters: // "AT&T"
		case r == '-' && letters && joins(text[i:j]):
		case (r == '\'' || r == '’') && letters && clitic(text[j:end], true) == 0: // "O'Brien", "don't"
		case r == '.' && next < len(text) && (strings.Contains(text[i:j], ".") || abbreviated(text[i:j])):
			return next
		default:
			return j
		}
		j = next
	}
}

// prefixes keep their hyphen: "non-profit" is a word, "well-known" three.
var prefixes = map[string]bool{"anti": true, "co": true, "counter": true, "e": true, "ex": true, "inter": true, "intra": true, "micro": true, "mid": true, "mini": true, "multi": true, "neo": true, "non": true, "over": true, "post": true, "pre": true, "pro": true, "pseudo": true, "re": true, "semi": true, "sub": true, "super": true, "trans": true, "ultra": true, "under": true}

func joins(before string) bool { return prefixes[strings.ToLower(before)] }

// abbreviations keep their stop unless it ends the sentence too.
var abbreviations = map[string]bool{"adm": true, "apr": true, "assn": true, "aug": true, "ave": true, "bros": true, "capt": true, "cf": true, "co": true, "col": true, "corp": true, "cpl": true, "dec": true, "dept": true, "dr": true, "est": true, "etc": true, "feb": true, "fr": true, "fri": true, "ft": true, "gen": true, "gov": true, "hon": true, "inc": true, "jan": true, "jr": true, "lt": true, "ltd": true, "maj": true, "messrs": true, "mon": true, "mr": true, "mrs": true, "ms": true, "mt": true, "no": true, "nos": true, "nov": true, "oct": true, "pres": true, "prof": true, "rep": true, "reps": true, "rev": true, "sen": true, "sens": true, "sept": true, "sgt": true, "sr": true, "st": true, "supt": true, "thurs": true, "tues": true, "univ": true, "vol": true, "vs": true, "wed": true}

func abbreviated(w string) bool {
	r, size := utf8.DecodeRuneInString(w)
	return size == len(w) && unicode.IsUpper(r) || abbreviations[strings.ToLower(w)]
}

// isAddress reports whether a chunk is an address of a page or a mailbox.
func isAddress(w string) bool {
	if strings.Contains(w, "://") || len(w) > 4 && strings.EqualFold(w[:4], "www.") {
		return true
	}
	at := strings.IndexByte(w, '@')
	return at > 0 && strings.IndexByte(w[at:], '.') > 0
}

func isWordAt(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	if b := text[i]; b < utf8.RuneSelf {
		return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b == '_'
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return isWordRune(r)
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || r == '_'
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }
