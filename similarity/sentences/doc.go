// Package sentences finds the stretches of sentences in which two texts say the
// same in other words.
//
// It follows Sanchez-Perez, Gelbukh and Sidorov ("Adaptive algorithm for
// plagiarism detection: the best-performing approach at PAN 2014 text alignment
// competition", CLEF 2015): an [Outline] is a text as sentences of stems; a
// [Pairing] of two finds pairs of sentences that are alike and clusters them into
// stretches, whose edges it moves to where the words that both sides have
// outweigh most those that one has. Few sentences that sum up many are one
// stretch with them.
//
// Thresholds were tuned on the PAN 2013 training corpus and kept where the news
// texts (news-5k) bring no more matches that are none. What is said beside them
// is what TestConstants of similarity measures in samples of both: points of
// plagdet, in hundredths, by a constant times 0.8 and times 1.25.
package sentences
