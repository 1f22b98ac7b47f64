package memory

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/patience"
	"copydesk.dev/audit/text"
	"copydesk.dev/similarity"
	"copydesk.dev/similarity/sorted"
)

const (
	// mostHolders is how many archived articles are compared of those that
	// have the same twelve words: the earliest, likely origins.
	mostHolders = 64
	// Articles may make the same claim when they share minClaimKeys keys that
	// no more than maxClaimHolders articles have.
	minClaimKeys, maxClaimHolders = 2, 32
)

// Recalled is what an archive has to compare a night's documents with.
type Recalled struct {
	Documents []*text.Assessed // with a role of their own, likely origins in no order
	Related   int              // how many share something; more than Documents when there was no room
	Answer    archive.Recalled // to be remembered: the same question needs no search
}

// Recall returns the documents of earlier nights that share something with
// tonight's, the earliest first as far as there is room for them, in bytes of
// memory.
func (m *Memory) Recall(ctx context.Context, keyed []Keyed, room int64) (Recalled, error) {
	old := make(map[int64]bool)
	taken := make(map[string]bool) // IDs
	for _, k := range keyed {
		taken[k.ID] = true
		for _, key := range k.Older {
			old[key] = true
		}
	}
	answer, err := m.related(ctx, keyed, old)
	recalled := Recalled{Related: len(answer.Articles), Answer: answer}
	if err != nil {
		return recalled, err
	}
	loaded, err := m.load(ctx, answer.Articles, room)
	if err != nil {
		return recalled, err
	}
	for i := range loaded {
		a := &loaded[i]
		if taken[a.ID] { // under a name that is used again, or an older text
			a.ID = fmt.Sprintf("%s-%d", a.ID, a.Key)
		}
		taken[a.ID] = true
	}
	recalled.Documents, err = m.assess(ctx, loaded)
	return recalled, err
}

// assess makes documents of archived articles and reads their sentences: all, or
// none when ctx ends.
func (m *Memory) assess(ctx context.Context, loaded []archive.Article) ([]*text.Assessed, error) {
	var g errgroup.Group
	g.SetLimit(m.Jobs)
	documents := make([]*text.Assessed, len(loaded))
	var done atomic.Int64
	for i, a := range loaded {
		g.Go(func() (err error) {
			documents[i], err = patience.Await(ctx, func() (*text.Assessed, error) {
				d, err := m.revive(a)
				if err != nil {
					return nil, err
				}
				return text.Assess(m.assessor, d, m.Now()), nil
			})
			m.Progress("recalling", int(done.Add(1)), len(loaded))
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return documents, nil
}

// load loads archived articles in order, as far as there is room.
func (m *Memory) load(ctx context.Context, keys []int64, room int64) ([]archive.Article, error) {
	const some = 64
	loaded := make([]archive.Article, 0, len(keys))
	for part := range slices.Chunk(keys, some) {
		list, err := m.archive.Load(ctx, part)
		if err != nil {
			return nil, err
		}
		for _, a := range list {
			if room -= text.MemoryOf(len(a.Body)); room < 0 {
				return loaded, nil
			}
			loaded = append(loaded, a)
		}
	}
	return loaded, nil
}

// related returns which archived articles may share a passage or a claim with one
// of tonight's, ascending. A night that was asked about before, when the archive
// held the same but for its own articles, has its answer.
func (m *Memory) related(ctx context.Context, keyed []Keyed, old map[int64]bool) (archive.Recalled, error) {
	state, err := m.archive.State(ctx, m.Since(), slices.Sorted(maps.Keys(old)))
	if err != nil {
		return archive.Recalled{}, err
	}
	question := m.question(keyed, state)
	found, ok, err := m.archive.Recalled(ctx, question)
	if err == nil && !ok {
		found, err = m.search(ctx, keyed, func(key int64) bool { return old[key] })
	}
	if err != nil {
		return archive.Recalled{}, err
	}
	return archive.Recalled{Question: question, Articles: found}, nil
}

// question names all that the answer of [Memory.search] depends on.
func (m *Memory) question(keyed []Keyed, state string) string {
	hash := sha256.New()
	fmt.Fprintln(hash, m.Build, m.scheme(), m.MinReworded, state)
	for i := range keyed {
		k := &keyed[i]
		for _, keys := range [][]uint32{k.Keys.Copied, k.Keys.Reworded, k.Keys.Claimed, nameKeys(k.Assessed)} {
			fmt.Fprintln(hash, len(keys))
			_ = binary.Write(hash, binary.LittleEndian, keys) // a hash takes anything
		}
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// sharing is which keys of a document an archived article shares, and the fewest
// that make it worth a look.
type sharing struct {
	keys  func(*Keyed) []uint32
	least int
}

// search returns the keys of the archived articles that may share a passage or a
// claim with one of tonight's, ascending.
func (m *Memory) search(ctx context.Context, keyed []Keyed, skip func(int64) bool) ([]int64, error) {
	var g errgroup.Group
	var copied, reworded, claimed []int64
	g.Go(func() error {
		keys := allKeys(keyed, func(k *Keyed) []uint32 { return k.Keys.Copied }, len(keyed))
		holders, err := m.archive.Search(ctx, archive.Copied, archive.Query{Keys: keys, Most: mostHolders, Skip: skip})
		if err == nil {
			copied = holders.Kept()
		}
		return err
	})
	find := func(in archive.Table, most int, asked ...sharing) (list []int64, err error) {
		keys := allKeys(keyed, func(k *Keyed) []uint32 {
			var all []uint32
			for _, s := range asked {
				all = append(all, s.keys(k)...)
			}
			return all
		}, most)
		holders, err := m.archive.Search(ctx, in, archive.Query{Keys: keys, Most: most, Since: m.Since(), Skip: skip})
		if err != nil {
			return nil, err
		}
		for i := range keyed {
			for _, s := range asked {
				list = append(list, holders.Sharing(s.keys(&keyed[i]), s.least)...)
			}
		}
		return list, nil
	}
	g.Go(func() (err error) {
		if m.MinReworded <= 1 {
			reworded, err = find(archive.Reworded, similarity.MaxRewordTexts,
				sharing{func(k *Keyed) []uint32 { return k.Keys.Reworded }, similarity.MinRewordKeys})
		}
		return err
	})
	g.Go(func() (err error) {
		claimed, err = find(archive.Claimed, maxClaimHolders,
			sharing{func(k *Keyed) []uint32 { return k.Keys.Claimed }, minClaimKeys},
			sharing{func(k *Keyed) []uint32 { return nameKeys(k.Assessed) }, 1})
		return err
	})
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return sorted.Distinct(slices.Concat(copied, reworded, claimed)), nil
}

// allKeys returns one kind of key of all documents, ascending, each once. Those
// that more than most documents have already are left out: they tell nothing.
func allKeys(keyed []Keyed, of func(*Keyed) []uint32, most int) []uint32 {
	var all []uint32
	for i := range keyed {
		all = append(all, of(&keyed[i])...)
	}
	slices.Sort(all)
	kept := all[:0]
	for start := 0; start < len(all); {
		end := start + 1
		for end < len(all) && all[end] == all[start] {
			end++
		}
		if key := all[start]; end-start <= most {
			kept = append(kept, key)
		}
		start = end
	}
	return kept
}
