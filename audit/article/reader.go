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
)

// Options says how inputs are read. The zero value is what a run uses.
type Options struct {
	Raw       bool          // text inputs are taken exactly as they are; HTML is still extracted
	MaxBytes  int64         // inputs larger than this are rejected; 0 means 10 MB
	Timeout   time.Duration // for one input, from its bytes to its article; 0 means 30 seconds
	Stdin     io.Reader     // what "-" reads; nil means an empty input
	Extractor Extractor     // nil means [Readability]
}

const (
	defaultMaxBytes = 10 << 20
	defaultTimeout  = 30 * time.Second
)

// Reader turns inputs into articles. It is safe for concurrent use, but for
// "-", which can be read only once.
type Reader struct {
	opts    Options
	formats []format
	rules   []rule
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
	return &Reader{opts: opts, formats: formats(opts, elements), rules: rules}, nil
}

// Articles reads one source, which [Reader.Expand] returned, and yields the
// articles in it: one for a page or a text. Every error is a [RejectedError];
// when ctx is done it wraps ctx.Err.
func (r *Reader) Articles(ctx context.Context, source string) iter.Seq2[*Article, error] {
	return func(yield func(*Article, error) bool) {
		const patient = math.MaxInt64 // whoever writes into a pipe may take hours
		in, err := within(ctx, patient, func() (*input, error) { return r.load(source) })
		if err != nil {
			yield(nil, name(err, source))
			return
		}
		a, err := within(ctx, r.opts.Timeout, func() (*Article, error) { return r.article(in) })
		if err != nil {
			yield(nil, name(err, source))
			return
		}
		yield(a, nil)
	}
}

// name makes err a rejection of source.
func name(err error, source string) error {
	if rejected := new(RejectedError); errors.As(err, &rejected) {
		named := *rejected
		named.Source = source
		return &named
	}
	return &RejectedError{Source: source, Reason: "interrupted", Err: err}
}

// article makes one article of an input.
func (r *Reader) article(in *input) (*Article, error) {
	if err := rejectBinary(in.data); err != nil {
		return nil, err
	}
	d, err := decode(in.data)
	if err != nil {
		return nil, err
	}
	d.text = strings.ReplaceAll(d.text, "\x00", " ") // stray ones part words
	for _, f := range r.formats {
		if !f.claims(in, d.text) {
			continue
		}
		draft, err := f.read(in, d)
		if err != nil {
			return nil, err
		}
		a, err := r.finish(draft)
		if err != nil {
			return nil, err
		}
		a.Source, a.SHA256 = in.source, in.sha256
		a.Charset, a.CharsetFrom = d.charset, d.from
		return a, nil
	}
	return nil, reject("no format for it") // the last format takes everything
}
