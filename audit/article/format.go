package article

import "slices"

// format reads one kind of input. A new kind is one file with one
// implementation, entered in [formats].
type format interface {
	// extensions are the endings of file names that a folder's files are
	// chosen by, lower case with the dot.
	extensions() []string
	// claims reports whether the input is of this kind. What its text looks
	// like counts for more than its name.
	claims(in *input, text string) bool
	read(in *input, d decoded) (*draft, error)
}

// formats lists the formats in the order they are asked. The last takes
// everything.
func formats(opts Options, elements []elementRule) []format {
	return []format{
		htmlFormat{opts.Extractor, elements},
		markdownFormat{raw: opts.Raw},
		textFormat{raw: opts.Raw},
	}
}

// extensions returns those of all formats, sorted.
func (r *Reader) extensions() []string {
	var all []string
	for _, f := range r.formats {
		all = append(all, f.extensions()...)
	}
	slices.Sort(all)
	return all
}
