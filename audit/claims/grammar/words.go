package grammar

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is what the features are made of: hashes of a token's forms.
type word struct {
	form, lower, shape             uint32
	suffix1, suffix2, suffix3      uint32
	suffix4, prefix1, prefix2      uint32
	prefix3, ambiguity, letterCase uint32
	speech, class                  uint32 // what the vocabulary knows
}

// absent stands for what is before the first word and after the last.
var absent = word{}

// hash is FNV-1a over the bytes, begun with a salt.
func hash(salt uint32, s string) uint32 {
	h := 2166136261 ^ salt
	for i := 0; i < len(s); i++ {
		h ^= uint32(s[i])
		h *= 16777619
	}
	return h
}

// plain is a mark as the treebank has it, which was typed on American keyboards.
func plain(text string) string {
	switch text {
	case "“", "”":
		return `"`
	case "‘", "’":
		return "'"
	case "–", "—", "--":
		return "-"
	case "…":
		return "..."
	case "£", "€", "¥":
		return "$"
	}
	return text
}

// normal is the form in which words are known: lower case, straight marks; numbers,
// years and addresses are each one word.
func normal(text string) string {
	lower := strings.ReplaceAll(strings.ToLower(plain(text)), "’", "'")
	digits, others := 0, 0
	for i := 0; i < len(lower); i++ {
		switch b := lower[i]; {
		case '0' <= b && b <= '9':
			digits++
		case b != '.' && b != ',':
			others++
		}
	}
	switch {
	case digits > 0 && others == 0 && digits == 4 && len(lower) == 4:
		return "!year"
	case digits > 0 && others == 0:
		return "!number"
	case strings.HasPrefix(lower, "http") && strings.Contains(lower, "//"), strings.HasPrefix(lower, "www."):
		return "!address"
	}
	return lower
}

// shape is a word's outline: "Xxx" for "London" and "McDonald" is "XxXxx"; runs
// are cut at two.
func shape(text string) string {
	var b strings.Builder
	last, n := rune(-1), 0
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			r = 'X'
		case unicode.IsLower(r):
			r = 'x'
		case unicode.IsDigit(r):
			r = 'd'
		}
		if r != last {
			last, n = r, 0
		}
		if n++; n <= 2 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// suffix returns the last n bytes of a word.
func suffix(w string, n int) string { return w[max(0, len(w)-n):] }

// prefix returns the first n bytes of a word.
func prefix(w string, n int) string { return w[:min(n, len(w))] }

// letterCase is how a sentence uses capitals.
type letterCase uint32

const (
	sentenceCase letterCase = iota
	titleCase
	upperCase
	lowerCase
)

// caseOf tells a sentence in title case or in capitals from others by its words
// of four letters and more, as short ones are often not capitalised in titles.
func caseOf(s Sentence) letterCase {
	long, capital, upper := 0, 0, 0
	for i := range s {
		first, size := utf8.DecodeRuneInString(s[i].Text)
		if !unicode.IsLetter(first) || len(s[i].Text) < 4 {
			continue
		}
		long++
		if !unicode.IsUpper(first) {
			continue
		}
		capital++
		if second, _ := utf8.DecodeRuneInString(s[i].Text[size:]); unicode.IsUpper(second) {
			upper++
		}
	}
	switch {
	case long >= 2 && upper*5 >= long*4:
		return upperCase
	case long >= 3 && capital*5 >= long*4:
		return titleCase
	case capital == 0 && long >= 2:
		return lowerCase
	}
	return sentenceCase
}

// words makes the features of a sentence's words.
func (m *Model) words(s Sentence) []word {
	words := make([]word, len(s))
	letters := caseOf(s)
	for i := range s {
		words[i] = m.word(s[i].Text, letters)
	}
	return words
}

// word makes the features of a word.
func (m *Model) word(text string, letters letterCase) word {
	text = plain(text)
	lower := normal(text)
	own, base, ending := m.vocabulary.look(lower)
	class := own.Class
	if class == 0 {
		class = base.Class
	}
	return word{
		form:       hash(1, text),
		lower:      hash(2, lower),
		shape:      hash(3, shape(text)),
		suffix1:    hash(4, suffix(lower, 1)),
		suffix2:    hash(5, suffix(lower, 2)),
		suffix3:    hash(6, suffix(lower, 3)),
		suffix4:    hash(7, suffix(lower, 4)),
		prefix1:    hash(8, prefix(lower, 1)),
		prefix2:    hash(9, prefix(lower, 2)),
		prefix3:    hash(10, prefix(lower, 3)),
		ambiguity:  m.lexicon[lower],
		letterCase: uint32(letters),
		speech:     uint32(own.Speech) | uint32(base.Speech)<<4 | ending<<8,
		class:      uint32(class),
	}
}

// at returns a word of the sentence, or absent.
func at(words []word, i int) *word {
	if i < 0 || i >= len(words) {
		return &absent
	}
	return &words[i]
}

// mix0 to mix5 make one key of a template's number and of its parts.

func mix0(t uint32) uint32             { return uint32(seed(t)) }
func mix1(t, a uint32) uint32          { return uint32(stir(seed(t), a)) }
func mix2(t, a, b uint32) uint32       { return uint32(stir(stir(seed(t), a), b)) }
func mix3(t, a, b, c uint32) uint32    { return uint32(stir(stir(stir(seed(t), a), b), c)) }
func mix4(t, a, b, c, d uint32) uint32 { return uint32(stir(stir(stir(stir(seed(t), a), b), c), d)) }
func mix5(t, a, b, c, d, e uint32) uint32 {
	return uint32(stir(stir(stir(stir(stir(seed(t), a), b), c), d), e))
}

func seed(template uint32) uint64 { return uint64(template)*0x9E3779B97F4A7C15 + 0x1234567 }

func stir(h uint64, part uint32) uint64 {
	h = (h ^ uint64(part)) * 0xff51afd7ed558ccd
	return h ^ h>>32
}
