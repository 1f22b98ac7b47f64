package similarity

import "copydesk.dev/similarity/words"

// Token is one word of a text: a run of letters, digits and marks. Words
// joined by an apostrophe or a hyphen are two, so that "large-scale" and
// "large scale" are the same words. In scripts written without spaces each
// letter is a word, but for Katakana, as Unicode Standard Annex 29 has it.
type Token = words.Token

// Tokenize cuts a text into words. Soft hyphens and zero-width characters
// inside a word are ignored, and so are the signs of a word that is spelled out:
// two letters or more, each parted from the next by the same sign that is no
// space, bracket or quotation mark. Invalid UTF-8 separates words.
func Tokenize(text string) []Token { return words.Tokenize(text) }

// CountWords returns the number of words in a text.
func CountWords(text string) int { return words.Count(text) }

// Fold returns the form of a word or text in which words are compared: NFKC,
// case folded, without accents, soft hyphens, zero-width and other invisible
// characters, and with Latin letters for those of other scripts, and for
// digits between letters, that look the same. Letters that are spelled out
// ("U.S.S.R.") are one word. It is a key to compare by, not a text to show.
func Fold(s string) string { return words.Fold(s) }

// token is a word as a search holds it.
type token = words.Word
