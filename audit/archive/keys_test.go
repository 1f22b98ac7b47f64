package archive

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSearchAgainstBruteForce compares what a search finds with what a walk
// over all articles does.
func TestSearchAgainstBruteForce(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(n int) []uint32 {
		var keys []uint32
		for range n {
			keys = append(keys, uint32(random.IntN(200))<<24|uint32(random.IntN(3)))
		}
		slices.Sort(keys)
		return slices.Compact(keys)
	}
	for range 20 {
		a := newArchive(t)
		n := night(1)
		for i := range 60 {
			r := sample(string(rune('A'+i%20)), string(rune('a'+i)))
			r.Keys = Keys{Copied: pick(random.IntN(20))}
			n.Articles = append(n.Articles, r)
		}
		commit(t, a, n)
		asked, most := pick(40), 1+random.IntN(5)
		skip := func(key int64) bool { return key%7 == 0 }
		h, err := a.Search(t.Context(), Copied, Query{Keys: asked, Most: most, Skip: skip})
		if err != nil {
			t.Fatal(err)
		}
		var newest, sharing []int64
		counts := make(map[int64]int)
		for _, key := range asked {
			var holders []int64
			for i, r := range n.Articles {
				if article := int64(i + 1); slices.Contains(r.Keys.Copied, key) && !skip(article) {
					holders = append(holders, article)
				}
			}
			kept := holders[:min(most, len(holders))]
			for i, article := range kept {
				if !slices.ContainsFunc(kept[i+1:], func(other int64) bool { return n.Articles[other-1].ID == n.Articles[article-1].ID }) {
					newest = append(newest, article)
				}
			}
			if len(holders) <= most {
				for _, article := range holders {
					counts[article]++
				}
			}
		}
		for article, count := range counts {
			if count >= 2 {
				sharing = append(sharing, article)
			}
		}
		slices.Sort(newest)
		slices.Sort(sharing)
		if want := slices.Compact(newest); !slices.Equal(h.Kept(), want) {
			t.Errorf("kept %v, want %v", h.Kept(), want)
		}
		if got := h.Sharing(asked, 2); !slices.Equal(got, sharing) {
			t.Errorf("sharing %v, want %v", got, sharing)
		}
	}
}

func FuzzUnpackKeys(f *testing.F) {
	f.Add([]byte{1, 0, 0, 0, 2, 0, 0, 0})
	f.Add([]byte{1, 2, 3})
	f.Fuzz(func(t *testing.T, blob []byte) {
		keys, err := unpackKeys(blob)
		if err == nil && !slices.Equal(packKeys(keys), blob) {
			t.Errorf("%x became %x", blob, packKeys(keys))
		}
	})
}

// BenchmarkTake looks for the keys of a night of 2,000 articles, some 500 each,
// in the lists of others, half of which are among them.
func BenchmarkTake(b *testing.B) {
	random := rand.New(rand.NewPCG(3, 4))
	pick := func(n int, from func() uint32) []uint32 {
		keys := make([]uint32, n)
		for i := range keys {
			keys[i] = from()
		}
		slices.Sort(keys)
		return slices.Compact(keys)
	}
	h := newHolders(Query{Keys: pick(1_000_000, random.Uint32), Most: 8})
	var lists [][]byte
	for range 2000 {
		lists = append(lists, packKeys(pick(500, func() uint32 {
			if random.IntN(2) == 0 {
				return h.Keys[random.IntN(len(h.Keys))]
			}
			return random.Uint32()
		})))
	}
	b.SetBytes(int64(len(lists[0])))
	for n := 0; b.Loop(); n++ {
		h.take(lists[n%len(lists)], int64(n), nil)
	}
}
