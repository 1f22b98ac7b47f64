// Package claims asks of every sentence: is it a claim, who is named as its
// source, and could a reader check it.
//
// An [Assessor] is built once from word lists (embedded YAML, extendable) and
// then assesses any number of documents, from any number of goroutines:
//
//	a, err := claims.New()
//	…
//	for _, s := range a.Assess(claims.Document{Text: text}) {
//		fmt.Println(s.Kind, s.Attribution, s.Problems)
//	}
//
// The package knows nothing of files, articles or workbooks. All offsets are
// byte offsets into [Document.Text], starting at 0, half-open: [start, end).
package claims

import (
	"time"

	"copydesk.dev/audit/claims/figures"
	"copydesk.dev/audit/claims/segment"
)

// Document is one article's cleaned text with what is known about it.
type Document struct {
	Text   string
	Blocks []Block // in order, not overlapping; nil: Text's blank-line paragraphs
	Links  []Link  // in order

	Title, Outlet string
	Language      string // ISO 639-1, see [Supported]; "": English
	Byline        []string
	Published     time.Time // zero: unknown
	Now           time.Time // when the document is read; zero: unknown
}

// The kinds of block. Any other is treated as a paragraph.
const (
	BlockHeading      = segment.Heading
	BlockParagraph    = segment.Paragraph
	BlockListItem     = segment.ListItem
	BlockQuote        = segment.BlockQuote
	BlockRow          = segment.Row
	BlockCaption      = segment.Caption
	BlockPreformatted = segment.Preformatted
)

// Block is one paragraph, heading, list item or the like.
type Block = segment.Block

// Link is a passage of the text that leads somewhere.
type Link struct {
	Start, End int
	Href       string
}

// Kind is what kind of claim a sentence makes; empty if it makes none.
type Kind string

// The kinds of claim.
const (
	KindNone            Kind = ""
	KindStatistic       Kind = "statistic"
	KindForecast        Kind = "forecast"
	KindQuotation       Kind = "quotation"
	KindResearchFinding Kind = "research finding"
	KindAnecdote        Kind = "anecdote"
	KindSuperlative     Kind = "superlative"
	KindAllegation      Kind = "allegation"
	KindEvent           Kind = "event"
)

// Sentence is one sentence and everything the assessment says of it.
type Sentence struct {
	Start, End int // no white space at either end
	Block      int // index into Document.Blocks, or of the paragraph when those are nil

	Kind        Kind
	Due         string       // of a forecast, when it falls due: "2027", "2025-Q4", "2026-03"; "": it doesn't say
	Attribution *Attribution // nil: nobody is named or hinted at
	Weasel      []string     // the vague words found, as they stand in the text
	Problems    []Problem
	Figures     []Figure
	Quotations  []Quotation
	Explains    []string // names of products that are in no list, where the sentence says what they are
	Trace       []Step   // how it was read; nil unless by [Assessor.Traced]
}

// Attribution says how a sentence names its source. Of a sentence that makes no
// claim it may name, at level 1, whose view or wish the sentence tells of.
type Attribution struct {
	Name       string `json:"name"`        // as in the text, or the register's name for it; empty when nobody is named
	SourceKind string `json:"source_kind"` // person, company, government, research firm, outlet, academic, …; see register.yaml
	Cue        string `json:"cue"`         // "said", "according to"; as in the text
	Link       string `json:"link"`        // where the sentence links to, or ""
	Level      int    `json:"level"`       // the sourcing level, 0 to 4 (5 is for evidence, decided elsewhere)

	// Carried says that the source is named in another sentence and still
	// speaks in this one.
	Carried bool `json:"carried,omitempty"`

	// Own says that the source, a company or another body, speaks of itself.
	Own bool `json:"own,omitempty"`
}

// Problem is one check that fired on a sentence.
type Problem struct {
	Check      string // the readable name, such as "forecast-without-document"
	Severity   string // high, medium or low
	Trigger    string // the words that gave it away
	Start, End int    // where Trigger stands
	Why, Fix   string // specific to this sentence; "": the check's own words do

	OtherStart, OtherEnd int // inconsistent-figures only: the other sentence; 0, 0: none

	Name, Nearest string // unrecognised-name only: the name, and the known name nearest to it ("": none near)
}

// Figure is a number and what it measures.
type Figure = figures.Figure

// Quotation is a span in quotation marks.
type Quotation struct {
	Start, End int // inside the marks
	Speaker    string
}
