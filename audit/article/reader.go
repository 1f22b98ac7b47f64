package article

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"strings"
	"time"

	"copydesk.dev/audit/article/charset"
	"copydesk.dev/audit/article/fetch"
)

// Options says how inputs are read. The zero value is what a run uses.
type Options struct {
	Raw       bool          // text inputs are taken exactly as they are; HTML is still extracted
	MaxBytes  int64         // inputs larger than this are rejected; 0 means 10 MB
	Timeout   time.Duration // for one input, from its bytes to its article; 0 means 20 seconds
	Stdin     io.Reader     // what "-" reads; nil means an empty input
	Extractor Extractor     // nil means [Readability]
	Web       *fetch.Client // what fetches addresses; nil means they are rejected
	Cache     Cache         // what earlier runs parsed; nil means nothing
	Version   string        // of the program, which decides with the bytes what an input gives
}

// Reader turns inputs into articles. It is safe for concurrent use, but for
// "-", which can be read only once.
type Reader struct {
	opts    Options
	formats []format
	rules   []rule
	budget  budget

	documents  []document
	containers []container
}

// NewReader prepares a Reader. It fails only if the embedded rules are broken.
func NewReader(opts Options) (*Reader, error) {
	opts.MaxBytes = cmp.Or(opts.MaxBytes, defaultMaxBytes)
	opts.Timeout = cmp.Or(opts.Timeout, defaultTimeout)
	if opts.Stdin == nil {
		opts.Stdin = strings.NewReader("")
	}
	if opts.Extractor == nil {
		opts.Extractor = Readability{}
	}
	rules, err := loadRules()
	if err != nil {
		return nil, fmt.Errorf("article: %w", err)
	}
	elements, err := loadElementRules()
	if err != nil {
		return nil, fmt.Errorf("article: %w", err)
	}
	html := htmlFormat{opts.Extractor, elements, opts.Timeout}
	r := &Reader{opts: opts, formats: formats(opts, html), documents: documents(opts, html), rules: rules, budget: newBudget()}
	r.containers = r.listContainers(html)
	return r, nil
}

// patient is a time limit that is none: whoever writes into a pipe may take
// hours.
const patient = math.MaxInt64

// Articles reads one source, which [Reader.Expand] returned, and yields the
// articles in it: one for a page or a text, as many as there are for a feed, an
// export or an archive. Every error is a [RejectedError], of the source or of a
// member of it, and does not end the sequence; when ctx is done it wraps
// ctx.Err.
func (r *Reader) Articles(ctx context.Context, source string) iter.Seq2[*Article, error] {
	return func(yield func(*Article, error) bool) {
		s, err := within(ctx, patient, func() (*stream, error) { return r.open(ctx, source) })
		if err != nil {
			yield(nil, name(err, source))
			return
		}
		if s.close != nil {
			defer s.close()
		}
		r.read(ctx, s, yield)
	}
}

// name makes err a rejection of source.
func name(err error, source string) error {
	if rejected := new(RejectedError); errors.As(err, &rejected) {
		named := *rejected
		named.Source = source
		return &named
	}
	return &RejectedError{Source: source, Reason: "not read to its end: the run was ended", Err: err}
}

// article makes one article of an input.
func (r *Reader) article(in *input) (*Article, error) {
	for _, f := range r.documents {
		if f.claims(in) {
			return r.document(in, f)
		}
	}
	if err := rejectBinary(in.data); err != nil {
		return nil, err
	}
	d, err := charset.Decode(in.data, in.charset)
	if err != nil {
		return nil, err
	}
	d.Text = strings.ReplaceAll(d.Text, "\x00", " ") // stray ones part words
	for _, f := range r.formats {
		if !f.claims(in, d.Text) {
			continue
		}
		draft, err := f.read(in, d)
		if err != nil {
			return nil, err
		}
		draft.meta.fill(metadata{canonical: in.address})
		a, err := r.finish(draft)
		if err != nil {
			return nil, err
		}
		a.Source, a.SHA256 = in.source, in.sha256
		a.Charset, a.CharsetFrom = d.Charset, d.From
		return a, nil
	}
	return nil, reject("no format for it") // the last format takes everything
}

// document makes an article of an input in a format of its own encoding.
func (r *Reader) document(in *input, f document) (*Article, error) {
	draft, charset, err := f.read(in)
	if err != nil {
		return nil, err
	}
	draft.meta.fill(metadata{canonical: in.address})
	a, err := r.finish(draft)
	if err != nil {
		return nil, err
	}
	a.Source, a.SHA256 = in.source, in.sha256
	a.Charset, a.CharsetFrom = charset, "meta"
	return a, nil
}
