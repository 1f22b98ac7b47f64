// Package charset turns bytes into text, whatever encoding they are in.
package charset

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/go-shiori/dom"
	"github.com/wlynxg/chardet"
	"golang.org/x/net/html"
	labels "golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"copydesk.dev/audit/article/rejection"
)

const (
	// metaWindow is how far into a page a declared encoding is looked for. The
	// standard says 1 KB; real pages put scripts before it.
	metaWindow = 64 << 10
	// detectWindow is how much the detector is shown, around the first byte
	// that is not ASCII.
	detectWindow = 64 << 10
	// minDetected is the least confidence at which the detector is believed.
	minDetected = 0.4
	// maxBroken is the largest share of undecodable characters in a text that
	// is still worth reading.
	maxBroken = 0.01
)

// Decoded is text whose encoding has been dealt with.
type Decoded struct {
	Text    string // valid UTF-8, without a byte order mark
	Charset string // name of the encoding, lower case
	From    string // how it was known: "bom", "utf-8", "header", "meta" or "detected"
}

// Decode turns bytes into text: byte order mark, then UTF-8 if the whole input
// is valid, then what the server said, then what a page declares, then a
// detector. The order matters: pages that are UTF-8 often declare something else,
// and a library that sniffs only the first kilobyte garbles one page in ten.
// header is the server's name of the encoding, "" unknown. Each error is a
// [rejection.Error].
func Decode(data []byte, header string) (Decoded, error) {
	if name, enc, n := byteOrderMark(data); enc != nil {
		return decodeAs(data[n:], enc, name, "bom")
	}
	if name, enc := unmarkedUTF16(data); enc != nil {
		return decodeAs(data, enc, name, "detected")
	}
	if japaneseEscape.Match(data) { // which is valid UTF-8
		if d, err := decodeAs(data, japanese.ISO2022JP, "iso-2022-jp", "detected"); err == nil {
			return d, nil
		}
	}
	if utf8.Valid(data) {
		return Decoded{string(data), "utf-8", "utf-8"}, nil
	}
	if mostlyUTF8(data) {
		return decodeAs(data, unicode.UTF8, "utf-8", "utf-8")
	}
	if enc, name := lookup(header); enc != nil {
		if d, err := decodeAs(data, enc, name, "header"); err == nil {
			return d, nil
		}
	}
	if enc, name := declared(data); enc != nil {
		if d, err := decodeAs(data, enc, name, "meta"); err == nil {
			return d, nil
		}
	}
	if enc, name := detected(data); enc != nil {
		return decodeAs(data, enc, name, "detected")
	}
	return Decoded{}, rejection.New("the character encoding is not recognised; save it as UTF-8")
}

// japaneseEscape begins two-byte characters in ISO-2022-JP.
var japaneseEscape = regexp.MustCompile(`\x1B\$[@B]`)

// byteOrderMark returns the encoding a mark announces, and the mark's length.
func byteOrderMark(data []byte) (name string, enc encoding.Encoding, n int) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		return "utf-8", unicode.UTF8, 3
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return "utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 2
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return "utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 2
	}
	return "", nil, 0
}

// unmarkedUTF16 recognises UTF-16 of mostly western text, in which every other
// byte is NUL.
func unmarkedUTF16(data []byte) (name string, enc encoding.Encoding) {
	head := data[:min(len(data), 4096)]
	var nul [2]int
	for i, b := range head {
		if b == 0 {
			nul[i%2]++
		}
	}
	const most, few = 5, 50 // of the head's bytes: a fifth, a fiftieth
	switch {
	case nul[1]*most > len(head) && nul[0]*few < len(head):
		return "utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case nul[0]*most > len(head) && nul[1]*few < len(head):
		return "utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return "", nil
}

// mostlyUTF8 reports whether data is UTF-8 with a few broken bytes: at least
// ten sound multi-byte characters for every broken byte.
func mostlyUTF8(data []byte) bool {
	sound, broken := 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			broken++
		case size > 1:
			sound++
		}
		data = data[size:]
	}
	return sound >= 10*broken
}

// declared returns the encoding named by a <meta> tag or an XML declaration.
func declared(data []byte) (encoding.Encoding, string) {
	head := data[:min(len(data), metaWindow)]
	z := html.NewTokenizer(bytes.NewReader(head))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return nil, ""
		case html.CommentToken: // the tokenizer takes <?xml …?> for a comment
			if label := LabelOfXML(z.Token().Data); label != "" {
				return lookup(label)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			if t := z.Token(); t.Data == "meta" {
				meta := &html.Node{Attr: t.Attr}
				label := dom.GetAttribute(meta, "charset")
				if label == "" && strings.EqualFold(dom.GetAttribute(meta, "http-equiv"), "content-type") {
					label = between(dom.GetAttribute(meta, "content")+";", "charset=", ";")
				}
				if enc, name := lookup(label); enc != nil {
					return enc, name
				}
			}
		}
	}
}

// LabelOfXML is what an XML declaration says of its document's encoding, "" none.
func LabelOfXML(declaration string) string { return between(declaration, `encoding="`, `"`) }

// Name is an encoding's name by a label for it, lower case; "" unknown.
func Name(label string) string {
	_, name := lookup(label)
	return name
}

// lookup finds an encoding by its label. A declared UTF-16 cannot be true: the
// declaration itself was read as ASCII.
func lookup(label string) (encoding.Encoding, string) {
	enc, name := labels.Lookup(strings.TrimSpace(label))
	if strings.HasPrefix(name, "utf-16") || name == "replacement" {
		return nil, ""
	}
	return enc, name
}

func detected(data []byte) (encoding.Encoding, string) {
	first := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf })
	start := max(0, first-detectWindow/2)
	guess := chardet.Detect(data[start:min(len(data), start+detectWindow)])
	if guess.Confidence < minDetected {
		return nil, ""
	}
	return lookup(guess.Encoding)
}

// decodeAs decodes, and fails when too much of the result is broken.
func decodeAs(data []byte, enc encoding.Encoding, name, from string) (Decoded, error) {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return Decoded{}, &rejection.Error{Reason: "cannot be decoded as " + name, Err: err}
	}
	text := string(out)
	broken := strings.Count(text, string(utf8.RuneError))
	if float64(broken) > maxBroken*float64(utf8.RuneCountInString(text))+1 {
		return Decoded{}, rejection.New(fmt.Sprintf("wrongly encoded: %d characters cannot be decoded as %s; save it as UTF-8", broken, name))
	}
	return Decoded{text, name, from}, nil
}

// between returns what stands in s between two marks, ignoring case, or "".
func between(s, before, after string) string {
	lower := strings.ToLower(s)
	_, rest, ok := strings.Cut(lower, before)
	if !ok {
		return ""
	}
	value, _, ok := strings.Cut(rest, after)
	if !ok {
		return ""
	}
	return value
}
