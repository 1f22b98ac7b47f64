package claims

import (
	"slices"

	"copydesk.dev/audit/claims/figures"
	"copydesk.dev/audit/claims/lang"
)

// Figures that go on in data whose source is named once: an office's release, a
// study, a poll.

// sameData reports whether the figure goes on in the data of a neighbouring
// block that names its source: figures in a row from one set of data name it
// once.
func (r *reader) sameData(i int, f *figures.Found) bool {
	if i > 0 && r.data[i-1] && (r.sentences[i-1].Block == r.sentences[i].Block || r.sentences[i-1].sharesStem(f)) {
		return true
	}
	return r.dataOn(i, -1, f) || r.dataOn(i, 1, f)
}

// dataOn reports whether one of the next sentences on one side of sentence i, not
// beyond the neighbouring block, gives figures of what f measures with their source.
func (r *reader) dataOn(i, side int, f *figures.Found) bool {
	const reach = 3 // sentences
	apart := 0      // blocks of several sentences between
	for k := i + side; k >= 0 && k < len(r.sentences) && (k-i)*side <= reach; k += side {
		if r.sentences[k].Block != r.sentences[k-side].Block && !r.alone(k) {
			apart++
		}
		if apart > 1 {
			return false
		}
		if v := r.own[k]; v.reachable() && !v.looks && v.kind != sourcePerson && r.sentences[k].sameMatter(f, v.counts()) {
			return true
		}
	}
	return false
}

// sameMatter reports whether a figure of the sentence measures what f does: two words
// of what they are about, or one, if its source is of those who publish figures.
func (s *sentence) sameMatter(f *figures.Found, counts bool) bool {
	const shared = 2 // stems
	for k := range s.figures {
		g := &s.figures[k]
		if figures.Common(f.About, g.About) >= shared || counts && g.Unit == f.Unit && s.sharesStem(f) {
			return true
		}
	}
	return false
}

// counts reports whether a source is of those who publish figures, which seldom
// come singly: an office, an institution, somebody's study.
func (v *source) counts() bool {
	return v.kind == sourceGovernment || v.kind == sourceInstitution || v.kind == sourceAcademic ||
		v.reference == refPaper && v.kind != sourcePerson && v.link == ""
}

// readReleases marks the sentences whose figures go on in what an office
// published: an article about a release names the office once or twice, and
// tells of the same matter for paragraphs.
func (r *reader) readReleases() {
	if r.onlySource() {
		for i := range r.released {
			r.released[i] = true
		}
		return
	}
	const reach = 4 // sentences without a figure of the matter
	var matter map[string]bool
	last, enough := 0, 0
	for i := range r.sentences {
		s := &r.sentences[i]
		official := len(s.figures) > 0 && r.own[i].reachable() && r.own[i].counts()
		if !official && (matter == nil || i-last > reach || !s.concerns(matter, enough)) {
			continue
		}
		if matter == nil {
			matter = map[string]bool{}
		}
		if official {
			enough = 1
			if r.own[i].reference == refPaper {
				enough = 2 // a study is on one matter of many that its article may be on
			}
		}
		last, r.released[i] = i, true
		for k := range s.figures {
			for _, stem := range s.figures[k].About {
				matter[stem] = true
			}
		}
	}
}

// onlySource reports whether the article is a body's figures told one by one: it
// opens with some, names no other source, and half of its sentences go on so.
func (r *reader) onlySource() bool {
	const enough = 4 // sentences with figures
	name, sentences, counting := "", 0, 0
	for i := range r.sentences {
		s, v := &r.sentences[i], r.own[i]
		if s.heading {
			continue
		}
		sentences++
		if len(s.figures) > 0 {
			counting++
		}
		switch {
		case v == nil || !v.strong || v.reference == refNone:
		case name == "" && r.opensRelease(i):
			name = v.name
		case name == "", v.name != name && !(v.reference == refBody && s.Tokens[v.from].Is(lang.Definite)): // "the bank"
			return false
		}
	}
	return name != "" && counting >= enough && 2*counting >= sentences
}

// opensRelease reports whether sentence i gives a body's figures in the lede.
func (r *reader) opensRelease(i int) bool {
	const lede = 2 // sentences
	v := r.own[i]
	if i > lede || !v.reachable() || v.reference < refNamed || len(r.sentences[i].figures) == 0 {
		return false
	}
	return v.kind != sourcePerson && v.kind != sourceOutlet && v.kind != sourceAgency
}

// concerns reports whether a figure of the sentence measures something of the
// matter: as many words as are enough; names don't count.
func (s *sentence) concerns(matter map[string]bool, enough int) bool {
	for k := range s.figures {
		f := &s.figures[k]
		shared := 0
		for _, stem := range f.About {
			if matter[stem] && !slices.Contains(f.Names, stem) {
				shared++
			}
		}
		if shared >= enough {
			return true
		}
	}
	return false
}

// alone reports whether sentence k is a block of its own, as in newspapers.
func (r *reader) alone(k int) bool {
	block := r.sentences[k].Block
	return (k == 0 || r.sentences[k-1].Block != block) && (k+1 == len(r.sentences) || r.sentences[k+1].Block != block)
}

// sharesStem reports whether a figure of the sentence measures something that
// f does: one word of what either is about.
func (s *sentence) sharesStem(f *figures.Found) bool {
	for k := range s.figures {
		if g := &s.figures[k]; g.Unit == f.Unit && figures.Common(f.About, g.About) > 0 {
			return true
		}
	}
	return false
}

// polled reports whether a share of people goes on from a poll or a study
// named shortly before.
func (r *reader) polled(i int, f *figures.Found) bool {
	if f.Unit == figures.UnitPercent && r.sentences[i].named(lang.Poll) {
		return true
	}
	return r.sentences[i].sharesPeople(f) && r.pollBefore(i)
}

// pollBefore reports whether a poll or a study is named in sentence i, shortly
// before it or in the lede.
func (r *reader) pollBefore(i int) bool {
	const reach, lede = 12, 10 // sentences
	for k := i; k >= 0; k-- {
		if k < i-reach && k > lede {
			k = lede
		}
		s, v := &r.sentences[k], r.own[k]
		if r.data[k] && k < i || v.reachable() && (v.kind == sourceResearch || s.Regarding(v.from, max(v.to, v.at+1), lang.Poll|lang.Research)) {
			return true
		}
		if s.named(lang.Poll) {
			return true
		}
	}
	return false
}

// sharesPeople reports whether a figure is a share of people, or what somebody
// has of them: "14 percent said", "Brandt earned 51 percent".
func (s *sentence) sharesPeople(f *figures.Found) bool {
	const reach = 8 // tokens
	const held = lang.People | lang.Body | lang.Say | lang.Think | lang.Wants
	if f.Unit != figures.UnitPercent {
		return s.share(f)
	}
	return s.Around(f.To, f.To+reach, held) || s.Regarding(f.To, f.To+reach, lang.Ofpeople|lang.Poll) ||
		s.Around(0, f.From, lang.People|lang.Say|lang.Think|lang.Wants) || s.subjectPerson(f.From) != nil
}

// named reports whether a word about the topics stands right behind a name, "a
// Quinnipiac poll", or is somebody's: "a poll for the mobile firm
// Intervoice", "polls, one from Intervoice".
func (s *sentence) named(topics lang.Topic) bool {
	const reach = 6 // tokens from the word to the end of its owner
	for i := 1; i < len(s.Tokens); i++ {
		t := &s.Tokens[i]
		if !t.Regards(topics) || t.Quoted {
			continue
		}
		if s.isName(i-1) || i > 1 && s.isName(i-2) && !s.Tokens[i-1].Capital {
			return true
		}
		for k := i + 1; k < min(i+reach, len(s.Tokens)); k++ {
			next := (k == i+1 || k == i+2 && s.Tokens[i+1].Is(lang.Participle)) && s.Tokens[k].Regards(lang.By|lang.For)
			if (next || s.Tokens[k].Regards(lang.Fromto)) && s.lastName(k+1, min(k+reach-1, len(s.Tokens))) >= 0 {
				return true
			}
		}
	}
	return false
}
