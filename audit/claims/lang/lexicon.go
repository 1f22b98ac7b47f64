package lang

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"copydesk.dev/audit/claims/names"
	"copydesk.dev/audit/claims/register"
	"copydesk.dev/audit/claims/segment"
)

// Class is a set of word classes, one bit each: what a word may do in a
// sentence. See en/words.yaml for what they mean.
type Class uint64

// The classes of words, by their names in words.yaml.
const (
	Say Class = 1 << iota
	Saying
	Think
	Thinking
	Wants
	Counting
	Forecasts
	Shows
	Nounlike
	Commentators
	Commentator
	Insiders
	Insider
	People
	Person
	Office
	Body
	Document
	Paper
	Some
	Indefinite
	Definite
	Pronoun
	First
	Second
	Aux
	Adverb
	Clause
	Preposition
	Participle
	Hearsay
	Weekday
	Month
	Orgword
	Imperative
	Number
	Scale
	Be
	Base
	Plural
	Thing
	Content
	Fraction
	Negation
	Possessor
	Article
	Modal
	Who
	Anydocuments
	Belonging
	Utterance
	Acts
	Terming
	Title
	Given
	Locating
	Addressing
	Conditional
	Superlative
	Documental
	Attitude
	Possessive // not in the list: "'s"
)

// Topic is a set of what a word is about, one bit each: what figures measure.
type Topic uint64

// The topics of words, by their names in words.yaml.
const (
	Measure Topic = 1 << iota
	Trend
	Unitword
	Market
	Deal
	Price
	Ofpeople
	Average
	Percent
	Approx
	Research
	Span
	Relative
	Versus
	Contest
	Presence
	Threshold
	Moved
	Plan
	Charge
	Poll
	Result
	Asking
	Joining
	Suffix
	By
	Of
	As
	To
	When
	Future
	Objective
	Naming
	Part
	Until
	In
	Rangefrom
	Rangeto
	Passing
	Job
	Above
	Below
	More
	Less
	Than
	Up
	Total
	Past
	Estimate
	Allegation
	Per
	Source
	Firm
	Causative
	For
	Owning
	Buying
	Travel
	Fromto
	Against
)

// topicNames are the keys of words.yaml that are topics.
var topicNames = map[string]Topic{
	"measure":  Measure,
	"trend":    Trend,
	"unitword": Unitword,
	"market":   Market,
	"deal":     Deal,
	"price":    Price,
	"ofpeople": Ofpeople,
	"average":  Average,
	"percent":  Percent,
	"approx":   Approx,
	"research": Research, "span": Span, "relative": Relative, "versus": Versus,
	"contest": Contest, "presence": Presence, "threshold": Threshold, "moved": Moved,
	"plan": Plan, "charge": Charge, "poll": Poll, "result": Result,
	"asking": Asking, "joining": Joining, "suffix": Suffix, "by": By, "of": Of,
	"as": As, "to": To,
	"when": When, "future": Future, "objective": Objective, "naming": Naming,
	"part": Part, "until": Until, "in": In, "rangefrom": Rangefrom, "rangeto": Rangeto, "passing": Passing,
	"job": Job, "above": Above, "below": Below, "more": More, "less": Less, "than": Than, "up": Up, "total": Total, "past": Past, "estimate": Estimate, "allegation": Allegation, "per": Per,
	"source": Source, "firm": Firm, "causative": Causative, "for": For, "owning": Owning, "buying": Buying,
	"travel": Travel, "fromto": Fromto, "against": Against,
}

// classNames are the keys of words.yaml; "stop" is kept apart (see word.stop).
var classNames = map[string]Class{
	"say": Say, "saying": Saying, "think": Think, "thinking": Thinking,
	"wants": Wants, "counting": Counting, "forecasts": Forecasts, "shows": Shows,
	"nounlike": Nounlike, "commentators": Commentators, "commentator": Commentator,
	"insiders": Insiders, "insider": Insider, "people": People, "person": Person,
	"office": Office, "body": Body, "document": Document, "paper": Paper,
	"some": Some, "indefinite": Indefinite, "definite": Definite,
	"pronoun": Pronoun, "first": First, "second": Second, "aux": Aux,
	"adverb": Adverb, "clause": Clause, "preposition": Preposition,
	"participle": Participle, "hearsay": Hearsay, "weekday": Weekday,
	"month": Month, "orgword": Orgword, "imperative": Imperative,
	"be": Be, "base": Base,
	"plural": Plural, "thing": Thing, "content": Content, "fraction": Fraction,
	"negation": Negation, "possessor": Possessor, "article": Article,
	"modal": Modal, "who": Who, "anydocuments": Anydocuments,
	"belonging": Belonging, "utterance": Utterance, "acts": Acts,
	"terming": Terming, "title": Title, "given": Given, "locating": Locating,
	"addressing": Addressing, "conditional": Conditional, "superlative": Superlative,
	"documental": Documental, "attitude": Attitude, "number": Number,
}

// Lexicon holds all word lists in the form the assessment reads them. It never
// changes after newLexicon.
type Lexicon struct {
	words      map[string]*Word
	Possessive *Word    // the "'s" that stands apart
	numeral    *Word    // every number in digits
	endings    []string // "ly": unlisted words that end so share byEnding
	byEnding   *Word

	endsIn map[string][]string // by list of words.yaml: EndAgent, EndPlural, EndPast, EndLasting

	Numbers Numbers // what number words mean

	Sentences segment.Rules // how sentences are told apart

	stemmer stemmer

	Register *register.Register // sources by name and address
	Names    *names.List        // products
}

// newLexicon compiles the lists.
func newLexicon(l *lists) (*Lexicon, error) {
	x := &Lexicon{
		words:      make(map[string]*Word, 4096),
		Possessive: &Word{Classes: Possessive},
		numeral:    &Word{Classes: Number},
		endsIn:     map[string][]string{},
		byEnding:   &Word{},
		Numbers:    l.Numbers,
		stemmer:    stemmer{stems: map[string]string{}},
		Register:   register.New(l.Kinds),
	}
	x.Sentences = segment.Rules{Abbreviations: map[string]segment.Abbreviation{}, Openers: map[string]bool{}, Says: x.says}
	x.words["'s"] = x.Possessive // so that phrases may hold it
	x.Names = names.New(l.Names, x.Register.Spelled())
	if err := x.addWords(l.Words); err != nil {
		return nil, err
	}
	for w := range x.Numbers.Values {
		x.entry(w).Classes |= Number
	}
	for w := range x.Numbers.Scales {
		x.entry(w).Classes |= Scale
	}
	for _, name := range slices.Sorted(maps.Keys(l.Phrases)) {
		c, ok := categoryNames[name]
		if !ok {
			return nil, fmt.Errorf("phrases: there is no category %q", name)
		}
		for _, phrase := range l.Phrases[name] {
			if err := x.addPhrase(c, phrase); err != nil {
				return nil, fmt.Errorf("phrases: %s: %q: %w", name, phrase, err)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(l.Abbreviations)) {
		kind, ok := segment.AbbreviationNames[name]
		if !ok && name != "openers" {
			return nil, fmt.Errorf("abbreviations: there is no list %q", name)
		}
		for _, w := range strings.Fields(l.Abbreviations[name]) {
			if ok {
				x.Sentences.Abbreviations[segment.Normal(w)] = kind
			} else {
				x.Sentences.Openers[segment.Normal(w)] = true
			}
		}
	}
	return x, nil
}

// says reports whether a word is a verb of saying.
func (x *Lexicon) says(word string) bool {
	var buf [64]byte
	return x.lookup(buf[:0], word).Classes&Say != 0
}

// addWords files words under their classes; "-ly" is an ending, which gives
// its class to every word that ends so and is in no list.
func (x *Lexicon) addWords(lists map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(lists)) {
		bit, isClass := classNames[name]
		about, isTopic := topicNames[name]
		isEnding := strings.HasSuffix(name, "-ending")
		if !isClass && !isTopic && !isEnding && name != "stop" {
			return fmt.Errorf("words: there is no class %q", name)
		}
		for _, w := range strings.Fields(lists[name]) {
			if ending, ok := strings.CutPrefix(w, "-"); ok {
				if isEnding {
					x.endsIn[name] = append(x.endsIn[name], ending)
					continue
				}
				x.endings = append(x.endings, ending)
				x.byEnding.Classes |= bit
				continue
			}
			e := x.entry(segment.Normal(w))
			e.Classes |= bit
			e.topics |= about
			e.Stop = e.Stop || name == "stop"
		}
	}
	return nil
}

// entry returns the word's entry, made if need be.
func (x *Lexicon) entry(folded string) *Word {
	e := x.words[folded]
	if e == nil {
		e = &Word{}
		if x.hasEnding(folded) {
			e.Classes = x.byEnding.Classes
		}
		x.words[folded] = e
	}
	return e
}

// hasEnding reports whether a folded word falls under an ending of the lists.
func (x *Lexicon) hasEnding(folded string) bool {
	for _, e := range x.endings {
		if len(folded) > len(e)+1 && strings.HasSuffix(folded, e) {
			return true
		}
	}
	return false
}

// The lists of words.yaml that hold endings.
const (
	EndAgent   = "agent-ending"
	EndPlural  = "plural-ending"
	EndPast    = "past-ending"
	EndLasting = "lasting-ending"
)

// Ends reports whether a word has one of the endings of a list.
func (x *Lexicon) Ends(list, word string) bool {
	for _, e := range x.endsIn[list] {
		if len(word) > len(e) && strings.HasSuffix(word, e) {
			return true
		}
	}
	return false
}

// Months returns how many months a whole number of years, quarters or the like is, or
// 0.
func (x *Lexicon) Months(number, unit string) int {
	n := x.Numbers.Values[number]
	if v, err := strconv.ParseFloat(number, 64); err == nil {
		n = v
	}
	if n != math.Trunc(n) {
		return 0
	}
	return int(n) * x.Numbers.Spans[unit]
}
