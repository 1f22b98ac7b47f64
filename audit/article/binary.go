package article

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"copydesk.dev/audit/article/charset"
)

// magic holds the first bytes of formats that are not text, and what to call
// them.
var magic = []struct{ prefix, name string }{
	{"\x89PNG", "a PNG image"},
	{"\xFF\xD8\xFF", "a JPEG image"},
	{"GIF8", "a GIF image"},
	{"%PDF-", "a PDF document"},
	{"PK\x03\x04", "a ZIP archive or Office document"},
	{"\x1F\x8B", "a gzip archive"},
	{"BZh", "a bzip2 archive"},
	{"\xFD7zXZ", "an xz archive"},
	{"7z\xBC\xAF", "a 7-Zip archive"},
	{"\x28\xB5\x2F\xFD", "a Zstandard archive"},
	{"Rar!", "a RAR archive"},
	{"\xD0\xCF\x11\xE0", "an old Office document"},
	{"{\\rtf", "an RTF document"},
	{"RIFF", "an image, sound or film"},
	{"ID3", "a sound file"},
	{"OggS", "a sound file"},
	{"\x7FELF", "a program"},
	{"SQLite format 3", "a database"},
}

// rejectBinary fails for bytes that are no text in any encoding. Extraction
// libraries turn them into pages of garbage without an error.
func rejectBinary(data []byte) error {
	for _, m := range magic {
		if bytes.HasPrefix(data, []byte(m.prefix)) {
			return reject("not text but " + m.name)
		}
	}
	if bytes.IndexByte(data, 0) < 0 || strayNULs(data) || bytes.HasPrefix(data, utf8Mark) {
		return nil
	}
	if _, enc := charset.UTF16(data); enc != nil {
		return nil
	}
	return reject("not text but binary data (it holds NUL bytes)")
}

// maxStray is the share of bytes up to which NULs are a slip of whatever wrote
// the text.
const maxStray = 0.01

// strayNULs reports whether NULs are few in what is otherwise text. What is not
// UTF-8 has to have few control characters altogether: in compressed data every
// tenth byte is one.
func strayNULs(data []byte) bool {
	stray := bytes.Count(data, []byte{0})
	if !utf8.Valid(data) {
		stray = 0
		for _, b := range data {
			if b < ' ' && !unicode.IsSpace(rune(b)) {
				stray++
			}
		}
	}
	return float64(stray) < maxStray*float64(len(data))
}

// minLetters is the least share of letters and digits among the visible
// characters of a text. English prose has 0.97, a price list 0.8.
const minLetters = 0.5

// rejectGarbage fails for decoded text that is mostly signs.
func rejectGarbage(text string) error {
	letters, visible := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsNumber(r):
			letters++
			visible++
		case !unicode.IsSpace(r):
			visible++
		}
	}
	if float64(letters) < minLetters*float64(visible) {
		return reject(fmt.Sprintf("not an article: only %d of %d characters are letters or digits", letters, visible))
	}
	return nil
}
