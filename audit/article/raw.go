package article

import (
	"bytes"
	"unicode/utf8"

	"copydesk.dev/audit/article/rejection"
)

// readRaw takes a text exactly as it is: its bytes are the article's text, and
// blocks only say where its paragraphs stand.
func readRaw(in *input, markdown bool) (*draft, error) {
	if !utf8.Valid(in.data) {
		return nil, reject("not UTF-8, so it cannot be taken exactly as it is; convert it, or leave out --raw")
	}
	if n := bytes.Count(in.data, []byte("\n")); n > maxLines {
		return nil, rejection.TooMany(n, maxLines, "lines")
	}
	text := string(in.data)
	meta, start := frontMatter(text)
	out := &draft{meta: meta, whole: text}
	for _, p := range layOut(text[start:], markdown) {
		first, last := p.lines[0], p.lines[len(p.lines)-1]
		out.spans = append(out.spans, Block{p.kind, start + first.start, start + last.end})
	}
	if meta.title == "" && len(out.spans) > 0 && out.spans[0].Kind == Heading {
		b := out.spans[0]
		out.meta.title = foldSpace(text[b.Start:b.End])
	}
	return out, nil
}
