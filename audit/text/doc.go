// Package text is what the stages of an audit work on: articles as documents
// with an identity, a role and an owner, their words and spans, and the sentences
// that claims are read from.
//
// A [Document] is made once, by [New] and [Identify], and an [Assessed] once, by
// [Assess]; neither changes afterwards. What a stage finds out about one is in
// what the stage returns.
//
// All offsets are byte offsets into a document's text, [start, end).
package text
