package reuse

import (
	"slices"
	"strings"

	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
)

// credit is an owner of copy whom an article may name.
type credit struct {
	document *text.Document
	owner    string
}

// credits reports whether an article names an owner of copy, by any name the
// register has for it: in its byline, as its outlet, or in its text.
func (j *judge) credits(d *text.Document, owner string) bool {
	asked := credit{d, owner}
	credited, known := j.credited[asked]
	if !known {
		places := text.Key(strings.Join(append(slices.Clone(d.Byline), d.Outlet, d.Text), "\n"))
		credited = slices.ContainsFunc(append(j.names.SourceNames(owner), owner), func(name string) bool {
			return strings.Contains(places, text.Key(name))
		})
		j.credited[asked] = credited
	}
	return credited
}

// sharedSource returns whom a reworded sentence names as its source: the outlet
// it is like, or a source that the other names, too. It returns "" when it names
// neither, and for longer passages.
func (p pair) sharedSource() string {
	if p.b.SentenceAt(p.B.Start) != p.b.SentenceAt(p.B.End-1) {
		return ""
	}
	named := p.b.sources()
	for _, name := range append(p.a.sources(), p.a.Outlet) {
		if name != "" && slices.ContainsFunc(named, func(other string) bool { return sameName(name, other) }) {
			return name
		}
	}
	return ""
}

// sameName reports whether one name is part of the other, or the same.
func sameName(a, b string) bool {
	a, b = " "+text.Key(a)+" ", " "+text.Key(b)+" "
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// sources returns the names of the sources that the passage's sentences have.
func (s side) sources() []string {
	var names []string
	for _, sentence := range s.sentences() {
		if a := sentence.Attribution; a != nil && record.Level(a.Level) > record.LevelVague && a.Name != "" {
			names = append(names, a.Name)
		}
	}
	return names
}

// creditedTwice returns whom two passages of an article name as their source, if
// that is what they are: "according to a poll conducted for …". It returns ""
// if they say more.
func (p pair) creditedTwice() string {
	if name := p.a.credit(); name != "" && name == p.b.credit() {
		return name
	}
	return ""
}

// credit returns whom a passage names that begins as an attribution does.
func (s side) credit() string {
	touched := s.sentences()
	if len(touched) != 1 || touched[0].Attribution == nil {
		return ""
	}
	by, words := touched[0].Attribution, text.Key(s.Text[s.at.Start:s.at.End])
	if by.Cue == "" || by.Name == "" || !strings.HasPrefix(words, text.Key(by.Cue)) || !strings.Contains(words, text.Key(by.Name)) {
		return ""
	}
	return by.Name
}

// sharedAuthor returns an author of both articles, or "". A desk is none.
func sharedAuthor(a, b *text.Document) string {
	for _, name := range a.Byline {
		if text.IsNobody(name, a.Outlet) {
			continue
		}
		for _, other := range b.Byline {
			if text.Key(name) == text.Key(other) {
				return name
			}
		}
	}
	return ""
}
