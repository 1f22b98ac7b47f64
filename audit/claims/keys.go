package claims

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/cespare/xxhash/v2"

	"copydesk.dev/audit/claims/names"
)

// KeyVersion names the scheme by which [Keys] makes its numbers. It goes up
// when figures, their units or their stems are read in another way, or names
// that are explained.
const KeyVersion = 4

// Keys returns numbers by which an archive can find a text again that gives a
// figure for the same thing, or explains a name: two figures that [Relate]
// finds to agree or to dispute share one number at least, and nearly always
// several; a name has one, its [NameKey]. They are sorted and distinct.
func Keys(sentences []Sentence) []uint64 {
	var keys []uint64
	var filed []postingKey
	eachFigure([][]Sentence{sentences}, func(_ Ref, f *Figure) {
		filed = f.keys(filed[:0])
		for _, k := range filed {
			text := []byte(k.unit + "\x00" + k.name + "\x00" + k.stem + "\x00")
			keys = append(keys, xxhash.Sum64(binary.BigEndian.AppendUint64(text, math.Float64bits(k.value))))
		}
	})
	for _, s := range sentences {
		for _, name := range s.Explains {
			keys = append(keys, NameKey(name))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// NameKey returns the number for a name that [Keys] has for texts that explain
// it, however it is spelled there: "ZEN-9" and "Zen 9" are one name.
func NameKey(name string) uint64 { return xxhash.Sum64String("name\x00" + names.Key(name)) }
