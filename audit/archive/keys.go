package archive

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"iter"
	"maps"
	"math/bits"
	"slices"
)

// Keys are what an article can be found by, each list ascending and without
// repetition. What they are keys of is the caller's business; equal things have
// equal keys, and keys of different things are seldom equal.
type Keys struct {
	Copied   []uint32 // kept as long as the article
	Reworded []uint32 // kept until Night.Forget
	Claimed  []uint32 // likewise
}

// Table is one of the lists of keys.
type Table string

// The lists of keys.
const (
	Copied   Table = "copied"
	Reworded Table = "reworded"
	Claimed  Table = "claimed"
)

var tables = [...]Table{Copied, Reworded, Claimed}

// Query asks for the articles that have certain keys.
type Query struct {
	Keys  []uint32             // ascending
	Most  int                  // of each key, that many articles are kept, those that came first; at most 65,534
	Since string               // only articles that were first seen then or later; "" all
	Skip  func(key int64) bool // articles to pass over; nil none
}

// firstSince selects the first key of the articles first seen at some time or
// later. Without the index SQLite would read all articles before it.
const firstSince = "SELECT coalesce(min(key), 9223372036854775807) FROM article INDEXED BY article_first_seen WHERE first_seen >= ?"

// Search asks one of the lists of keys. It reads the whole list, in the order
// in which the articles came.
func (a *Archive) Search(ctx context.Context, in Table, q Query) (*Holders, error) {
	h := newHolders(q)
	if len(q.Keys) == 0 {
		return h, nil
	}
	var first int64
	if q.Since != "" {
		err := a.db.QueryRowContext(ctx, firstSince, q.Since).Scan(&first)
		if err != nil {
			return nil, a.failed(err)
		}
	}
	rows, err := a.db.QueryContext(ctx, fmt.Sprintf("SELECT article, id, keys FROM %s WHERE article >= ? ORDER BY article", in), first)
	if err != nil {
		return nil, a.failed(err)
	}
	defer rows.Close()
	var article int64
	var id, list sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&article, &id, &list); err != nil {
			return nil, a.failed(err)
		}
		if len(list)%4 != 0 {
			return nil, a.failed(fmt.Errorf("%s of article %d: %w", in, article, errKeys))
		}
		h.take(list, article, id)
	}
	if err := rows.Err(); err != nil {
		return nil, a.failed(err)
	}
	return h, nil
}

// Holders says which archived articles have the keys of a query.
type Holders struct {
	Query
	shift   int       // how far a key is shifted to the right to be the number of a bit of buckets
	buckets []bucket  // of keys, by their upper bits
	of      []holders // by key
	kept    []keptArticle
	id      map[int64]string // of articles that were kept
}

// bucket is where keys with the same upper bits are looked up.
type bucket struct {
	asked uint64 // a bit is set if some key asked for begins with its number
	first int32  // where in Query.Keys they begin
}

// holders are the articles that have a key.
type holders struct {
	last  int32  // that was kept, in Holders.kept; -1 none
	count uint16 // of them all, up to one more than Query.Most
}

// keptArticle is an article that has a key; those of one key are a list, the
// last one first.
type keptArticle struct {
	article int64
	before  int32 // in Holders.kept; -1 none
}

// spare is how many bits there are in all buckets for each key at the least:
// most keys that nobody asked for are told by these alone, and the buckets fit
// a processor's cache.
const spare = 8

func newHolders(q Query) *Holders {
	width := min(max(bits.Len(uint(spare*len(q.Keys))), 6), 32)
	h := &Holders{
		Query: q, shift: 32 - width, buckets: make([]bucket, 1<<width/64), of: make([]holders, len(q.Keys)),
		id: make(map[int64]string),
	}
	for i := range h.of {
		h.of[i].last = -1
	}
	for i, key := range slices.Backward(q.Keys) {
		n := key >> h.shift
		h.buckets[n/64].asked |= 1 << (n % 64)
		h.buckets[n/64].first = int32(i)
	}
	return h
}

// find returns the index of a key among those asked for, or -1.
func (h *Holders) find(key uint32) int {
	n := key >> h.shift
	b := &h.buckets[n/64]
	if b.asked>>(n%64)&1 == 0 {
		return -1
	}
	// Each bit below stands for a key before this one, at the least.
	at := int(b.first) + bits.OnesCount64(b.asked&(1<<(n%64)-1))
	for ; at < len(h.Keys) && h.Keys[at] < key; at++ {
	}
	if at < len(h.Keys) && h.Keys[at] == key {
		return at
	}
	return -1
}

// take notes which of the keys an article has, of a list as it is stored.
func (h *Holders) take(list []byte, article int64, id []byte) {
	skipped, known := h.Skip == nil, false
	for ; len(list) >= 4; list = list[4:] {
		i := h.find(binary.LittleEndian.Uint32(list))
		if i < 0 {
			continue
		}
		if !skipped {
			if h.Skip(article) {
				return
			}
			skipped = true
		}
		of := &h.of[i]
		if int(of.count) > h.Most {
			continue
		}
		if of.count++; int(of.count) > h.Most {
			continue
		}
		h.kept = append(h.kept, keptArticle{article, of.last})
		of.last = int32(len(h.kept) - 1)
		if !known {
			h.id[article], known = string(id), true
		}
	}
}

// holding returns the articles that were kept for the key at index i, the last
// one first.
func (h *Holders) holding(i int) iter.Seq[int64] {
	return func(yield func(int64) bool) {
		for at := h.of[i].last; at >= 0 && yield(h.kept[at].article); at = h.kept[at].before {
		}
	}
}

// Kept returns every article that was kept for any key, ascending: of a key's
// holders the first ones, see [Query.Most]. Of the texts of one article that have a
// key, only the newest counts.
func (h *Holders) Kept() []int64 {
	all := make(map[int64]bool)
	seen := make(map[string]bool)
	for i := range h.Keys {
		clear(seen)
		for article := range h.holding(i) {
			if id := h.id[article]; !seen[id] {
				seen[id], all[article] = true, true
			}
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// Sharing returns, ascending, the articles that have at least n of the keys
// that no more than Query.Most articles have.
func (h *Holders) Sharing(keys []uint32, n int) []int64 {
	var all []int64
	for _, key := range keys {
		if i := h.find(key); i >= 0 && int(h.of[i].count) <= h.Most {
			all = slices.AppendSeq(all, h.holding(i))
		}
	}
	slices.Sort(all)
	var sharing []int64
	for i := range all {
		if end := i + n; end <= len(all) && all[end-1] == all[i] && (i == 0 || all[i-1] != all[i]) {
			sharing = append(sharing, all[i])
		}
	}
	return sharing
}

// Version is one text of an article.
type Version struct {
	Key      int64
	TextHash string
	Outlet   string // who published it; "" unknown
	Copied   []uint32
	Reworded []uint32 // nil also when they were forgotten
}

// Versions returns the texts of an article, oldest first.
func (a *Archive) Versions(ctx context.Context, id string) ([]Version, error) {
	rows, err := a.db.QueryContext(ctx, `SELECT key, text_hash, outlet, coalesce(copied.keys, x''), coalesce(reworded.keys, x'') FROM article
		LEFT JOIN copied ON copied.article = key LEFT JOIN reworded ON reworded.article = key WHERE article.id = ? ORDER BY key`, id)
	if err != nil {
		return nil, a.failed(err)
	}
	defer rows.Close()
	var list []Version
	for rows.Next() {
		var v Version
		var copied, reworded sql.RawBytes
		err := rows.Scan(&v.Key, &v.TextHash, &v.Outlet, &copied, &reworded)
		if err == nil {
			v.Copied, err = unpackKeys(copied)
		}
		if err == nil {
			v.Reworded, err = unpackKeys(reworded)
		}
		if err != nil {
			return nil, a.failed(fmt.Errorf("article %s: %w", id, err))
		}
		list = append(list, v)
	}
	if err := rows.Err(); err != nil {
		return nil, a.failed(err)
	}
	return list, nil
}

func packKeys(keys []uint32) []byte {
	blob := make([]byte, 0, 4*len(keys))
	for _, key := range keys {
		blob = binary.LittleEndian.AppendUint32(blob, key)
	}
	return blob
}

// errKeys says that a list of keys is damaged.
var errKeys = fmt.Errorf("list of keys %w", errDamaged)

func unpackKeys(blob []byte) ([]uint32, error) {
	if len(blob)%4 != 0 {
		return nil, errKeys
	}
	var list []uint32
	if len(blob) > 0 {
		list = make([]uint32, 0, len(blob)/4)
	}
	for ; len(blob) > 0; blob = blob[4:] {
		list = append(list, binary.LittleEndian.Uint32(blob))
	}
	return list, nil
}
