package audit

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/article"
	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/patience"
	"copydesk.dev/audit/record"
	"copydesk.dev/similarity"
)

const (
	// mostHolders is how many archived articles are compared of those that
	// have the same twelve words: the earliest, likely origins.
	mostHolders = 64
	// Articles may make the same claim when they share minClaimKeys keys that
	// no more than maxClaimHolders articles have.
	minClaimKeys, maxClaimHolders = 2, 32
)

// keyScheme names the way in which keys are made. An archive whose keys were
// made in another gets new ones.
func (a *Auditor) keyScheme() string {
	return fmt.Sprintf("%d.%d/%d", similarity.FingerprintVersion, claims.KeyVersion, a.MinWords)
}

// keysOf makes the keys of an archived article, all or Copied only.
func (a *Auditor) keysOf(body []byte, all bool) (archive.Keys, error) {
	e, err := a.revive(archive.Article{Body: body})
	if err != nil {
		return archive.Keys{}, err
	}
	if !all {
		return archive.Keys{Copied: a.copiedKeys(e)}, nil
	}
	a.assessEntry(e)
	return a.keys(e), nil
}

// VerifyArchive looks for anything in the archive that doesn't fit together,
// and returns what it found, each in one sentence.
func (a *Auditor) VerifyArchive(ctx context.Context) ([]string, error) {
	return a.Archive.Verify(ctx, a.keyScheme(), a.keysOf)
}

// ImportArchive fills an empty archive with what [archive.Archive.Export]
// wrote.
func (a *Auditor) ImportArchive(ctx context.Context, r io.Reader) error {
	return a.Archive.Import(ctx, r, a.keyScheme(), a.since(), a.keysOf)
}

// since is from when on articles are asked for rewordings and claims.
func (a *Auditor) since() string { return stamp(a.Now().Add(-a.Lookback)) }

// keys are what an article can be found by in an archive.
func (a *Auditor) keys(e *entry) archive.Keys {
	return archive.Keys{
		Copied:   a.copiedKeys(e),
		Reworded: short(similarity.RewordKeys(e.Text)),
		Claimed:  claimKeys(e),
	}
}

func claimKeys(e *entry) []uint32 {
	return short(append(claims.Keys(e.sentences), e.quotationKeys()...))
}

func (a *Auditor) copiedKeys(e *entry) []uint32 {
	return short(similarity.Fingerprints(e.Text, a.MinWords))
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

// recall takes articles of earlier nights that share something with tonight's
// into the run.
func (r *run) recall(ctx context.Context) error {
	if r.Archive == nil {
		return nil
	}
	old := make(map[int64]bool)
	for _, e := range r.entries {
		for _, key := range e.older {
			old[key] = true
		}
	}
	wanted, err := r.wanted(ctx, old)
	if err != nil {
		return err
	}
	loaded, err := r.load(ctx, wanted)
	if err != nil {
		return err
	}
	taken := make(map[string]bool)
	for _, e := range r.entries {
		taken[e.id] = true
	}
	var g errgroup.Group
	g.SetLimit(r.Jobs)
	recalled := make([]*entry, len(loaded))
	var done atomic.Int64
	for i, stored := range loaded {
		if taken[stored.ID] { // under a name that is used again, or an older text
			stored.ID = fmt.Sprintf("%s-%d", stored.ID, stored.Key)
		}
		taken[stored.ID] = true
		g.Go(func() (err error) {
			recalled[i], err = patience.Await(ctx, func() (*entry, error) {
				e, err := r.revive(stored)
				if err == nil {
					r.assessEntry(e)
				}
				return e, err
			})
			r.Progress("recalling", int(done.Add(1)), len(loaded))
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	r.entries = append(r.entries, recalled...)
	slices.SortFunc(r.entries, likelierOrigin)
	return nil
}

// load loads archived articles, the earliest first, as far as there is memory.
func (r *run) load(ctx context.Context, keys []int64) ([]archive.Article, error) {
	const some = 64
	left := max(0, r.left) + r.earlier
	loaded := make([]archive.Article, 0, len(keys))
	for part := range slices.Chunk(keys, some) {
		list, err := r.Archive.Load(ctx, part)
		if err != nil {
			return nil, err
		}
		for _, stored := range list {
			if left -= int64(len(stored.Body))*memoryPerByte + memoryPerArticle; left < 0 {
				r.unseen = fmt.Sprintf("what the run may take of memory (%d MB) is taken; audit in parts, or raise max-memory", r.MaxMemory>>20)
				r.incomplete(r.unseen, fmt.Sprintf("of %d articles of earlier nights that share something with tonight's, only the first %d were compared", len(keys), len(loaded)))
				return loaded, nil
			}
			loaded = append(loaded, stored)
		}
	}
	return loaded, nil
}

// makeKeys gives tonight's articles their keys. Those of an article that the
// archive has with the same text are there already, all but those of its
// claims: these depend on more than the text.
func (r *run) makeKeys(ctx context.Context) error {
	if r.Archive == nil {
		return nil
	}
	if _, err := r.Archive.Rekey(ctx, r.keyScheme(), r.keysOf); err != nil {
		return err
	}
	var done atomic.Int64
	var g errgroup.Group
	g.SetLimit(r.Jobs)
	for _, e := range r.entries {
		if !e.assessed {
			continue // it is to come in whole, another night
		}
		g.Go(func() error {
			versions, err := r.Archive.Versions(ctx, e.id)
			if err != nil {
				return err
			}
			hash := e.textHash()
			e.keys, err = patience.Await(ctx, func() (archive.Keys, error) { return r.newKeys(e, versions, hash), nil })
			if err != nil {
				return err
			}
			e.older, e.keyed = e.newerThan(versions, hash), true
			r.Progress("indexing", int(done.Add(1)), len(r.entries))
			return nil
		})
	}
	return g.Wait()
}

// newKeys makes an article's keys, or takes them from the archived text that is
// the same.
func (a *Auditor) newKeys(e *entry, versions []archive.Version, hash string) archive.Keys {
	for _, v := range versions {
		if v.TextHash == hash && len(v.Reworded) > 0 {
			return archive.Keys{Copied: v.Copied, Reworded: v.Reworded, Claimed: claimKeys(e)}
		}
	}
	return a.keys(e)
}

// newerThan returns the keys of the archived texts that an article is a newer
// version of, or the very same: the same address and no other outlet, or the
// same name and at least half of the shorter text. Whoever states another
// outlet's address has copied its article, not changed it.
func (e *entry) newerThan(versions []archive.Version, hash string) (older []int64) {
	for _, v := range versions {
		same := v.TextHash == hash || 2*inCommon(v.Copied, e.keys.Copied) >= max(1, min(len(v.Copied), len(e.keys.Copied)))
		if e.identity == e.Canonical {
			same = sameOutlet(e, v.Outlet)
		}
		if same {
			older = append(older, v.Key)
		}
	}
	return older
}

// revive makes an entry of an archived article.
func (a *Auditor) revive(stored archive.Article) (*entry, error) {
	art := new(article.Article)
	if err := json.Unmarshal(stored.Body, art); err != nil {
		return nil, fmt.Errorf("archived article %s (%s): %w", stored.ID, stored.Source, err)
	}
	e := a.enter(art, record.RoleArchived)
	art.Removed = nil // what is left of it has told the owner, and tonight took nothing away
	e.id, e.seen = stored.ID, moment(stored.FirstSeen)
	return e, nil
}

// sameOutlet reports whether an article may be of an outlet: one that isn't known
// may be any.
func sameOutlet(e *entry, outlet string) bool {
	return e.outlet == "" || outlet == "" || e.outlet == similarity.Fold(strings.TrimSpace(outlet))
}

// inCommon counts what two ascending lists have in common.
func inCommon[T cmp.Ordered](a, b []T) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch cmp.Compare(a[0], b[0]) {
		case -1:
			a = a[1:]
		case 1:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}

// wanted returns the keys of the archived articles that may share a passage or a
// claim with one of tonight's, ascending. A night that was asked about before,
// when the archive held the same but for its own articles, has its answer.
func (r *run) wanted(ctx context.Context, old map[int64]bool) ([]int64, error) {
	state, err := r.Archive.State(ctx, r.since(), slices.Sorted(maps.Keys(old)))
	if err != nil {
		return nil, err
	}
	question := r.question(state)
	found, ok, err := r.Archive.Recalled(ctx, question)
	if err == nil && !ok {
		found, err = r.related(ctx, func(key int64) bool { return old[key] })
	}
	if err != nil {
		return nil, err
	}
	r.recalled = archive.Recalled{Question: question, Articles: found}
	return found, nil
}

// question names all that the answer of [run.related] depends on.
func (r *run) question(state string) string {
	hash := sha256.New()
	fmt.Fprintln(hash, cmp.Or(r.Build, r.Version), r.keyScheme(), r.MinReworded, state)
	for _, e := range r.entries {
		for _, keys := range [][]uint32{e.keys.Copied, e.keys.Reworded, e.keys.Claimed, nameKeys(e)} {
			fmt.Fprintln(hash, len(keys))
			_ = binary.Write(hash, binary.LittleEndian, keys) // a hash takes anything
		}
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// related returns the keys of the archived articles that may share a passage
// or a claim with one of tonight's, ascending.
func (r *run) related(ctx context.Context, skip func(int64) bool) ([]int64, error) {
	var g errgroup.Group
	var copied, reworded, claimed []int64
	g.Go(func() error {
		keys := r.allKeys(func(e *entry) []uint32 { return e.keys.Copied }, len(r.entries))
		holders, err := r.Archive.Search(ctx, archive.Copied, archive.Query{Keys: keys, Most: mostHolders, Skip: skip})
		if err == nil {
			copied = holders.Newest()
		}
		return err
	})
	sharing := func(in archive.Table, most int, asked ...question) (list []int64, err error) {
		keys := r.allKeys(func(e *entry) []uint32 {
			var all []uint32
			for _, q := range asked {
				all = append(all, q.keys(e)...)
			}
			return all
		}, most)
		holders, err := r.Archive.Search(ctx, in, archive.Query{Keys: keys, Most: most, Since: r.since(), Skip: skip})
		if err != nil {
			return nil, err
		}
		for _, e := range r.entries {
			for _, q := range asked {
				list = append(list, holders.Sharing(q.keys(e), q.least)...)
			}
		}
		return list, nil
	}
	g.Go(func() (err error) {
		if r.MinReworded <= 1 {
			reworded, err = sharing(archive.Reworded, similarity.MaxRewordTexts, question{rewordedKeys, similarity.MinRewordKeys})
		}
		return err
	})
	g.Go(func() (err error) {
		claimed, err = sharing(archive.Claimed, maxClaimHolders, question{claimedKeys, minClaimKeys}, question{nameKeys, 1})
		return err
	})
	if err := g.Wait(); err != nil {
		return nil, err
	}
	wanted := slices.Concat(copied, reworded, claimed)
	slices.Sort(wanted)
	return slices.Compact(wanted), nil
}

// question is which keys of an entry an archived article shares, and the fewest
// that make it worth a look.
type question struct {
	keys  func(*entry) []uint32
	least int
}

func rewordedKeys(e *entry) []uint32 { return e.keys.Reworded }
func claimedKeys(e *entry) []uint32  { return e.keys.Claimed }

// nameKeys are what articles that explain an entry's unrecognised names are
// found by.
func nameKeys(e *entry) []uint32 {
	var hashes []uint64
	for _, s := range e.sentences {
		for _, p := range s.Problems {
			if p.Name != "" {
				hashes = append(hashes, claims.NameKey(p.Name))
			}
		}
	}
	return short(hashes)
}

// allKeys returns one kind of key of all entries, ascending, each once. Those
// that more than most entries have already are left out: they tell nothing.
func (r *run) allKeys(of func(*entry) []uint32, most int) []uint32 {
	var all []uint32
	for _, e := range r.entries {
		all = append(all, of(e)...)
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

// quotationKeys are the keys by which an altered quotation finds the original:
// the speaker and two words in a row.
func (e *entry) quotationKeys() []uint64 {
	var keys []uint64
	for speaker, q := range e.quoted() {
		words := strings.Fields(inFull(folded(e.Text[q.start:q.end])))
		for i := range len(words) - 1 {
			sum := sha256.Sum256([]byte(speaker + "\x00" + words[i] + "\x00" + words[i+1]))
			keys = append(keys, binary.BigEndian.Uint64(sum[:]))
		}
	}
	return keys
}

// textHash is the SHA-256 of the cleaned text, hexadecimal.
func (e *entry) textHash() string {
	sum := sha256.Sum256([]byte(e.Text))
	return hex.EncodeToString(sum[:])
}
