package split

import (
	"bytes"
	"io"
	"strings"
)

// space is what JSON and XML take for white space.
const space = " \t\r\n"

// nameByte reports whether c may stand in an element's name.
func nameByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == ':' || c == '_' || c == '-' || c == '.' || c >= 0x80
}

// tagName is the name at the beginning of s.
func tagName(s []byte) string {
	end := bytes.IndexFunc(s, func(r rune) bool { return r < 0x80 && !nameByte(byte(r)) })
	if end < 0 {
		end = len(s)
	}
	return string(s[:min(end, maxTagName)])
}

// Local is a name without its prefix.
func Local(name string) string {
	return name[strings.IndexByte(name, ':')+1:]
}

// Root is the start tag of the document's root element as far as head shows
// it: its name with its prefix, and all of the tag. Both are "" when there is
// none.
func Root(head []byte) (name, whole string) {
	x := XML{scanner: newScanner(bytes.NewReader(head), int64(len(head)))}
	if trimmed := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), space); !bytes.HasPrefix(trimmed, []byte("<")) {
		return "", ""
	}
	for {
		x.scanner.reset()
		t, err := x.tag()
		if t.opens && (err == nil || err == io.EOF) {
			return t.name, string(x.scanner.kept[x.start():])
		}
		if err != nil {
			return "", ""
		}
	}
}
