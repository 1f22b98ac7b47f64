// Package article turns inputs into clean articles: a page, a document, a feed,
// an export, an archive or a folder of them goes in; for each article in it one
// cleaned text with its metadata, blocks and links comes out.
//
// What an input is shows in its bytes; its name is a hint. Inputs that hold
// others are read as they come, one member in memory at a time, so that their
// size does not matter; each member is an article with a source of its own
// ("night.zip#feed.xml#item-3"). Nothing is ever written to disk.
//
// Each format of one article is a file format_NAME.go with an implementation of
// the interface in format.go, each format that holds several a file
// container_NAME.go with one of that in container.go; what takes long to read is
// in a package below this one. A page's article is found by extract_*.go, plain
// text is laid out by layout*.go, what an input says about itself is read by
// metadata*.go, and the draft that comes of it is cleaned by clean*.go.
//
// Cleaning marks, it never deletes: every block left out of [Article.Text] is
// in [Article.Removed] with the reason. An input that yields no article comes
// back as a [RejectedError] with a reason, so that nothing is skipped in
// silence.
//
// All offsets in this package are byte offsets into the article's text,
// [Start, End), and lie on rune boundaries.
package article

import "encoding/json"

// Article is one cleaned text with its metadata. Marshalled to JSON it is the
// object that "copydesk clean --json" prints.
type Article struct {
	Source      string    `json:"source"`       // the input as given: a path, an address or "-"; then "#" and a name for each container it is a member of
	Title       string    `json:"title"`        // "" unknown
	Byline      []string  `json:"byline"`       // names of people or desks, in the order printed
	Outlet      string    `json:"outlet"`       // who published it; "" unknown
	Published   string    `json:"published"`    // RFC 3339 when the time is known, YYYY-MM-DD when only the day is, "" unknown
	Modified    string    `json:"modified"`     // as Published
	Language    string    `json:"language"`     // ISO 639-1, "" undetermined
	Canonical   string    `json:"canonical"`    // the page's own absolute address, "" unknown
	Charset     string    `json:"charset"`      // the encoding the bytes were decoded from, e.g. "utf-8"
	CharsetFrom string    `json:"charset_from"` // how it was known: "bom", "utf-8", "header", "meta" or "detected"
	Confidence  float64   `json:"confidence"`   // 0 to 1: how sure cleaning is to have kept the article and only that
	Text        string    `json:"text"`         // the cleaned text, valid UTF-8; blocks are joined by a blank line
	Blocks      []Block   `json:"blocks"`       // in the order of Text, not overlapping
	Links       []Link    `json:"links"`        // in the order of Text, not overlapping
	Removed     []Removed `json:"removed"`      // in the order of the input; what stands beyond a page's article up to a bound, then how much more there was
	SHA256      string    `json:"sha256"`       // of the input's bytes, in hexadecimal
}

// Block is a paragraph-sized piece of an article's text, never empty.
type Block struct {
	Kind  BlockKind `json:"kind"`
	Start int       `json:"start"`
	End   int       `json:"end"`
}

// BlockKind says what a block is.
type BlockKind string

// The kinds of block.
const (
	Heading      BlockKind = "heading"
	Paragraph    BlockKind = "paragraph"
	ListItem     BlockKind = "list-item"
	Quote        BlockKind = "quote"
	Row          BlockKind = "row" // one row of a table, its cells joined by " | "
	Caption      BlockKind = "caption"
	Preformatted BlockKind = "preformatted"
)

// Link is an anchor: where its words stand in the text, and where it leads.
type Link struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Href  string `json:"href"` // absolute
}

// Removed is what cleaning left out of the text: a block, or several that stand
// next to each other and go for the same reason, a block a line.
type Removed struct {
	Text   string `json:"text"`
	Reason string `json:"reason"` // in words an editor understands
}

// MarshalJSON writes empty lists as [], never as null.
func (a Article) MarshalJSON() ([]byte, error) {
	type plain Article
	a.Byline = orEmpty(a.Byline)
	a.Blocks = orEmpty(a.Blocks)
	a.Links = orEmpty(a.Links)
	a.Removed = orEmpty(a.Removed)
	return json.Marshal(plain(a))
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
