package grammar

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// Model is what was learned of a language's grammar. What it says doesn't change, and
// any number of goroutines may use one.
type Model struct {
	labels     []label
	lexicon    map[string]uint32 // frequent words: a hash of the tags they have
	vocabulary *vocabulary
	lemmas     *lemmas
	tagger     *weights // of labels
	moves      *moveWeights
	relations  *weights
	memory     memory
}

//go:embed model.bin
var embedded []byte

// Default returns the model of English that the program carries. It is read when
// it is first asked for.
var Default = sync.OnceValue(func() *Model {
	m, err := decode(embedded)
	if err != nil {
		panic(fmt.Sprintf("grammar: the embedded model: %v", err)) // a test reads it
	}
	return m
})

// Tag cuts a sentence into words and marks and gives them tags and lemmas, but
// neither heads nor relations: Attach does that. Both together are Parse.
func (m *Model) Tag(sentence string) Sentence {
	s := tokenize(sentence)
	m.TagWords(s)
	return s
}

// TagWords is Tag for text that is cut already: of the tokens, Text is read.
func (m *Model) TagWords(s Sentence) { m.tagAll(s) }

// tagAll gives the tokens tags and lemmas, and returns what is known of their words.
func (m *Model) tagAll(s Sentence) []word {
	words, known := m.recall(s)
	m.tag(s, words, known)
	for i := range s {
		s[i].Lemma = m.lemmas.of(s[i].Text, s[i].Fine)
	}
	return words
}

// Attach gives the words of a tagged sentence their heads and relations.
func (m *Model) Attach(s Sentence) {
	words, _ := m.recall(s)
	m.attachAll(s, words)
}

// Parse reads one sentence: its words and marks with tags, lemmas, heads and
// relations. It takes time in proportion to the sentence's length. Text without
// any word or mark gives none.
func (m *Model) Parse(sentence string) Sentence {
	s := tokenize(sentence)
	m.ParseWords(s)
	return s
}

// ParseWords is Parse for text that is cut already: of the tokens, Text is read,
// and all but Start and End set.
func (m *Model) ParseWords(s Sentence) { m.attachAll(s, m.tagAll(s)) }

// magic begins the file of a model; its number changes with features or form.
const magic = "copydesk grammar 2\n"

// WriteTo writes the model, the same bytes for the same model.
func (m *Model) WriteTo(w io.Writer) (int64, error) {
	var b []byte
	b = binary.AppendUvarint(b, uint64(len(m.labels)))
	for _, l := range m.labels {
		b = append(b, byte(l.tag), byte(l.fine))
	}
	b = binary.AppendUvarint(b, uint64(len(m.lexicon)))
	for _, word := range slices.Sorted(maps.Keys(m.lexicon)) {
		b = appendString(b, word)
		b = binary.AppendUvarint(b, uint64(m.lexicon[word]))
	}
	b = m.lemmas.append(m.vocabulary.append(b))
	b = m.relations.append(m.moves.append(m.tagger.append(b)))
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return 0, err
	}
	n, err := w.Write(enc.EncodeAll(b, []byte(magic)))
	return int64(n), err
}

// Read reads a model that WriteTo has written.
func Read(r io.Reader) (*Model, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return decode(data)
}

// decode is Read for a file that is in memory.
func decode(data []byte) (*Model, error) {
	packed, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok {
		return nil, errors.New("no model of grammar, or one of another version; train it again")
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(256<<20))
	if err != nil {
		return nil, err
	}
	defer dec.Close()
	data, err = dec.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("unpack the model: %w", err)
	}
	in := &reader{data: data}
	m := &Model{labels: make([]label, in.size()), lexicon: map[string]uint32{}}
	for i := range m.labels {
		m.labels[i] = label{Tag(in.byte()), Fine(in.byte())}
	}
	for range in.size() {
		word := in.string()
		m.lexicon[word] = uint32(in.uvarint())
	}
	m.vocabulary, m.lemmas = in.vocabulary(), in.lemmas()
	m.lemmas.vocabulary = m.vocabulary
	m.tagger, m.moves, m.relations = in.weights(), in.moveWeights(), in.weights()
	switch {
	case in.err != nil:
		return nil, in.err
	case m.tagger.classes != len(m.labels), m.relations.classes != int(relationCount):
		return nil, errDamaged
	}
	return m, nil
}

// append writes the tables of base forms.
func (l *lemmas) append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(l.exceptions)))
	for _, k := range slices.SortedFunc(maps.Keys(l.exceptions), compareForms) {
		b = appendString(appendString(append(b, byte(k.fine)), k.form), l.exceptions[k])
	}
	b = binary.AppendUvarint(b, uint64(len(l.rules)))
	for _, k := range slices.SortedFunc(maps.Keys(l.rules), compareForms) {
		b = appendString(append(b, byte(k.fine)), k.form)
		b = appendString(appendString(b, l.rules[k].cut), l.rules[k].add)
	}
	for _, rules := range l.common {
		b = binary.AppendUvarint(b, uint64(len(rules)))
		for _, r := range rules {
			b = appendString(appendString(b, r.cut), r.add)
		}
	}
	b = binary.AppendUvarint(b, uint64(len(l.known)))
	for _, w := range slices.Sorted(maps.Keys(l.known)) {
		b = appendString(b, w)
	}
	return b
}

func compareForms(a, b formKey) int {
	return cmp.Or(cmp.Compare(a.fine, b.fine), strings.Compare(a.form, b.form))
}

// lemmas is the reverse of append.
func (r *reader) lemmas() *lemmas {
	l := &lemmas{exceptions: map[formKey]string{}, rules: map[formKey]lemmaRule{}, known: map[string]bool{}}
	for range r.size() {
		k := formKey{Fine(r.byte()), r.string()}
		l.exceptions[k] = r.string()
	}
	for range r.size() {
		k := formKey{Fine(r.byte()), r.string()}
		l.rules[k] = lemmaRule{r.string(), r.string()}
	}
	for f := range l.common {
		for range r.size() {
			l.common[f] = append(l.common[f], lemmaRule{r.string(), r.string()})
		}
	}
	for range r.size() {
		l.known[r.string()] = true
	}
	return l
}

var errDamaged = errors.New("the model is cut short or damaged")

// reader reads a model's numbers and strings; after the first failure it reads
// nothing but zeros.
type reader struct {
	data []byte
	at   int
	err  error
}

func (r *reader) fail() { r.err, r.data, r.at = errDamaged, nil, 0 }

// bytes reads n bytes, which size has told.
func (r *reader) bytes(n int) []byte {
	if n > len(r.data)-r.at {
		r.fail()
		return make([]byte, n)
	}
	r.at += n
	return r.data[r.at-n : r.at]
}

func (r *reader) byte() byte { return r.bytes(1)[0] }

func (r *reader) uvarint() uint64 {
	if r.at < len(r.data) && r.data[r.at] < 1<<7 { // most are small
		r.at++
		return uint64(r.data[r.at-1])
	}
	v, n := binary.Uvarint(r.data[r.at:])
	if n <= 0 {
		r.fail()
		return 0
	}
	r.at += n
	return v
}

// varint reads what AppendVarint has written.
func (r *reader) varint() int64 {
	v := r.uvarint()
	return int64(v>>1) ^ -int64(v&1)
}

// size reads how many things follow, which take a byte each at least.
func (r *reader) size() int {
	v := r.uvarint()
	if v > uint64(len(r.data)-r.at) {
		r.fail()
		return 0
	}
	return int(v)
}

func (r *reader) string() string { return string(r.bytes(r.size())) }

func appendString(dst []byte, s string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}
