// Package similarity finds passages that texts share: copied, edited or
// reworded, between texts and within one.
//
// It promises that no copied run is missed. Every run of [Options.MinWords]
// (12) or more identical words that two texts share, or that one text repeats
// without overlap, lies inside the passages of a [Match], whatever else the
// texts hold. Words are compared after folding case and Unicode form;
// punctuation, quotes and dashes don't count. Up to 64 places that share the
// same words are matched pair by pair; beyond that, each is matched with the
// first, so that a passage in thousands of texts costs thousands of matches,
// not millions. So are texts that fill in one form of words with names and
// figures of their own ([Match.Form]), however few: there are five at least.
//
// Words that are disguised are seen through: letters of other scripts that
// pass for Latin ones, accents, ligatures, wide letters, soft hyphens,
// characters without a shape, digits between letters, and signs between all
// letters. In scripts written without spaces every letter is a word.
//
// Texts that are the same word for word are searched once; see below.
//
// # Archives
//
// [Fingerprints] and [RewordKeys] are numbers that an archive stores to find
// the texts worth loading for a search; [Options.Known] keeps a search from
// comparing those with one another.
//
// # How
//
// Texts are cut into words with byte offsets ([Tokenize]). Shingles of six
// words are hashed and winnowed (Schleimer, Wilkerson and Aiken, "Winnowing:
// local algorithms for document fingerprinting", SIGMOD 2003): of every seven
// neighbouring shingles the one with the smallest hash is kept, so that two
// texts which share twelve words keep at least one shingle in common. Equal
// fingerprints, found by sorting, are seeds; seeds are extended to maximal
// runs of equal words, runs are chained along diagonals, gaps and ends are
// aligned word by word, and each chain becomes one match.
//
// Rewording leaves few runs of six words. Texts that share several rare pairs
// of neighbouring content words, stemmed and in any order, are compared
// sentence by sentence; sentences that are alike are clustered into passages
// (Sanchez-Perez, Gelbukh and Sidorov, CLEF 2015). The edges of a passage are
// moved to where the words that both sides have outweigh most those that one
// has. A few sentences that sum up many are one passage with them, and so are
// pieces of one text that another puts next to each other. Passages take in
// the copied pieces inside them; [Match.Longest] tells of those. Last, single
// clauses that say the same are looked for in the same way. Whoever writes of
// one event uses the same names; who rewords a text keeps turns of phrase, small
// words and all (Clough, Gaizauskas, Piao and Wilks, ACL 2002): [Match.Turns]
// counts them, and clauses and short passages must have some.
//
// A form of words that five texts or more fill in is told from a copy by what is
// filled in: the words that few of these texts have in a row. If they are names
// and figures for the most part, and other ones in each text, the texts have the
// form in common and none has it from another; a copy keeps most of them. Texts
// and clauses that share words with many others are looked at for forms before
// they are compared, and pairs that fill one in differently are left out if
// matches with others tell of all that they share: forms take time by the text,
// and not by the pair.
//
// Several texts that are copies of one another take part as one, and have the
// matches of that one: every pair of up to 64 texts, beyond that each with the
// first.
//
// # Thresholds
//
// Thresholds were tuned on the PAN 2013 training corpus, and kept where 5,000 news
// texts (news-5k) bring no more matches that are none; those on turns of phrase, on
// 400 matches of these texts that were labelled without seeing them. What is said
// beside a constant is what TestConstants measures in samples of both: points of
// plagdet, in hundredths, of .930, and of 346 matches among the news, by the constant
// times 0.8 and times 1.25. testdata/constants.txt has it all.
//
// # Cost
//
// Time and memory are linear in the words read plus the matches found.
// Fingerprints, about a quarter as many as there are words, are sorted only if
// another place may have the same; pairs of content words are sorted in at most
// nine rounds, each of a share of them. A word takes eight bytes of memory, as
// different words are numbered. Memory peaks at 4 to 7 times the text for
// copied passages and at 6 to 9 times with reworded ones. A pair of passages
// of n and m words costs n·m steps to score, where they differ, or n·m/64 if they
// are long.
package similarity
