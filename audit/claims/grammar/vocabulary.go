package grammar

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"
)

// Entry is what a dictionary says of a base form: its parts of speech, and the
// class of its most frequent sense.
type Entry struct {
	Speech Speech
	Class  uint8 // any small number; words of one class have like meanings
}

// Speech is a set of parts of speech.
type Speech uint8

const (
	SpeechNoun Speech = 1 << iota
	SpeechVerb
	SpeechAdj
	SpeechAdv
)

// vocabulary holds what a dictionary says of many more words than a treebank has.
type vocabulary struct {
	words map[string]Entry
}

// look returns what is known of a form in small letters: the entry that it has
// itself, and of the base forms it may be an inflection of together with what
// ending it then has.
func (v *vocabulary) look(form string) (own, base Entry, ending uint32) {
	own = v.words[form]
	for _, e := range endings {
		if !strings.HasSuffix(form, e.cut) || len(form) < len(e.cut)+2 {
			continue
		}
		stem := form[:len(form)-len(e.cut)]
		b := v.words[stem+e.add]
		if b.Speech&e.of == 0 && e.add == "" && e.doubles && stem[len(stem)-1] == stem[len(stem)-2] {
			b = v.words[stem[:len(stem)-1]]
		}
		if b.Speech&e.of != 0 {
			return own, b, e.kind
		}
	}
	return own, Entry{}, 0
}

// endings are the regular inflections, in the order they are tried.
var endings = [...]struct {
	cut, add string
	of       Speech
	kind     uint32 // one for all forms of an ending
	doubles  bool   // "stopped" of "stop"
}{
	{cut: "ies", add: "y", of: SpeechNoun | SpeechVerb, kind: 1},
	{cut: "s", of: SpeechNoun | SpeechVerb, kind: 1},
	{cut: "es", of: SpeechNoun | SpeechVerb, kind: 1},
	{cut: "men", add: "man", of: SpeechNoun, kind: 2},
	{cut: "ied", add: "y", of: SpeechVerb, kind: 3},
	{cut: "ed", add: "e", of: SpeechVerb, kind: 3},
	{cut: "ed", of: SpeechVerb, kind: 3, doubles: true},
	{cut: "ing", add: "e", of: SpeechVerb, kind: 4},
	{cut: "ing", of: SpeechVerb, kind: 4, doubles: true},
	{cut: "ier", add: "y", of: SpeechAdj, kind: 5},
	{cut: "er", of: SpeechAdj, kind: 5, doubles: true},
	{cut: "iest", add: "y", of: SpeechAdj, kind: 6},
	{cut: "est", of: SpeechAdj, kind: 6, doubles: true},
}

// append writes the vocabulary. Words that begin as the one before are written
// from where they differ.
func (v *vocabulary) append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(v.words)))
	words := slices.Sorted(maps.Keys(v.words))
	last := ""
	for _, w := range words {
		n := 0
		for n < len(w) && n < len(last) && w[n] == last[n] {
			n++
		}
		b = appendString(append(b, byte(min(n, 255))), w[min(n, 255):])
		last = w
	}
	for _, w := range words {
		b = append(b, byte(v.words[w].Speech))
	}
	for _, w := range words {
		b = append(b, v.words[w].Class)
	}
	return b
}

// vocabulary is the reverse of append. All words share the bytes of one string.
func (r *reader) vocabulary() *vocabulary {
	ends := make([]int, r.size())
	text := make([]byte, 0, 10*len(ends))
	last := 0 // where the last word begins
	for i := range ends {
		start := len(text)
		n := min(int(r.byte()), start-last)
		text = append(text, text[last:last+n]...)
		text = append(text, r.bytes(r.size())...)
		last, ends[i] = start, len(text)
	}
	speeches, classes, words := r.bytes(len(ends)), r.bytes(len(ends)), string(text)
	v := &vocabulary{words: make(map[string]Entry, len(ends))}
	start := 0
	for i, end := range ends {
		v.words[words[start:end]] = Entry{Speech(speeches[i]), classes[i]}
		start = end
	}
	return v
}
