// Package sourcing judges what claims rest on: whether evidence bears them out,
// what is wrong with how a sentence names its source, and what claims of different
// articles have to do with one another.
//
// [Verify] looks claims up in evidence, [Problems] drafts findings of single
// sentences, [Relate] finds claims that corroborate or dispute each other. None
// changes a sentence: what evidence bears out is in the [Proofs].
package sourcing
