package claims

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/cespare/xxhash/v2"
)

// KeyVersion names the scheme by which [Keys] makes its numbers. It goes up
// when figures, their units or their stems are read in another way.
const KeyVersion = 2

// Keys returns numbers by which an archive can find a text again that gives a
// figure for the same thing: two figures that [Relate] finds to agree or to
// dispute share one number at least, and nearly always several. They are
// sorted and distinct.
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
	slices.Sort(keys)
	return slices.Compact(keys)
}
