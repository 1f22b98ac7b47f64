package article

import (
	"context"
	"fmt"
	"io"
)

// container reads one kind of input that holds others: an archive, a feed, an
// export. It never holds more than one member in memory, so that a container may
// be larger than memory.
type container interface {
	// extensions are as for [format].
	extensions() []string
	// holds reports from a stream's first bytes whether it is of this kind.
	holds(s *stream) bool
	// open begins to read the members.
	open(s *stream) (members, error)
}

// members returns the next member of a container, and io.EOF after the last.
// Any other error ends the container.
type members func() (*member, error)

// member is one thing in a container. It has a body to be read as an input of
// its own, or a draft, or an error.
type member struct {
	name string // what its source gets after "#"; "" adds nothing, as for the one thing in a gzip file

	file    string    // the body's own name, as a hint; "" unknown
	address string    // where the body was fetched from, "" unknown
	body    io.Reader // has to be read before the next member is asked for

	data    []byte // what the draft is made of
	charset string // data was decoded from; of a body as in [input]
	from    string // see [Article.CharsetFrom]
	draft   func() (*draft, error)

	err error // why it gives no article
}

// once is a container with one member.
func once(m *member) members {
	return func() (*member, error) {
		if m == nil {
			return nil, io.EOF
		}
		only := m
		m = nil
		return only, nil
	}
}

// item names the nth member of a container whose members have no names; the
// first is 1.
func item(n int) string { return fmt.Sprintf("item-%d", n) }

// maxDepth is how many containers may stand within each other: a feed in an
// archive in an archive has 3, and gzip counts.
const maxDepth = 6

// maxArchives is how many archives of many files one source may hold, at any
// depth. A few kilobytes can hold millions: each level has the next several
// times.
const maxArchives = 1000

// yieldFunc takes an article or an error, and reports whether to go on.
type yieldFunc = func(*Article, error) bool

// fail yields an error. It reports whether to go on: an interruption is told
// once.
func fail(ctx context.Context, yield yieldFunc, err error, source string) bool {
	return yield(nil, name(err, source)) && ctx.Err() == nil
}

// read yields the articles in a stream. It reports whether to go on.
func (r *Reader) read(ctx context.Context, s *stream, yield yieldFunc) bool {
	for _, c := range r.containers {
		if c.holds(s) {
			return r.readContainer(ctx, s, c, yield)
		}
	}
	in, cut := within(ctx, patient, func() (*input, error) { return r.load(s) })
	if in == nil {
		return fail(ctx, yield, cut, s.source)
	}
	a, err := r.build(ctx, len(in.data), func() (*Article, error) { return r.cached(in) })
	if err != nil {
		return fail(ctx, yield, err, s.source)
	}
	if !yield(a, nil) {
		return false
	}
	return cut == nil || fail(ctx, yield, cut, s.source)
}

// build makes an article of so many bytes within the limits of memory and time.
func (r *Reader) build(ctx context.Context, bytes int, work func() (*Article, error)) (*Article, error) {
	release, err := r.budget.take(ctx, bytes)
	if err != nil {
		return nil, err
	}
	defer release()
	return within(ctx, r.opts.Timeout, work)
}

// readContainer yields the articles of all members. One that is bad does not
// stop the others.
func (r *Reader) readContainer(ctx context.Context, s *stream, c container, yield yieldFunc) bool {
	switch c.(type) {
	case zipFormat, tarFormat:
		if *s.within++; *s.within > maxArchives {
			fail(ctx, yield, reject(fmt.Sprintf("more than %d archives within archives; from here on, the source is not read", maxArchives)), s.source)
			return false
		}
	}
	if s.depth == maxDepth {
		return fail(ctx, yield, reject(fmt.Sprintf("archives nested more than %d deep", maxDepth)), s.source)
	}
	next, err := within(ctx, patient, func() (members, error) { return c.open(s) })
	if err != nil {
		return fail(ctx, yield, err, s.source)
	}
	for n := 0; ; n++ {
		m, err := within(ctx, patient, next)
		if err == io.EOF { // not errors.Is: what is cut off wraps an EOF too
			return n > 0 || fail(ctx, yield, reject("empty: there is nothing in it"), s.source)
		}
		if err != nil {
			if ctx.Err() == nil {
				err = rejectFile(err)
			}
			return fail(ctx, yield, err, s.source)
		}
		if !r.readMember(ctx, s, m, yield) {
			return false
		}
	}
}

// readMember yields the articles of one member.
func (r *Reader) readMember(ctx context.Context, s *stream, m *member, yield yieldFunc) bool {
	source := s.source
	if m.name != "" {
		source += "#" + m.name
	}
	switch {
	case m.err != nil:
		return fail(ctx, yield, m.err, source)
	case m.draft != nil:
		a, err := r.build(ctx, len(m.data), func() (*Article, error) { return r.drafted(source, m) })
		if err != nil {
			return fail(ctx, yield, err, source)
		}
		return yield(a, nil)
	}
	inner, err := within(ctx, patient, func() (*stream, error) { return newStream(source, m.file, m.body), nil })
	if err != nil {
		return fail(ctx, yield, err, source)
	}
	inner.within = s.within
	inner.depth, inner.address, inner.charset = s.depth+1, m.address, m.charset
	return r.read(ctx, inner, yield)
}

// drafted makes an article of a member's draft.
func (r *Reader) drafted(source string, m *member) (*Article, error) {
	d, err := m.draft()
	if err != nil {
		return nil, err
	}
	a, err := r.finish(d)
	if err != nil {
		return nil, err
	}
	a.Source, a.SHA256 = source, hash(m.data)
	a.Charset, a.CharsetFrom = m.charset, m.from
	return a, nil
}
