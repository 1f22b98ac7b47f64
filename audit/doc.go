// Package audit is the job: an [Auditor] takes [Settings] and runs the stages of
// an audit, each of which takes records and returns records.
//
//	read      intake.Reader    inputs → documents, and why others gave none
//	assess    text.Assess      a document → its sentences and what they claim
//	index     memory.Index     documents → keys to find them by in an archive
//	recall    memory.Recall    keys → documents of earlier nights that share some
//	compare   similarity.Find  texts → passages they share
//	relate    reuse.Judge      a passage → what excuses it, or whom it is held against
//	          reuse.Findings   judged passages → drafts of findings
//	          reuse.Altered    quotations → drafts of those that were altered
//	          sourcing.Verify  sentences, evidence → proofs, and drafts of what is not in it
//	          sourcing.Problems  sentences, proofs → drafts of what names no good source
//	          sourcing.Relate  sentences, passages, proofs → claims that agree or dispute, and drafts
//	score     finding.Collect  drafts → findings
//	          review.Decide    findings, verdicts, rules → findings with their status
//	          score.Articles   documents, findings → scores and triage
//	          score.Sources    claims → sources and their credibility
//	standings memory.Standings outlets, writers → how they did on earlier nights
//
// [Auditor.Run] (run.go) is this list: what a stage returns is a variable there,
// and nothing else is shared. A document never changes once it was read, nor a
// sentence once it was assessed. A stage that is cut short returns what it has,
// and those after it deal with that (stage.go). What the stages returned becomes
// the findings stream in one place (log.go), and what is to be remembered of it
// in another (result.go).
//
// [Auditor.Inspect] and [Auditor.Compare] run a few of the stages over one input
// or two.
package audit
