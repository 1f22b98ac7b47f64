package article

import (
	"slices"

	"copydesk.dev/audit/article/charset"
)

// format reads one kind of text. A new one is a file format_NAME.go with one
// implementation, entered in [formats]; a [document] is entered in documents, and
// a [container] in listContainers.
type format interface {
	// extensions are the endings of file names that a folder's files are
	// chosen by, lower case with the dot.
	extensions() []string
	// claims reports whether the input is of this kind. What its text looks
	// like counts for more than its name.
	claims(in *input, text string) bool
	read(in *input, d charset.Decoded) (*draft, error)
}

// document reads one kind of input whose bytes are no text, or whose parts are
// each in an encoding of their own.
type document interface {
	extensions() []string
	// claims reports from its bytes whether the input is of this kind.
	claims(in *input) bool
	read(in *input) (d *draft, charset string, err error)
}

// formats lists the formats of text in the order they are asked. The last takes
// everything.
func formats(opts Options, html htmlFormat) []format {
	return []format{
		nitfFormat{html: html, raw: opts.Raw}, // before HTML, which also has a head and a body
		html,
		markdownFormat{raw: opts.Raw},
		textFormat{raw: opts.Raw},
	}
}

// documents lists the formats that are asked before the input is decoded.
func documents(opts Options, html htmlFormat) []document {
	return []document{
		pdfFormat{},
		wordFormat{html: html, max: opts.MaxBytes},
		mailFormat{html: html, raw: opts.Raw},
	}
}

// listContainers lists the formats of inputs that hold others. They are asked
// before all other formats, and see no more than an input's first bytes.
func (r *Reader) listContainers(html htmlFormat) []container {
	return []container{
		gzipFormat{},
		zipFormat{passes: r.passesBy, max: r.opts.MaxBytes},
		tarFormat{passes: r.passesBy},
		warcFormat{raw: r.opts.Raw},
		jsonFormat{html: html, raw: r.opts.Raw, max: r.opts.MaxBytes},
		feedFormat{html: html, raw: r.opts.Raw, max: r.opts.MaxBytes},
		newsMLFormat{html: html, raw: r.opts.Raw, max: r.opts.MaxBytes},
	}
}

// extensions returns those of all formats, sorted.
func (r *Reader) extensions() []string {
	var all []string
	for _, f := range r.formats {
		all = append(all, f.extensions()...)
	}
	for _, f := range r.documents {
		all = append(all, f.extensions()...)
	}
	for _, f := range r.containers {
		all = append(all, f.extensions()...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
