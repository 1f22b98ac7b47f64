package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"copydesk.dev/audit/claims/lexis"
)

// dict is WordNet: what senses a lemma has, and how they hang together. The
// format of its files is described in its manual pages wndb(5) and senseidx(5).
type dict struct {
	senses  map[word][]sense
	synsets map[synsetID]*synset
}

// word is a lemma, in lower case and with spaces, as a part of speech.
type word struct {
	part  lexis.Part
	lemma string
}

// sense is one of a word's meanings.
type sense struct {
	synset synsetID
	rank   int // from 1, the most frequent
	count  int // how often it occurs in the texts that were tagged with senses
}

// synsetID is a part of speech and an offset into its data file.
type synsetID struct {
	part   lexis.Part
	offset string
}

// synset is a meaning and the forms of words that have it.
type synset struct {
	file  lexis.Class // its lexicographer file
	forms []string    // as they are written, with capitals and spaces
	below []synsetID  // its direct hyponyms; of an adjective those similar to it
}

// dataFiles are the files of synsets by part of speech.
var dataFiles = map[string]lexis.Part{
	"data.noun": lexis.PartNoun,
	"data.verb": lexis.PartVerb,
	"data.adj":  lexis.PartAdjective,
	"data.adv":  lexis.PartAdverb,
}

// fileNames are the classes by number of lexicographer file (lexnames(5)).
var fileNames = strings.Fields(`adj.all adj.pert adv.all
	noun.tops noun.act noun.animal noun.artifact noun.attribute noun.body noun.cognition
	noun.communication noun.event noun.feeling noun.food noun.group noun.location noun.motive
	noun.object noun.person noun.phenomenon noun.plant noun.possession noun.process
	noun.quantity noun.relation noun.shape noun.state noun.substance noun.time
	verb.body verb.change verb.cognition verb.communication verb.competition verb.consumption
	verb.contact verb.creation verb.emotion verb.motion verb.perception verb.possession
	verb.social verb.stative verb.weather adj.ppl`)

// parseDict reads WordNet's files, by their names.
func parseDict(files map[string]string) (*dict, error) {
	d := &dict{senses: map[word][]sense{}, synsets: map[synsetID]*synset{}}
	for name, part := range dataFiles {
		for line := range strings.Lines(files[name]) {
			if strings.HasPrefix(line, "  ") { // the licence
				continue
			}
			if err := d.addSynset(part, line); err != nil {
				return nil, fmt.Errorf("%s: %q: %w", name, line, err)
			}
		}
	}
	for line := range strings.Lines(files["index.sense"]) {
		if err := d.addSense(line); err != nil {
			return nil, fmt.Errorf("index.sense: %q: %w", line, err)
		}
	}
	return d, nil
}

// addSynset reads a line of a data file:
//
//	offset file type words(hex) {word id}… pointers {symbol offset part source-target}… | gloss
func (d *dict) addSynset(part lexis.Part, line string) error {
	line, _, _ = strings.Cut(line, " | ")
	f := &fields{rest: strings.Fields(line)}
	id := synsetID{part, f.next()}
	s := &synset{file: f.file()}
	f.next() // type: known by the file's name, but for satellites, which don't matter here
	for range f.number(16) {
		form, _, _ := strings.Cut(f.next(), "(") // an adjective's position: "galore(ip)"
		s.forms = append(s.forms, strings.ReplaceAll(form, "_", " "))
		f.next()
	}
	for range f.number(10) {
		symbol, to := f.next(), synsetID{part, f.next()}
		f.next() // the part of speech: these two pointers don't leave it
		f.next()
		if symbol == "~" || symbol == "&" {
			s.below = append(s.below, to)
		}
	}
	d.synsets[id] = s
	return f.err
}

// senseParts are the parts of speech by their number in a sense key; 5 is an
// adjective that is a satellite of another.
var senseParts = map[byte]lexis.Part{
	'1': lexis.PartNoun, '2': lexis.PartVerb, '3': lexis.PartAdjective, '4': lexis.PartAdverb, '5': lexis.PartAdjective,
}

// addSense reads a line of index.sense: "lemma%type:… offset rank count".
func (d *dict) addSense(line string) error {
	f := &fields{rest: strings.Fields(line)}
	lemma, key, _ := strings.Cut(f.next(), "%")
	part, ok := senseParts[(key + " ")[0]]
	if !ok {
		return fmt.Errorf("its key has no part of speech")
	}
	s := sense{synset: synsetID{part, f.next()}, rank: f.number(10), count: f.number(10)}
	if d.synsets[s.synset] == nil {
		return fmt.Errorf("there is no synset of that %s at %s", part, s.synset.offset)
	}
	if s.rank < 1 {
		return fmt.Errorf("senses are numbered from 1")
	}
	w := word{part, strings.ReplaceAll(lemma, "_", " ")}
	d.senses[w] = append(d.senses[w], s)
	return f.err
}

// isName reports whether the lemma is always written with a capital letter in
// the meaning.
func (s *synset) isName(lemma string) bool {
	for _, form := range s.forms {
		if strings.EqualFold(form, lemma) && !unicode.IsUpper([]rune(form)[0]) {
			return false
		}
	}
	return true
}

// fields reads a line field by field, and keeps the first error.
type fields struct {
	rest []string
	err  error
}

// next gives the next field.
func (f *fields) next() string {
	if len(f.rest) == 0 {
		if f.err == nil {
			f.err = fmt.Errorf("the line ends too soon")
		}
		return ""
	}
	field := f.rest[0]
	f.rest = f.rest[1:]
	return field
}

// number gives the next field as a number, 0 in case of an error.
func (f *fields) number(base int) int {
	n, err := strconv.ParseUint(f.next(), base, 31)
	if err != nil && f.err == nil {
		f.err = err
	}
	return int(n)
}

// file gives the class of the next field, a lexicographer file's number.
func (f *fields) file() lexis.Class {
	n := f.number(10)
	if n >= len(fileNames) {
		f.err = fmt.Errorf("there is no lexicographer file %d", n)
		return lexis.Unknown
	}
	c, _ := lexis.ParseClass(fileNames[n])
	return c
}
