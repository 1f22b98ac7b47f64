// Package words cuts texts into words, folds them into the form in which they are
// compared, and numbers those of many texts.
//
// [Tokenize] and [Fold] know nothing of other texts. A search holds its words by
// numbers: a [Collector] gives numbers in the order in which it meets words, and a
// [Vocabulary] joins what several of them met, with stems where these are asked
// for. Its numbers are ranks of hashes, and don't depend on who met a word first.
package words
