package archive

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
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

// Query asks for the articles that have certain keys.
type Query struct {
	Keys  []uint32             // ascending
	Most  int                  // of each key, that many articles are kept, those that came first; the rest is counted
	Since string               // only articles that were first seen then or later; "" all
	Skip  func(key int64) bool // articles to pass over; nil none
}

// Search asks one of the lists of keys. It reads the whole list, in the order
// in which the articles came.
func (a *Archive) Search(ctx context.Context, in Table, q Query) (*Holders, error) {
	h := &Holders{most: q.Most, of: make(map[uint32]*holding), id: make(map[int64]string)}
	if len(q.Keys) == 0 {
		return h, nil
	}
	asked := newKeySet(q.Keys)
	rows, err := a.db.QueryContext(ctx, fmt.Sprintf(`SELECT article, id, keys FROM %s
		WHERE article >= coalesce((SELECT min(key) FROM article WHERE first_seen >= ?), 9223372036854775807) ORDER BY article`, in), q.Since)
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", a.path, err)
	}
	defer rows.Close()
	var article int64
	var id, blob sql.RawBytes
	var list, found []uint32
	for rows.Next() {
		if err := rows.Scan(&article, &id, &blob); err != nil {
			return nil, fmt.Errorf("archive %s: %w", a.path, err)
		}
		if list, err = unpackKeys(list[:0], blob); err != nil {
			return nil, fmt.Errorf("archive %s: %s of article %d: %w", a.path, in, article, err)
		}
		found = asked.among(found[:0], list)
		if len(found) == 0 || q.Skip != nil && q.Skip(article) {
			continue
		}
		for _, key := range found {
			h.add(key, article, id)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("archive %s: %w", a.path, err)
	}
	return h, nil
}

// Holders says which archived articles have a key.
type Holders struct {
	most int
	of   map[uint32]*holding
	id   map[int64]string // of articles that were kept
}

type holding struct {
	articles []int64 // those that came first, ascending
	count    int     // all of them
}

func (h *Holders) add(key uint32, article int64, id []byte) {
	held := h.of[key]
	if held == nil {
		held = &holding{}
		h.of[key] = held
	}
	held.count++
	if len(held.articles) == h.most {
		return
	}
	held.articles = append(held.articles, article)
	if _, ok := h.id[article]; !ok {
		h.id[article] = string(id)
	}
}

// Newest returns every article that was kept for any key, ascending. Of the
// texts of one article that have a key, only the newest counts.
func (h *Holders) Newest() []int64 {
	var all []int64
	newest := make(map[string]int64)
	for _, held := range h.of {
		clear(newest)
		for _, article := range held.articles {
			newest[h.id[article]] = article
		}
		for _, article := range newest {
			all = append(all, article)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Sharing returns, ascending, the articles that have at least n of the keys
// that no more than most articles have.
func (h *Holders) Sharing(keys []uint32, n, most int) []int64 {
	var all []int64
	for _, key := range keys {
		if held := h.of[key]; held != nil && held.count <= most {
			all = append(all, held.articles...)
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
	Copied   []uint32
}

// Versions returns the texts of an article, oldest first.
func (a *Archive) Versions(ctx context.Context, id string) ([]Version, error) {
	rows, err := a.db.QueryContext(ctx, `SELECT key, text_hash, coalesce(keys, x'') FROM article
		LEFT JOIN copied ON copied.article = key WHERE article.id = ? ORDER BY key`, id)
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", a.path, err)
	}
	defer rows.Close()
	var list []Version
	for rows.Next() {
		var v Version
		var blob sql.RawBytes
		err := rows.Scan(&v.Key, &v.TextHash, &blob)
		if err == nil {
			v.Copied, err = unpackKeys(nil, blob)
		}
		if err != nil {
			return nil, fmt.Errorf("archive %s: article %s: %w", a.path, id, err)
		}
		list = append(list, v)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("archive %s: %w", a.path, err)
	}
	return list, nil
}

// keySet is a set of keys that is quick to say no: a bit for each prefix of
// prefixBits stands before the search for the key itself.
type keySet struct {
	bits []uint64
	keys []uint32 // ascending
}

const prefixBits = 26

func newKeySet(keys []uint32) *keySet {
	s := &keySet{make([]uint64, 1<<(prefixBits-6)), keys}
	for _, key := range keys {
		prefix := key >> (32 - prefixBits)
		s.bits[prefix/64] |= 1 << (prefix % 64)
	}
	return s
}

// among appends to found those of the list that are in the set.
func (s *keySet) among(found, list []uint32) []uint32 {
	for _, key := range list {
		prefix := key >> (32 - prefixBits)
		if s.bits[prefix/64]&(1<<(prefix%64)) == 0 {
			continue
		}
		if _, ok := slices.BinarySearch(s.keys, key); ok {
			found = append(found, key)
		}
	}
	return found
}

func packKeys(keys []uint32) []byte {
	blob := make([]byte, 0, 4*len(keys))
	for _, key := range keys {
		blob = binary.LittleEndian.AppendUint32(blob, key)
	}
	return blob
}

// errKeys says that a list of keys is damaged.
var errKeys = errors.New("not a list of keys")

func unpackKeys(list []uint32, blob []byte) ([]uint32, error) {
	if len(blob)%4 != 0 {
		return list, errKeys
	}
	for ; len(blob) > 0; blob = blob[4:] {
		list = append(list, binary.LittleEndian.Uint32(blob))
	}
	return list, nil
}
