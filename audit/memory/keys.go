package memory

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/patience"
	"copydesk.dev/audit/text"
	"copydesk.dev/similarity"
)

// Keyed is a document with what it can be found by in an archive.
type Keyed struct {
	*text.Assessed
	Keys  archive.Keys
	Older []int64 // the archive's keys of texts that this is a newer version of, or the same
	Whole bool    // it has all its keys, and may be remembered
}

// scheme names the way in which keys are made. An archive whose keys were made in
// another gets new ones.
func (m *Memory) scheme() string {
	return fmt.Sprintf("%d.%d/%d", similarity.FingerprintVersion, claims.KeyVersion, m.MinWords)
}

// keysOf makes the keys of an archived article, all or Copied only.
func (m *Memory) keysOf(body []byte, all bool) (archive.Keys, error) {
	d, err := m.revive(archive.Article{Body: body})
	if err != nil {
		return archive.Keys{}, err
	}
	if !all {
		return archive.Keys{Copied: m.copiedKeys(d)}, nil
	}
	return m.keys(text.Assess(m.assessor, d, m.Now())), nil
}

func (m *Memory) keys(d *text.Assessed) archive.Keys {
	return archive.Keys{
		Copied:   m.copiedKeys(d.Document),
		Reworded: short(similarity.RewordKeys(d.Text)),
		Claimed:  claimKeys(d),
	}
}

func (m *Memory) copiedKeys(d *text.Document) []uint32 {
	return short(similarity.Fingerprints(d.Text, m.MinWords))
}

func claimKeys(d *text.Assessed) []uint32 {
	return short(append(claims.Keys(d.Sentences), quotationKeys(d)...))
}

// quotationKeys are the keys by which an altered quotation finds the original:
// the speaker and two words in a row.
func quotationKeys(d *text.Assessed) []uint64 {
	var keys []uint64
	for speaker, q := range d.Quotations() {
		words := strings.Fields(text.InFull(text.Key(d.Text[q.Start:q.End])))
		for i := range len(words) - 1 {
			sum := sha256.Sum256([]byte(speaker + "\x00" + words[i] + "\x00" + words[i+1]))
			keys = append(keys, binary.BigEndian.Uint64(sum[:]))
		}
	}
	return keys
}

// nameKeys are what articles that explain a document's unrecognised names are
// found by.
func nameKeys(d *text.Assessed) []uint32 {
	var hashes []uint64
	for i := range d.Sentences {
		for _, p := range d.Sentences[i].Problems {
			if p.Name != "" {
				hashes = append(hashes, claims.NameKey(p.Name))
			}
		}
	}
	return short(hashes)
}

// short makes keys of hashes: half their bits, ascending, each once.
func short(hashes []uint64) []uint32 {
	keys := make([]uint32, len(hashes))
	for i, h := range hashes {
		keys[i] = uint32(h * 0x9e3779b97f4a7c15 >> 32) // the golden ratio spreads what is uneven
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// Index gives documents their keys, in their order. Those of a document that the
// archive has with the same text are there already, all but those of its claims:
// these depend on more than the text. When ctx ends, some documents are without,
// and the error is returned with them.
func (m *Memory) Index(ctx context.Context, corpus text.Corpus) ([]Keyed, error) {
	keyed := make([]Keyed, len(corpus))
	for i, d := range corpus {
		keyed[i].Assessed = d
	}
	if _, err := m.archive.Rekey(ctx, m.scheme(), m.keysOf); err != nil {
		return keyed, err
	}
	var done atomic.Int64
	var g errgroup.Group
	g.SetLimit(m.Jobs)
	for i := range keyed {
		k := &keyed[i]
		if k.CutShort {
			continue // it is to come in whole, another night
		}
		g.Go(func() error {
			if err := m.index(ctx, k); err != nil {
				return err
			}
			m.Progress("indexing", int(done.Add(1)), len(keyed))
			return nil
		})
	}
	return keyed, g.Wait()
}

func (m *Memory) index(ctx context.Context, k *Keyed) error {
	versions, err := m.archive.Versions(ctx, k.ID)
	if err != nil {
		return err
	}
	d, hash := k.Assessed, k.TextHash()
	keys, err := patience.Await(ctx, func() (archive.Keys, error) { return m.newKeys(d, versions, hash), nil })
	if err != nil {
		return err
	}
	k.Keys, k.Whole = keys, true
	k.Older = k.newerThan(versions, hash)
	return nil
}

// newKeys makes a document's keys, or takes them from the archived text that is
// the same.
func (m *Memory) newKeys(d *text.Assessed, versions []archive.Version, hash string) archive.Keys {
	for _, v := range versions {
		if v.TextHash == hash && len(v.Reworded) > 0 {
			return archive.Keys{Copied: v.Copied, Reworded: v.Reworded, Claimed: claimKeys(d)}
		}
	}
	return m.keys(d)
}

// newerThan returns the keys of the archived texts that a document is a newer
// version of, or the very same: the same address and no other outlet, or the
// same name and at least half of the shorter text. Whoever states another
// outlet's address has copied its article, not changed it.
func (k *Keyed) newerThan(versions []archive.Version, hash string) (older []int64) {
	for _, v := range versions {
		same := v.TextHash == hash || 2*text.InCommon(v.Copied, k.Keys.Copied) >= max(1, min(len(v.Copied), len(k.Keys.Copied)))
		if k.Identity == k.Canonical {
			same = k.mayBeOf(v.Outlet)
		}
		if same {
			older = append(older, v.Key)
		}
	}
	return older
}

// mayBeOf reports whether a document may be of an outlet: one that isn't known
// may be any.
func (k *Keyed) mayBeOf(outlet string) bool {
	return k.OutletKey == "" || outlet == "" || k.OutletKey == text.OutletKey(outlet)
}
