package text

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"sync"
	"time"

	"copydesk.dev/audit/article"
	"copydesk.dev/audit/record"
	"copydesk.dev/similarity"
)

// Document is one article of a run.
type Document struct {
	*article.Article
	File        string // what it is a member of, such as an archive; "" when it stands alone
	ID          string
	Identity    string // what the ID is made of, but for the same input given twice
	Role        record.Role
	PublishedAt time.Time // zero when unknown
	FirstSeen   time.Time // of an archived one, when it first came in
	WordCount   int
	OutletKey   string // the outlet, folded; "" when unknown
	Owner       string // the agency or sender whose copy it is, or ""

	split  sync.Once
	tokens []similarity.Token
}

// New makes a document of an article. It has no ID before [Identify].
func New(art *article.Article, role record.Role, kinds SourceKinds) *Document {
	return &Document{
		Article: art, Role: role, PublishedAt: Moment(art.Published),
		WordCount: similarity.CountWords(art.Text), OutletKey: OutletKey(art.Outlet), Owner: owner(art, kinds),
	}
}

// OutletKey is an outlet's name in the form in which outlets are compared.
func OutletKey(outlet string) string { return similarity.Fold(strings.TrimSpace(outlet)) }

// Moment reads a publication time; a day counts from its start. It is zero for
// what is no time.
func Moment(published string) time.Time {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, published); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// Identify gives each document its ID: of its own address, where it states one
// that no other document states too, and of its source otherwise: two that state one
// address both go by their sources.
func Identify(lists ...[]*Document) {
	all := slices.Concat(lists...)
	stated := make(map[string]int)
	for _, d := range all {
		stated[d.Canonical]++
	}
	taken := make(map[string]int)
	for _, d := range all {
		d.Identity = d.Source
		if d.Canonical != "" && stated[d.Canonical] == 1 {
			d.Identity = d.Canonical
		}
		d.ID = idOf(d.Identity)
		if n := taken[d.ID]; n > 0 { // the same input, given twice
			d.ID = idOf(d.Identity + strings.Repeat("#", n))
		}
		taken[d.ID]++
	}
}

func idOf(identity string) string {
	sum := sha256.Sum256([]byte(identity))
	return "A" + hex.EncodeToString(sum[:6])
}

// KnownSince is when an article came out, or at the latest: the archive had it
// then. It is zero when neither is known.
func (d *Document) KnownSince() time.Time {
	if d.PublishedAt.IsZero() {
		return d.FirstSeen
	}
	return d.PublishedAt
}

// LikelierOrigin orders documents by when they are known since, those of which
// nothing is known last; of equals, what is only compared against comes first,
// and then the source decides.
func LikelierOrigin(a, b *Document) int {
	undated := func(d *Document) int {
		if d.KnownSince().IsZero() {
			return 1
		}
		return 0
	}
	later := func(d *Document) int {
		return slices.Index([]record.Role{record.RoleArchived, record.RoleReference, record.RoleAudited}, d.Role)
	}
	return cmp.Or(
		cmp.Compare(undated(a), undated(b)),
		a.KnownSince().Compare(b.KnownSince()),
		cmp.Compare(later(a), later(b)),
		cmp.Compare(a.Source, b.Source),
		cmp.Compare(a.SHA256, b.SHA256),
	)
}

// Tokens are the document's words. They are kept once somebody has asked: few
// documents are, and of all they would take more memory than the texts.
func (d *Document) Tokens() []similarity.Token {
	d.split.Do(func() { d.tokens = similarity.Tokenize(d.Text) })
	return d.tokens
}

// TokensIn returns the words that lie in a span.
func (d *Document) TokensIn(start, end int) []similarity.Token {
	from, _ := slices.BinarySearchFunc(d.Tokens(), start, func(t similarity.Token, at int) int { return cmp.Compare(int(t.Start), at) })
	rest := d.Tokens()[from:]
	to, _ := slices.BinarySearchFunc(rest, end, func(t similarity.Token, at int) int {
		if int(t.End) <= at {
			return -1
		}
		return 1
	})
	return rest[:to]
}

// WordsIn counts the words that lie in any of the passages.
func (d *Document) WordsIn(passages ...similarity.Passage) int {
	n := 0
	for _, s := range Merge(passages) {
		n += len(d.TokensIn(s.Start, s.End))
	}
	return n
}

// Passage is a span of the document as the stream prints it.
func (d *Document) Passage(start, end int) record.Passage {
	return record.Passage{Article: d.ID, Source: d.Source, Start: start, End: end, Text: d.Text[start:end]}
}

// Label names the document in a sentence: its title and outlet, or its source.
func (d *Document) Label() string {
	name := d.Source
	if d.Title != "" {
		name = "“" + d.Title + "”"
	}
	if d.Outlet != "" {
		name += " (" + d.Outlet + ")"
	}
	return name
}

// TextHash is the SHA-256 of the cleaned text, hexadecimal.
func (d *Document) TextHash() string {
	sum := sha256.Sum256([]byte(d.Text))
	return hex.EncodeToString(sum[:])
}

const (
	// memoryPerByte is how many bytes of memory a run takes at the most for a
	// byte of ordinary text, and memoryPerArticle for an article beside: see
	// docs/operations.md for the measurement.
	memoryPerByte, memoryPerArticle = 14, 8 << 10
)

// Memory is about how many bytes of memory a run takes for the document.
func (d *Document) Memory() int64 {
	n := len(d.Text)
	for _, removed := range d.Removed {
		n += len(removed.Text) / memoryPerByte
	}
	return MemoryOf(n)
}

// MemoryOf is about how many bytes of memory a run takes for an article of so
// many bytes of text.
func MemoryOf(bytes int) int64 { return int64(bytes)*memoryPerByte + memoryPerArticle }
