package similarity

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Token is one word of a text: a run of letters, digits and marks. Words
// joined by an apostrophe or a hyphen are two, so that "large-scale" and
// "large scale" are the same words. In scripts written without spaces each
// letter is a token.
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
// inside a word are ignored. Invalid UTF-8 separates words.
func Tokenize(text string) []Token {
	return appendTokens(make([]Token, 0, len(text)/5+1), text)
}

func appendTokens(tokens []Token, text string) []Token {
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
	for end = start; end < len(text); end++ {
		c := text[end]
		if c >= utf8.RuneSelf {
			return foldedWord(text, start)
		}
		folded := asciiFold[c]
		if folded == 0 {
			break
		}
		hash = (hash ^ uint64(folded)) * hashPrime
	}
	return end, hash
}

// foldedWord is word for words with characters beyond ASCII.
func foldedWord(text string, start int) (end int, hash uint64) {
	end = start
	for i := start; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.Is(unicode.Cf, r) {
			i += size // a word doesn't end in one, but may hold one
			continue
		}
		if !isWord(r, size) || end > start && unspaced(r) && !unicode.Is(unicode.M, r) {
			break
		}
		i += size
		end = i
		if unspaced(r) {
			end = skipMarks(text, end)
			break
		}
	}
	if end == start {
		return start, 0
	}
	hash = hashSeed
	for _, c := range []byte(Fold(text[start:end])) {
		hash = (hash ^ uint64(c)) * hashPrime
	}
	return end, hash
}

func isWord(r rune, size int) bool {
	if r == utf8.RuneError && size <= 1 {
		return false
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// unspaced reports whether r belongs to a script written without spaces
// between words.
func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func skipMarks(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.Is(unicode.M, r) {
			break
		}
		i += size
	}
	return i
}

// Fold returns the form of a word or text in which words are compared: NFKC,
// case folded, without soft hyphens and zero-width characters.
func Fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return foldASCII(s)
	}
	folded := norm.NFKC.String(cases.Fold().String(norm.NFKC.String(s)))
	out := make([]byte, 0, len(folded))
	for _, r := range folded {
		if !unicode.Is(unicode.Cf, r) {
			out = utf8.AppendRune(out, r)
		}
	}
	return string(out)
}

func foldASCII(s string) string {
	for i := 0; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			out := []byte(s)
			for ; i < len(out); i++ {
				if 'A' <= out[i] && out[i] <= 'Z' {
					out[i] += 'a' - 'A'
				}
			}
			return string(out)
		}
	}
	return s
}

// CountWords returns the number of words in a text.
func CountWords(text string) int { return len(Tokenize(text)) }
