package split

import (
	"bytes"
	"io"
	"slices"

	"copydesk.dev/audit/article/rejection"
)

// XML cuts a document into its items. It looks at tags only, so that an item that
// is broken within spoils no other. The stream's encoding has to be one that contains ASCII.
type XML struct {
	scanner scanner
	items   []string // local names of the elements that are items

	kept     bytes.Buffer // of the envelope: what stands around the items
	open     []string     // elements open in the envelope, with prefixes
	envelope []byte       // start and end of the document without items; set with the first item
	pending  []byte       // the start tag of an item that opened within another
}

// maxEnvelope is how many bytes around the items are kept; a feed's title and
// language stand at its beginning.
const maxEnvelope = 64 << 10

// tag is one piece of markup.
type tag struct {
	name                 string // with its prefix; "" for comments and the like
	opens, closes, empty bool
}

// NewXML splits a document into elements of those names, prefixes aside, of at
// most max bytes.
func NewXML(r io.Reader, max int64, names ...string) *XML {
	return &XML{scanner: newScanner(r, max), items: names}
}

// Next returns the next item whole, from its start tag to its end tag, and io.EOF
// after the last. Any other error is the last one unless it [GoesOn].
func (x *XML) Next() ([]byte, error) {
	for x.pending == nil {
		x.scanner.reset()
		t, err := x.tag()
		if err != nil {
			return nil, err
		}
		if t.opens && slices.Contains(x.items, Local(t.name)) {
			x.close()
			if t.empty {
				return bytes.Clone(x.scanner.kept[x.start():]), nil
			}
			return x.item(t.name)
		}
		x.around(t)
	}
	x.scanner.reset()
	x.scanner.kept = append(x.scanner.kept, x.pending...)
	x.pending = nil
	return x.item(tagName(x.scanner.kept[1:]))
}

// start is where the last tag kept begins.
func (x *XML) start() int { return max(0, bytes.LastIndexByte(x.scanner.kept, '<')) }

// item reads on to the end tag. Items do not stand within each other: where one
// opens, the last was not closed.
func (x *XML) item(name string) ([]byte, error) {
	x.scanner.kept = append(x.scanner.kept[:0], x.scanner.kept[x.start():]...)
	for {
		before := len(x.scanner.kept)
		t, err := x.tag()
		switch {
		case err != nil:
			return nil, rejection.CutOff(err)
		case t.name != name:
		case t.closes && x.scanner.over:
			return nil, x.scanner.tooLong()
		case t.closes:
			return bytes.Clone(x.scanner.kept), nil
		case t.opens && !t.empty:
			if x.scanner.over {
				x.pending = []byte("<" + name + ">")
			} else {
				x.pending = bytes.Clone(x.scanner.kept[before+bytes.LastIndexByte(x.scanner.kept[before:], '<'):])
			}
			return nil, errUnclosed
		}
	}
}

// around takes note of what stands around the items.
func (x *XML) around(t tag) {
	if x.envelope != nil || x.kept.Len()+len(x.scanner.kept) > maxEnvelope {
		return
	}
	x.kept.Write(x.scanner.kept)
	switch {
	case t.opens && !t.empty:
		x.open = append(x.open, t.name)
	case t.closes && len(x.open) > 0:
		x.open = x.open[:len(x.open)-1]
	}
}

// close completes the envelope.
func (x *XML) close() {
	if x.envelope == nil {
		x.envelope = append(bytes.Clone(x.kept.Bytes()), '\n')
	}
}

// Alone reports whether the last item is the document itself: nothing stands
// around it.
func (x *XML) Alone() bool { return len(x.open) == 0 }

// Wrap puts an item back into its envelope, so that it can be read as a
// document of its own.
func (x *XML) Wrap(item []byte) []byte {
	out := slices.Concat(x.envelope, item)
	for _, name := range slices.Backward(x.open) {
		out = append(out, "</"+name+">"...)
	}
	return out
}

// tag reads up to the end of the next piece of markup and keeps it all.
func (x *XML) tag() (tag, error) {
	for {
		c, err := x.scanner.next()
		if err != nil {
			return tag{}, err
		}
		if c != '<' {
			continue
		}
		ahead, _ := x.scanner.r.Peek(len("![CDATA["))
		switch {
		case bytes.HasPrefix(ahead, []byte("!--")):
			return tag{}, x.until("-->")
		case bytes.HasPrefix(ahead, []byte("![CDATA[")):
			return tag{}, x.until("]]>")
		case bytes.HasPrefix(ahead, []byte("?")):
			return tag{}, x.until("?>")
		case bytes.HasPrefix(ahead, []byte("!")):
			return tag{}, x.declaration()
		case len(ahead) > 0 && (ahead[0] == '/' || nameByte(ahead[0])):
			return x.element(ahead)
		}
	}
}

// element reads a tag whose name begins ahead.
func (x *XML) element(ahead []byte) (tag, error) {
	t := tag{opens: ahead[0] != '/', closes: ahead[0] == '/'}
	var name []byte
	named := false
	quote, last := byte(0), byte(0)
	for {
		c, err := x.scanner.next()
		if err != nil {
			return t, err
		}
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			t.name, t.empty = string(name), t.opens && last == '/'
			return t, nil
		case c == '"' || c == '\'':
			quote, named = c, true
		case !named && (nameByte(c) || len(name) == 0 && c == '/'):
			if c != '/' && len(name) < maxTagName {
				name = append(name, c)
			}
		default:
			named = true
		}
		last = c
	}
}

// maxTagName is how many bytes of an element's name are looked at.
const maxTagName = 100

// declaration reads a DOCTYPE with what may stand in its brackets. It is not
// kept: what it declares is never expanded.
func (x *XML) declaration() error {
	depth := 1
	for depth > 0 {
		c, err := x.scanner.next()
		if err != nil {
			return err
		}
		switch c {
		case '<', '[':
			depth++
		case '>', ']':
			depth--
		}
	}
	x.scanner.reset()
	return nil
}

// until reads up to a mark.
func (x *XML) until(mark string) error {
	at := 0
	var last [3]byte // as long as the longest mark
	for {
		c, err := x.scanner.next()
		if err != nil {
			return err
		}
		last[0], last[1], last[2] = last[1], last[2], c
		if at++; at >= len(mark) && string(last[3-len(mark):]) == mark {
			return nil
		}
	}
}
