package article

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Cache remembers what inputs gave, so that the same bytes are not parsed
// again. It is used from several goroutines.
type Cache interface {
	// Get returns the article that an input gave.
	Get(input string) (*Article, bool)
	// Put is told of an input that gave an article; what was rejected is never
	// put.
	Put(input string, a *Article)
}

// cached reads an input, or asks the cache, if there is one.
func (r *Reader) cached(in *input) (*Article, error) {
	if r.opts.Cache == nil {
		return r.article(in)
	}
	key := r.cacheKey(in)
	if a, ok := r.opts.Cache.Get(key); ok {
		a.Source = in.source
		return a, nil
	}
	a, err := r.article(in)
	if err == nil {
		r.opts.Cache.Put(key, a)
	}
	return a, err
}

// cacheKey is of everything that an input's article depends on, but for the
// name it comes under.
func (r *Reader) cacheKey(in *input) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s\x00%s\x00%s\x00%t", in.sha256, in.ext, in.address, in.charset, r.opts.Version, r.opts.Raw))
	return hex.EncodeToString(sum[:])
}
