package grammar

import "fmt"

// Tag is a universal part of speech (Universal Dependencies, version 2).
type Tag uint8

const (
	X Tag = iota // what is no word of the language
	Adj
	Adp // preposition, or particle of a verb ("up" of "give up")
	Adv
	Aux // be, have, do and modals where they help another verb or link
	CConj
	Det
	Intj
	Noun
	Num
	Part // "to" before a verb, "not", the possessive "'s"
	Pron
	ProperNoun
	Punct
	SConj
	Sym
	Verb
	tagCount
)

var tagNames = [tagCount]string{"X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"}

// String returns the name Universal Dependencies has for the tag: "PROPN".
func (t Tag) String() string { return nameOf(tagNames[:], int(t)) }

// ParseTag is the reverse of String.
func ParseTag(name string) (Tag, error) {
	i, err := indexOf(tagNames[:], name, "part of speech")
	return Tag(i), err
}

// Fine is a tag of the Penn Treebank: the part of speech with what the form of
// the word says of number, tense and degree.
type Fine uint8

const (
	NoFine Fine = iota
	ADD         // address of a page or mailbox
	AFX         // affix that stands alone
	CC
	CD
	DT
	EX // "there" of "there is"
	FW // foreign word
	GW // part of a word that was split by mistake
	HYPH
	IN
	JJ
	JJR
	JJS
	LS // number or mark of a list item
	MD // modal
	NFP
	NN
	NNP
	NNPS
	NNS
	PDT
	POS // possessive ending
	PRP
	PRPS // PRP$: "his"
	RB
	RBR
	RBS
	RP // particle of a verb
	SYM
	TO
	UH
	VB  // infinitive, imperative
	VBD // past tense
	VBG // -ing
	VBN // past participle
	VBP // present, not third person singular
	VBZ // present, third person singular
	WDT
	WP
	WPS // WP$: "whose"
	WRB
	XX
	Dollar
	Comma
	Stop  // full stop, question or exclamation mark
	Colon // colon, semicolon, dash
	LeftBracket
	RightBracket
	OpeningQuote
	ClosingQuote
	fineCount
)

var fineNames = [fineCount]string{"", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "XX", "$", ",", ".", ":", "-LRB-", "-RRB-", "``", "''"}

// String returns the Penn Treebank's name for the tag: "PRP$".
func (f Fine) String() string { return nameOf(fineNames[:], int(f)) }

// ParseFine is the reverse of String.
func ParseFine(name string) (Fine, error) {
	i, err := indexOf(fineNames[:], name, "Penn Treebank tag")
	return Fine(i), err
}

// Plural reports whether the tag is that of a noun in the plural.
func (f Fine) Plural() bool { return f == NNS || f == NNPS }

// Relation is what a word is to its head, as Universal Dependencies names it.
// The subtypes that English-EWT has are told apart.
type Relation uint8

const (
	RelDep Relation = iota // not known; what the treebank could not name
	RelRoot
	RelAcl
	RelAclRelcl // relative clause
	RelAdvcl
	RelAdvclRelcl // relative clause on a whole clause
	RelAdvmod
	RelAmod
	RelAppos
	RelAux
	RelAuxPass
	RelCase
	RelCc
	RelCcPreconj
	RelCcomp
	RelCompound
	RelCompoundPrt
	RelConj
	RelCop
	RelCsubj
	RelCsubjOuter
	RelCsubjPass
	RelDet
	RelDetPredet
	RelDiscourse
	RelDislocated
	RelExpl
	RelFixed
	RelFlat
	RelGoeswith
	RelIobj
	RelList
	RelMark
	RelNmod
	RelNmodDesc
	RelNmodPoss
	RelNmodUnmarked
	RelNsubj
	RelNsubjOuter
	RelNsubjPass
	RelNummod
	RelObj
	RelObl
	RelOblAgent // "by" and who did it, of a passive
	RelOblUnmarked
	RelOrphan
	RelParataxis // a clause put beside another: "it will, he said, rain"
	RelPunct
	RelReparandum
	RelVocative
	RelXcomp
	relationCount
)

var relationNames = [relationCount]string{"dep", "root", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "vocative", "xcomp"}

// String returns the name with its subtype: "nsubj:pass".
func (r Relation) String() string { return nameOf(relationNames[:], int(r)) }

// ParseRelation is the reverse of String.
func ParseRelation(name string) (Relation, error) {
	i, err := indexOf(relationNames[:], name, "relation")
	return Relation(i), err
}

// Subject reports whether a word is the subject of its head, which may be a
// passive verb.
func (r Relation) Subject() bool {
	switch r {
	case RelNsubj, RelNsubjOuter, RelNsubjPass, RelCsubj, RelCsubjOuter, RelCsubjPass:
		return true
	}
	return false
}

func nameOf(names []string, i int) string {
	if i >= len(names) {
		return "?"
	}
	return names[i]
}

func indexOf(names []string, name, what string) (int, error) {
	for i, n := range names {
		if n == name {
			return i, nil
		}
	}
	return 0, fmt.Errorf("grammar: %q is no %s", name, what)
}
