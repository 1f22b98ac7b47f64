package words

import (
	"unicode"
	"unicode/utf8"
)

// Token is one word of a text: a run of letters, digits and marks. Words
// joined by an apostrophe or a hyphen are two, so that "large-scale" and
// "large scale" are the same words. In scripts written without spaces each
// letter is a word, but for Katakana, as Unicode Standard Annex 29 has it.
type Token struct {
	Start, End uint32 // bytes of the text, [Start, End)
	Hash       uint64 // of the folded word; equal words have equal hashes
}

const (
	hashSeed  uint64 = 0xcbf29ce484222325 // FNV-1a, 64 bits
	hashPrime uint64 = 0x100000001b3
)

// asciiFold maps a byte to its folded form, or to 0 when it is no part of a
// word.
var asciiFold = func() (table [utf8.RuneSelf]byte) {
	for c := range table {
		switch {
		case '0' <= c && c <= '9', 'a' <= c && c <= 'z':
			table[c] = byte(c)
		case 'A' <= c && c <= 'Z':
			table[c] = byte(c) + 'a' - 'A'
		}
	}
	return table
}()

// Tokenize cuts a text into words. Soft hyphens and zero-width characters
// inside a word are ignored, and so are the signs of a word that is spelled out:
// two letters or more, each parted from the next by the same sign that is no
// space, bracket or quotation mark. Invalid UTF-8 separates words.
func Tokenize(text string) []Token {
	return AppendTokens(make([]Token, 0, len(text)/5+1), text)
}

// AppendTokens appends the words of a text, as [Tokenize] cuts it, to a list.
func AppendTokens(tokens []Token, text string) []Token {
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf && asciiFold[c] == 0 {
			i++
			continue
		}
		end, hash := word(text, i)
		if end == i {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		tokens = append(tokens, Token{uint32(i), uint32(end), hash})
		i = end
	}
	return tokens
}

// word returns the end and the hash of the word at text[start:], and start
// when there is none.
func word(text string, start int) (end int, hash uint64) {
	hash = hashSeed
	every, some := byte(0xff), byte(0) // bits of the characters; letters have isAlpha
	for end = start; end < len(text); end++ {
		c := text[end]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[end:])
			if c := classOf(r, size); end == start || c&(spaced|mark|ignored) != 0 {
				return foldedWord(text, start)
			}
			break
		}
		folded := asciiFold[c]
		if folded == 0 {
			break
		}
		hash = (hash ^ uint64(folded)) * hashPrime
		every, some = every&folded, some|folded
	}
	if some&^every&isAlpha != 0 || end == start+1 && end < len(text) && text[end] != ' ' && spelledEnd(text, start) > end {
		return foldedWord(text, start)
	}
	return end, hash
}

// isAlpha is the bit that sets letters of ASCII apart from digits.
const isAlpha = 0x40

// foldedWord is word for words with characters beyond ASCII.
func foldedWord(text string, start int) (end int, hash uint64) {
	end = start
	first, simple := class(0), true
	for i := start; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		c := classOf(r, size)
		if !first.continues(c) {
			break
		}
		first = max(first, c&letter)
		simple = simple && c&simpleFold != 0 && !('0' <= r && r <= '9')
		i += size
		if c&ignored == 0 {
			end = i // a word may hold ignored characters, but doesn't end in one
		}
	}
	if end == start {
		return start, 0
	}
	if _, size := utf8.DecodeRuneInString(text[start:]); first == spaced && end == start+size {
		if long := spelledEnd(text, start); long > end {
			end, simple = long, false
		}
	}
	hash = hashSeed
	if simple {
		for _, r := range text[start:end] {
			for _, b := range []byte(foldedRune(r)) {
				hash = (hash ^ uint64(b)) * hashPrime
			}
		}
		return end, hash
	}
	for _, b := range []byte(Fold(text[start:end])) {
		hash = (hash ^ uint64(b)) * hashPrime
	}
	return end, hash
}

// class says what a character is to words.
type class uint8

const (
	separator  class = 0
	spaced     class = 1 << iota // a letter or digit of a script that puts spaces between words
	katakana                     // stays with others of its kind
	single                       // a letter that is a word
	mark                         // belongs to the letter before
	ignored                      // stands for nothing
	simpleFold                   // folds by itself, whatever stands beside it
	letter     = spaced | katakana | single
)

// continues reports whether a character continues a word whose letters are of
// class first, or begins one when that is 0.
func (first class) continues(c class) bool {
	switch {
	case first == 0:
		return c&letter != 0
	case c&letter != 0:
		return first != single && first == c&letter
	}
	return c != separator
}

// classOf follows Unicode Standard Annex 29, save that apostrophes and full
// stops separate words.
func classOf(r rune, size int) class {
	if int(r) < len(runes().classes) {
		return runes().classes[r]
	}
	switch {
	case r == utf8.RuneError && size <= 1, 0x2010 <= r && r <= 0x2027, 0x3000 <= r && r <= 0x3002:
		return separator // dashes and quotes, of which there are many
	case 0x4E00 <= r && r <= 0x9FFF, 0x3041 <= r && r <= 0x3096:
		return single | simpleFold
	case 0xAC00 <= r && r <= 0xD7A3:
		return spaced | simpleFold
	}
	return lookUp(r)
}

func lookUp(r rune) class {
	switch {
	case unicode.In(r, unicode.Cf, unicode.Co, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector):
		return ignored
	case unicode.Is(unicode.M, r):
		return mark
	case !unicode.In(r, unicode.L, unicode.N, unicode.Other_Alphabetic) || 0x2B9 <= r && r <= 0x2BF:
		return separator // U+02BC and its like are apostrophes
	case unicode.Is(unicode.Katakana, r), r == 0x30FC, r == 0xFF70:
		return katakana
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return single
	}
	return spaced
}

// Count returns the number of words in a text.
func Count(text string) int { return len(Tokenize(text)) }
