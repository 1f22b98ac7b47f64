// Package audit is the job: it reads the inputs, asks the other rooms what
// they find, turns that into findings and scores, and returns the run as a
// findings stream.
//
// A run goes through these stages, each a function over records: read
// (article), compare (similarity), assess (claims), check against evidence
// and across articles, findings, scores.
package audit
