// Package record defines the findings stream: one JSON object a line, the
// whole truth of a run. The audit writes it; every report is rendered from it
// and from nothing else.
//
// Records come in a fixed order: one [Run], then [Article], [Match], [Claim],
// [Source], [Finding] and [Rejected] records, and one [Summary]. All offsets
// are byte offsets into the article's cleaned text, half open: [start, end).
package record

// Record is one line of the stream.
type Record interface {
	// Type is the value of the line's "type" field.
	Type() string
}

// Run opens a stream: what was asked, and the checks it was asked of.
type Run struct {
	ID      string         `json:"id"`
	Version string         `json:"version"`
	Started string         `json:"started"` // RFC 3339, UTC
	Config  map[string]any `json:"config"`  // effective settings
	Inputs  []string       `json:"inputs"`
	Checks  []Check        `json:"checks"` // definitions in force, by ID
}

// Check is the definition of one check, as the Method sheet prints it.
type Check struct {
	ID        string   `json:"id"`   // "DUP…" for duplication, "SRC…" for sourcing
	Name      string   `json:"name"` // readable, e.g. "vague-attribution"
	Title     string   `json:"title"`
	Severity  Severity `json:"severity"` // the usual one; a finding may differ
	Sheet     Sheet    `json:"sheet"`    // where its findings stand in the workbook
	About     About    `json:"about,omitempty"`
	Rationale string   `json:"rationale"`
	Fix       string   `json:"fix"`
	Before    string   `json:"before"` // an example that the check fires on
	After     string   `json:"after"`  // the same, mended
}

// Article is one cleaned text with its metadata and scores.
type Article struct {
	ID         string   `json:"id"`
	Source     string   `json:"source"` // the input as given: path or URL
	Role       Role     `json:"role"`
	Title      string   `json:"title"`
	Byline     []string `json:"byline"`
	Outlet     string   `json:"outlet"`
	Published  string   `json:"published"` // RFC 3339 or YYYY-MM-DD; "" when unknown
	Language   string   `json:"language"`  // ISO 639-1; "" when undetermined
	Canonical  string   `json:"canonical"` // URL; "" when unknown
	Words      int      `json:"words"`
	SHA256     string   `json:"sha256"`     // of the input's bytes, hex
	Confidence float64  `json:"confidence"` // of the extraction, 0 to 1

	// Originality is 100 × the share of words outside unexcused matches,
	// Sourcing 100 × the weighted mean sourcing level of the claims over 5;
	// both 0 to 100, nil when not assessed.
	Originality      *float64 `json:"originality"`
	OriginalityParts *Parts   `json:"originality_parts,omitempty"`
	Sourcing         *float64 `json:"sourcing"`
	SourcingParts    *Parts   `json:"sourcing_parts,omitempty"`
	NotAssessed      string   `json:"not_assessed,omitempty"` // why claims were not assessed

	Triage       Triage    `json:"triage"`
	TriageReason string    `json:"triage_reason"`
	Removed      []Removed `json:"removed"` // blocks cleaned away

	File string `json:"file,omitempty"` // what Source is a member of, such as an archive; "" when it stands alone
}

// Removed is a block that cleaning took away.
type Removed struct {
	Text   string `json:"text"`
	Reason string `json:"reason"`
}

// Parts is a score's arithmetic, complete enough to recompute it by hand.
type Parts struct {
	Formula string `json:"formula"` // in words, e.g. "100 × (412 words − 37 in unexcused matches) / 412"
	Terms   []Term `json:"terms"`
}

// Term is one addend or factor of a score.
type Term struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
}

// Passage is a span of one article's cleaned text.
type Passage struct {
	Article string `json:"article"` // article ID
	Source  string `json:"source"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
}

// Match is two passages that say the same in (nearly) the same words.
type Match struct {
	Group     string             `json:"group"`      // reuse group ID
	MatchKind string             `json:"match_kind"` // verbatim, edited or reworded
	Context   Context            `json:"context"`
	Score     float64            `json:"score"`            // 0 to 1
	Words     int                `json:"words"`            // in the longer passage
	Metrics   map[string]float64 `json:"metrics"`          // what the score was made of, each 0 to 1
	Reason    string             `json:"reason,omitempty"` // why Context is not none
	A         Passage            `json:"a"`                // the likely origin
	B         Passage            `json:"b"`
}

// Claim is a statement a reader could ask "who says so?" of.
type Claim struct {
	Article        string       `json:"article"`
	Source         string       `json:"source"`
	Start          int          `json:"start"`
	End            int          `json:"end"`
	Text           string       `json:"text"`
	ClaimKind      string       `json:"claim_kind"`
	Attribution    *Attribution `json:"attribution"`
	CorroboratedBy []string     `json:"corroborated_by"` // article IDs, copies counted once
	DisputedBy     []string     `json:"disputed_by"`
}

// Attribution is how a claim names its source.
type Attribution struct {
	Name       string `json:"name"`
	SourceKind string `json:"source_kind"`
	Cue        string `json:"cue"`
	Link       string `json:"link"`
	Level      Level  `json:"level"`
	Own        bool   `json:"own,omitempty"` // a body that speaks of itself

	// Evidence is where the evidence says the same; set at level 5 where one
	// place can be named.
	Evidence *Passage `json:"evidence,omitempty"`
}

// Source is a cited source and how well its claims stand.
type Source struct {
	Name         string   `json:"name"`
	SourceKind   string   `json:"source_kind"`
	Domain       string   `json:"domain"`
	Claims       int      `json:"claims"`
	Linked       int      `json:"linked"`
	Corroborated int      `json:"corroborated"`
	Disputed     int      `json:"disputed"`
	Own          int      `json:"own,omitempty"` // claims in which it speaks of itself
	Credibility  *float64 `json:"credibility"`   // 0 to 100, nil when it can't be known
	Parts        *Parts   `json:"parts,omitempty"`
	Rating       string   `json:"rating"` // the newsroom's own, "" when none
	Note         string   `json:"note,omitempty"`
}

// Finding is one place where a check fired.
type Finding struct {
	ID       string   `json:"id"` // stable from night to night
	Check    string   `json:"check"`
	Severity Severity `json:"severity"`
	Article  string   `json:"article"`
	Source   string   `json:"source"`
	Start    int      `json:"start"`
	End      int      `json:"end"`
	Text     string   `json:"text"`    // sentence or passage, exactly as in the cleaned text
	Trigger  string   `json:"trigger"` // the words that gave it away
	Why      string   `json:"why"`
	Fix      string   `json:"fix"`
	Status   Status   `json:"status"`
	Verdict  string   `json:"verdict"` // "" until a reviewer decides
	Count    int      `json:"count"`   // occurrences in this article, at least 1

	// FirstSeen is the day of the first run that made this finding, as
	// YYYY-MM-DD; "" without an archive. Reviewer, Decided (a day) and Note say
	// who gave the verdict, when and why; a rule of the configuration signs as
	// "configuration".
	FirstSeen string `json:"first_seen,omitempty"`
	Reviewer  string `json:"reviewer,omitempty"`
	Decided   string `json:"decided,omitempty"`
	Note      string `json:"note,omitempty"`
	// Notes are what reviewers have left in its row without a verdict.
	Notes []Verdict `json:"notes,omitempty"`

	// ClaimKind and Attribution are set when the finding is about a claim.
	ClaimKind   string       `json:"claim_kind,omitempty"`
	Attribution *Attribution `json:"attribution,omitempty"`
	// Before and After are the sentences around Text.
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
	// Group, MatchKind, Score and Other are set when the finding is about a
	// match; Other is the passage it is compared with.
	Group     string   `json:"group,omitempty"`
	MatchKind string   `json:"match_kind,omitempty"`
	Score     float64  `json:"score,omitempty"`
	Other     *Passage `json:"other,omitempty"`
	// Name and Nearest are set by the check for unrecognised names.
	Name    string `json:"name,omitempty"`
	Nearest string `json:"nearest,omitempty"`
}

// Rejected is an input that could not be audited.
type Rejected struct {
	Source string `json:"source"`
	Reason string `json:"reason"`
	Role   Role   `json:"role,omitempty"` // what it was to be
	File   string `json:"file,omitempty"` // as an article's
	// Skipped: a file in a folder that was never meant to be audited, such as
	// a hidden one; it is listed, but is no failure.
	Skipped bool `json:"skipped,omitempty"`
}

// Summary closes a stream. A stream without one is incomplete.
type Summary struct {
	Finished   string             `json:"finished"` // RFC 3339, UTC
	Articles   int                `json:"articles"`
	Words      int                `json:"words"`
	Matches    int                `json:"matches"`
	Groups     int                `json:"groups"`
	Claims     int                `json:"claims"`
	Sources    int                `json:"sources"`
	Findings   int                `json:"findings"`
	Rejected   int                `json:"rejected"` // without those skipped
	BySeverity map[string]int     `json:"by_severity"`
	ByCheck    map[string]int     `json:"by_check"` // by ID
	ByTriage   map[Triage]int     `json:"by_triage"`
	Seconds    map[string]float64 `json:"seconds"`              // by stage
	Incomplete string             `json:"incomplete,omitempty"` // why the run ended early

	// NotCompared are references and evidence, as they were named, of which
	// nothing could be read: what was audited was not compared with them.
	NotCompared []Rejected `json:"not_compared,omitempty"`

	// What follows is known with an archive only.

	Since     string     `json:"since,omitempty"`     // when the last run before this one began, RFC 3339, UTC
	New       int        `json:"new,omitempty"`       // findings that run did not have
	Known     int        `json:"known,omitempty"`     // open findings that it had too
	Decided   int        `json:"decided,omitempty"`   // findings hidden by a verdict or a rule
	Resolved  []Resolved `json:"resolved,omitempty"`  // findings that are gone from articles audited again
	Conflicts []Conflict `json:"conflicts,omitempty"` // findings on which reviewers disagree; none of their verdicts counts
	Taken     []Taken    `json:"taken,omitempty"`     // what was taken in of workbooks since the last run
	Notices   []string   `json:"notices,omitempty"`   // what else an operator should know, such as an expired rule
	History   []Past     `json:"history,omitempty"`   // earlier runs, oldest first, at most 30
	Standings []Standing `json:"standings,omitempty"` // of tonight's outlets and writers with articles enough, by kind and name
}

// Resolved is a finding of an earlier run whose article was audited again
// without it.
type Resolved struct {
	ID       string   `json:"id"`
	Check    string   `json:"check"`
	Severity Severity `json:"severity"`
	Source   string   `json:"source"`
	Text     string   `json:"text"`
	Verdict  string   `json:"verdict,omitempty"`
	Reviewer string   `json:"reviewer,omitempty"`
}

// Taken is what was taken in of one workbook.
type Taken struct {
	Workbook string `json:"workbook"` // its path
	Verdicts int    `json:"verdicts"`
	Notes    int    `json:"notes,omitempty"`   // notes, sources and links without a verdict
	Emptied  int    `json:"emptied,omitempty"` // verdicts whose cells were emptied, and that are withdrawn
}

// Conflict is a finding on which reviewers disagree.
type Conflict struct {
	ID       string    `json:"id"`
	Verdicts []Verdict `json:"verdicts"`
}

// Verdict is what a reviewer entered in a workbook about a finding.
type Verdict struct {
	Finding     string `json:"finding"` // its ID
	Verdict     string `json:"verdict"` // one of Verdicts; "" of a note alone
	SourceFound string `json:"source_found,omitempty"`
	Link        string `json:"link,omitempty"`
	Reviewer    string `json:"reviewer,omitempty"`
	Date        string `json:"date,omitempty"` // YYYY-MM-DD
	Note        string `json:"note,omitempty"`
	Workbook    string `json:"workbook"` // where it stands
	// Revises: it was entered where the workbook shows the decision before, and
	// takes its place.
	Revises bool `json:"revises,omitempty"`
}

// The verdicts a reviewer can give.
const (
	Confirmed     = "Confirmed"      // the finding is right; the article is still to be mended
	Fixed         = "Fixed"          // the article was mended
	SourceFound   = "Source found"   // there is a source; it is named in the row
	NotAProblem   = "Not a problem"  // the finding is wrong
	AllowedHere   = "Allowed here"   // right, and accepted in this sentence as it stands
	AllowedAlways = "Allowed always" // accepted wherever this check meets these words
)

// Verdicts are the verdicts in the order of the workbook's dropdown.
var Verdicts = []string{Confirmed, Fixed, SourceFound, NotAProblem, AllowedHere, AllowedAlways}

// Standing is how an outlet's or a writer's articles of earlier nights scored:
// means, 0 to 100, nil where none was assessed.
type Standing struct {
	Name        string   `json:"name"`
	Kind        string   `json:"kind"` // outlet or byline
	Articles    int      `json:"articles"`
	Originality *float64 `json:"originality"`
	Sourcing    *float64 `json:"sourcing"`
	// The same of those that came in within the days that were looked back.
	Recent            int      `json:"recent"`
	RecentOriginality *float64 `json:"recent_originality"`
	RecentSourcing    *float64 `json:"recent_sourcing"`
}

// Past is an earlier run, for the trend.
type Past struct {
	Started    string         `json:"started"` // RFC 3339, UTC
	Articles   int            `json:"articles"`
	Findings   int            `json:"findings"`
	BySeverity map[string]int `json:"by_severity"`
}

func (Run) Type() string      { return "run" }
func (Article) Type() string  { return "article" }
func (Match) Type() string    { return "match" }
func (Claim) Type() string    { return "claim" }
func (Source) Type() string   { return "source" }
func (Finding) Type() string  { return "finding" }
func (Rejected) Type() string { return "rejected" }
func (Summary) Type() string  { return "summary" }
