package claims

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	"copydesk.dev/audit/claims/names"
	"copydesk.dev/audit/claims/register"
	"copydesk.dev/audit/claims/segment"
)

// class is a set of word classes, one bit each: what a word may do in a
// sentence. See en/words.yaml for what they mean.
type class uint64

const (
	classSay class = 1 << iota
	classSaying
	classThink
	classThinking
	classWants
	classCounting
	classForecasts
	classShows
	classNounlike
	classCommentators
	classCommentator
	classInsiders
	classInsider
	classPeople
	classPerson
	classOffice
	classBody
	classDocument
	classPaper
	classSome
	classIndefinite
	classDefinite
	classPronoun
	classFirst
	classSecond
	classAux
	classAdverb
	classClause
	classPreposition
	classParticiple
	classHearsay
	classWeekday
	classMonth
	classOrgword
	classImperative
	classNumber
	classScale
	classBe
	classBase
	classPlural
	classThing
	classContent
	classFraction
	classNegation
	classPossessor
	classArticle
	classModal
	classWho
	classAnydocuments
	classBelonging
	classUtterance
	classActs
	classTerming
	classTitle
	classGiven
	classLocating
	classAddressing
	classConditional
	classSuperlative
	classDocumental
	classAttitude
	classPossessive // not in the list: "'s"
)

// topic is a set of what a word is about, one bit each: what figures measure.
type topic uint64

const (
	topicMeasure topic = 1 << iota
	topicTrend
	topicUnitword
	topicMarket
	topicDeal
	topicPrice
	topicOfpeople
	topicAverage
	topicPercent
	topicApprox
	topicResearch
	topicSpan
	topicRelative
	topicVersus
	topicContest
	topicPresence
	topicThreshold
	topicMoved
	topicPlan
	topicCharge
	topicPoll
	topicResult
	topicAsking
	topicJoining
	topicSuffix
	topicBy
	topicOf
	topicAs
	topicTo
	topicWhen
	topicFuture
	topicObjective
	topicNaming
	topicPart
	topicUntil
	topicIn
	topicRangefrom
	topicRangeto
	topicPassing
	topicJob
	topicAbove
	topicBelow
	topicMore
	topicLess
	topicThan
	topicUp
	topicTotal
	topicPast
	topicEstimate
	topicAllegation
	topicPer
	topicSource
	topicFirm
	topicCausative
	topicFor
	topicOwning
	topicBuying
	topicTravel
	topicFromto
	topicAgainst
)

// topicNames are the keys of words.yaml that are topics.
var topicNames = map[string]topic{
	"measure":  topicMeasure,
	"trend":    topicTrend,
	"unitword": topicUnitword,
	"market":   topicMarket,
	"deal":     topicDeal,
	"price":    topicPrice,
	"ofpeople": topicOfpeople,
	"average":  topicAverage,
	"percent":  topicPercent,
	"approx":   topicApprox,
	"research": topicResearch, "span": topicSpan, "relative": topicRelative, "versus": topicVersus,
	"contest": topicContest, "presence": topicPresence, "threshold": topicThreshold, "moved": topicMoved,
	"plan": topicPlan, "charge": topicCharge, "poll": topicPoll, "result": topicResult,
	"asking": topicAsking, "joining": topicJoining, "suffix": topicSuffix, "by": topicBy, "of": topicOf,
	"as": topicAs, "to": topicTo,
	"when": topicWhen, "future": topicFuture, "objective": topicObjective, "naming": topicNaming,
	"part": topicPart, "until": topicUntil, "in": topicIn, "rangefrom": topicRangefrom, "rangeto": topicRangeto, "passing": topicPassing,
	"job": topicJob, "above": topicAbove, "below": topicBelow, "more": topicMore, "less": topicLess, "than": topicThan, "up": topicUp, "total": topicTotal, "past": topicPast, "estimate": topicEstimate, "allegation": topicAllegation, "per": topicPer,
	"source": topicSource, "firm": topicFirm, "causative": topicCausative, "for": topicFor, "owning": topicOwning, "buying": topicBuying,
	"travel": topicTravel, "fromto": topicFromto, "against": topicAgainst,
}

// classNames are the keys of words.yaml; "stop" is kept apart (see word.stop).
var classNames = map[string]class{
	"say": classSay, "saying": classSaying, "think": classThink, "thinking": classThinking,
	"wants": classWants, "counting": classCounting, "forecasts": classForecasts, "shows": classShows,
	"nounlike": classNounlike, "commentators": classCommentators, "commentator": classCommentator,
	"insiders": classInsiders, "insider": classInsider, "people": classPeople, "person": classPerson,
	"office": classOffice, "body": classBody, "document": classDocument, "paper": classPaper,
	"some": classSome, "indefinite": classIndefinite, "definite": classDefinite,
	"pronoun": classPronoun, "first": classFirst, "second": classSecond, "aux": classAux,
	"adverb": classAdverb, "clause": classClause, "preposition": classPreposition,
	"participle": classParticiple, "hearsay": classHearsay, "weekday": classWeekday,
	"month": classMonth, "orgword": classOrgword, "imperative": classImperative,
	"be": classBe, "base": classBase,
	"plural": classPlural, "thing": classThing, "content": classContent, "fraction": classFraction,
	"negation": classNegation, "possessor": classPossessor, "article": classArticle,
	"modal": classModal, "who": classWho, "anydocuments": classAnydocuments,
	"belonging": classBelonging, "utterance": classUtterance, "acts": classActs,
	"terming": classTerming, "title": classTitle, "given": classGiven, "locating": classLocating,
	"addressing": classAddressing, "conditional": classConditional, "superlative": classSuperlative,
	"documental": classDocumental, "attitude": classAttitude, "number": classNumber,
}

// lexicon holds all word lists in the form the assessment reads them. It never
// changes after newLexicon.
type lexicon struct {
	words      map[string]*word
	possessive *word
	numeral    *word    // every number in digits
	endings    []string // "ly": unlisted words that end so share byEnding
	byEnding   *word

	endsIn map[string][]string // by list of words.yaml: endAgent, endPlural, endPast, endLasting

	numbers numbers // what number words mean

	sentences segment.Rules // how sentences are told apart

	stemmer stemmer

	register *register.Register
	names    *names.List
}

// newLexicon compiles the lists.
func newLexicon(l *lists) (*lexicon, error) {
	x := &lexicon{
		words:      make(map[string]*word, 4096),
		possessive: &word{classes: classPossessive},
		numeral:    &word{classes: classNumber},
		endsIn:     map[string][]string{},
		byEnding:   &word{},
		numbers:    l.Numbers,
		stemmer:    stemmer{stems: map[string]string{}},
		register:   register.New(l.Kinds),
	}
	x.sentences = segment.Rules{Abbreviations: map[string]segment.Abbreviation{}, Openers: map[string]bool{}, Says: x.says}
	x.words["'s"] = x.possessive // so that phrases may hold it
	x.names = names.New(l.Names, x.register.Spelled())
	if err := x.addWords(l.Words); err != nil {
		return nil, err
	}
	for w := range x.numbers.Values {
		x.entry(w).classes |= classNumber
	}
	for w := range x.numbers.Scales {
		x.entry(w).classes |= classScale
	}
	for _, name := range sortedKeys(l.Phrases) {
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
	for _, name := range sortedKeys(l.Abbreviations) {
		kind, ok := segment.AbbreviationNames[name]
		if !ok && name != "openers" {
			return nil, fmt.Errorf("abbreviations: there is no list %q", name)
		}
		for _, w := range strings.Fields(l.Abbreviations[name]) {
			if ok {
				x.sentences.Abbreviations[segment.Normal(w)] = kind
			} else {
				x.sentences.Openers[segment.Normal(w)] = true
			}
		}
	}
	return x, nil
}

// says reports whether a word is a verb of saying.
func (x *lexicon) says(word string) bool {
	var buf [64]byte
	return x.lookup(buf[:0], word).classes&classSay != 0
}

// addWords files words under their classes; "-ly" is an ending, which gives
// its class to every word that ends so and is in no list.
func (x *lexicon) addWords(lists map[string]string) error {
	for _, name := range sortedKeys(lists) {
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
				x.byEnding.classes |= bit
				continue
			}
			e := x.entry(segment.Normal(w))
			e.classes |= bit
			e.topics |= about
			e.stop = e.stop || name == "stop"
		}
	}
	return nil
}

// entry returns the word's entry, made if need be.
func (x *lexicon) entry(folded string) *word {
	e := x.words[folded]
	if e == nil {
		e = &word{}
		if x.hasEnding(folded) {
			e.classes = x.byEnding.classes
		}
		x.words[folded] = e
	}
	return e
}

// hasEnding reports whether a folded word falls under an ending of the lists.
func (x *lexicon) hasEnding(folded string) bool {
	for _, e := range x.endings {
		if len(folded) > len(e)+1 && strings.HasSuffix(folded, e) {
			return true
		}
	}
	return false
}

// The lists of words.yaml that hold endings.
const (
	endAgent   = "agent-ending"
	endPlural  = "plural-ending"
	endPast    = "past-ending"
	endLasting = "lasting-ending"
)

// ends reports whether a word has one of the endings of a list.
func (x *lexicon) ends(list, word string) bool {
	for _, e := range x.endsIn[list] {
		if len(word) > len(e) && strings.HasSuffix(word, e) {
			return true
		}
	}
	return false
}

// months returns how many months a whole number of years, quarters or the like is, or
// 0.
func (x *lexicon) months(number, unit string) int {
	n := x.numbers.Values[number]
	if v, err := strconv.ParseFloat(number, 64); err == nil {
		n = v
	}
	if n != math.Trunc(n) {
		return 0
	}
	return int(n) * x.numbers.Spans[unit]
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
