// Package audit is the job: an [Auditor] takes [Settings] and runs the stages of
// an audit. A stage is a few functions and methods of the packages below, each of
// which takes values and returns values:
//
//	history    memory.History      an archive → how earlier runs went
//	read       intake.Read         inputs → documents, and why others gave none
//	assess     text.Assess         a document → its sentences and what they claim
//	index      memory.Index        documents → keys to find them by in an archive
//	recall     memory.Recall       keys → documents of earlier nights that share some
//	compare    similarity.Find     texts → passages they share
//	relate     reuse.Judge         passages → what excuses each, or whom it is held against
//	           reuse.Findings      judged passages → drafts of findings
//	           reuse.Altered       quotations → drafts about those that were altered
//	           sourcing.Verify     sentences, evidence → proofs, and drafts about what is not in it
//	           sourcing.Problems   sentences, proofs → drafts about what names no good source
//	           sourcing.Relate     sentences, passages, proofs → claims that agree or dispute
//	           sourcing.Disputes   claims that dispute → drafts
//	           sourcing.Circles    claims that agree → drafts about those that go back to one
//	standings  memory.Standings    outlets, writers → how they did on earlier nights
//	score      finding.Collect     drafts → findings
//	           review.Decide       findings, verdicts, rules → findings with their status
//	           reuse.Records       judged passages → matches
//	           sourcing.Claims     sentences, relations → claims
//	           score.Sources       claims → sources and their credibility
//	           score.Articles      documents, findings → scores and triage
//
// [Auditor.Run] (run.go) is this list; what asks the archive is in recall.go, and
// each of the other stages in a file of its own. What a stage returns is a variable
// there. Two things are shared: the log, which becomes the findings stream, and the
// course, which notes what is left undone (course.go). A document never changes once
// it was read, nor a sentence once it was assessed. A stage that is cut short returns
// what it has, and those after it deal with that. What is to be remembered of a run
// is put together in one place (result.go).
//
// [Auditor.Inspect] and [Auditor.Compare] run a few of the stages over one input
// or two.
package audit
