package record

import "fmt"

// Severity says how much a finding matters.
type Severity string

// The severities; [Severity.Meaning] says what each asks.
const (
	High   Severity = "high"
	Medium Severity = "medium"
	Low    Severity = "low"
)

// Meaning is what a severity asks of an editor; "" of what is no severity.
func (s Severity) Meaning() string {
	switch s {
	case High:
		return "publish nothing before it is fixed"
	case Medium:
		return "ask the writer"
	case Low:
		return "would be nice"
	}
	return ""
}

// Rank orders severities: high 3, medium 2, low 1, anything else 0.
func (s Severity) Rank() int {
	switch s {
	case High:
		return 3
	case Medium:
		return 2
	case Low:
		return 1
	}
	return 0
}

// Role is what an article is to a run.
type Role string

// The roles of an article.
const (
	RoleAudited   Role = "audited"   // gets findings
	RoleReference Role = "reference" // is only compared against
	RoleArchived  Role = "archive"   // the same, remembered from an earlier run
	RoleEvidence  Role = "evidence"  // is what claims are checked against
)

// Triage says in one word what an editor should do with an article.
type Triage string

// The triage words. An article that was not audited has none, "".
const (
	TriageHold        Triage = "hold"
	TriageQuery       Triage = "query"
	TriageClear       Triage = "clear"
	TriageNotAssessed Triage = "not assessed" // nothing to hold or query it for, but its claims were not looked at
)

// Status is where a finding stands.
type Status string

// The statuses of a finding. One without, "", is new.
const (
	StatusNew     Status = "new"
	StatusKnown   Status = "known"   // the last run of its article had it too
	StatusDecided Status = "decided" // a verdict or a rule hides it
)

// Context is why a match may be harmless.
type Context string

// The contexts of a match. Any but none excuses it.
const (
	ContextNone        Context = "none"
	ContextQuotation   Context = "quotation"   // both passages are quotations, of two articles or of one
	ContextBoilerplate Context = "boilerplate" // an outlet's own recurring words, a form of words filled in, or one credit given twice in an article
	ContextSyndicated  Context = "syndicated"  // agency copy or a press release, credited, or a sentence that names the source that both have it from
	ContextSelf        Context = "self"        // both articles are by one author
	ContextChance      Context = "chance"      // too little to show that words were taken, in another article or in the same
)

// Level is a rung of the sourcing ladder, 0 to 5: how far up the source of a
// claim stands.
type Level int

// The sourcing levels.
const (
	LevelNone     Level = iota // nobody is named
	LevelVague                 // "experts say"
	LevelNamed                 // a body or a person is named
	LevelDocument              // the document, its date or the interview is named
	LevelLinked                // the claim links to its source
	LevelChecked               // it was found in evidence the newsroom holds
)

var levelWords = [...]string{"none", "vague", "named", "document, date or interview", "linked", "checked against evidence"}

// String is the level in words, or its number if it is no level.
func (l Level) String() string {
	if l < LevelNone || l > LevelChecked {
		return fmt.Sprint(int(l))
	}
	return levelWords[l]
}

// Sheet is one of the workbook's sheets of findings.
type Sheet string

// The sheets that findings stand on.
const (
	SheetClaims     Sheet = "claims"
	SheetDuplicates Sheet = "duplicates"
	SheetNames      Sheet = "names"
)

// About is what a check's findings are about, where that is more than a
// sentence or a passage.
type About string

// What a check's findings can be about.
const (
	AboutPassage   About = ""
	AboutArticle   About = "article"   // all of it
	AboutQuotation About = "quotation" // its very words
)
