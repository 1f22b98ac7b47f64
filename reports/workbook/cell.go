package workbook

import (
	"fmt"
	"math"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// Cell is one cell of a sheet.
type Cell struct {
	Style   Style
	Value   any    // text, a number, a day or nothing; of a formula, its cached value
	formula string // if not ""
	Marked  []Run  // the text of value with marks, if not nil
}

// Run is a stretch of a cell's text and how it is marked.
type Run struct {
	Text                    string
	Colour                  string // the text's own when ""
	Bold, Underline, Strike bool
}

// Text is s, which stays text whatever it begins with ([Inert]).
func Text(s string) Cell { return Styled(StyleText, s) }

// Styled is s as [Text] makes it, in another style.
func Styled(as Style, s string) Cell {
	if s == "" {
		return Cell{Style: as}
	}
	return Cell{Style: as, Value: Clean(Inert(s))}
}

// Whole is a whole number.
func Whole(n int) Cell { return Cell{Style: StyleWhole, Value: n} }

// Score is 0 to 100, or "not assessed".
func Score(v *float64) Cell {
	if v == nil || !IsFinite(*v) {
		return Cell{Style: StyleUnknown, Value: "not assessed"}
	}
	return Cell{Style: StyleWhole, Value: *v}
}

// Share is 0 to 1, shown as a percentage.
func Share(v float64) Cell {
	if !IsFinite(v) {
		return Cell{Style: StylePercent}
	}
	return Cell{Style: StylePercent, Value: v}
}

// IsFinite reports whether a number is one, and not infinite.
func IsFinite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// Date is the day of an RFC 3339 time or a date; what is neither stays text.
func Date(s string) Cell {
	if d, ok := Day(s); ok && d.Year() > 1900 {
		return Cell{Style: StyleDate, Value: d}
	}
	return Text(s)
}

// Day reads the day of an RFC 3339 time or a date, as written there: 00:00 UTC. Of
// what is neither it is the earliest that a file can have, and ok is false.
func Day(s string) (day time.Time, ok bool) {
	if len(s) > len(time.DateOnly) {
		s = s[:len(time.DateOnly)]
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return epoch, false
	}
	return t, true
}

// Input is a cell for the reviewer to fill in.
func Input() Cell { return Cell{Style: StyleInput} }

// InputDate is the same for a date.
func InputDate() Cell { return Cell{Style: StyleInputDate} }

// Capital is s with its first letter in upper case; the words of the stream
// are ASCII.
func Capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// maxLiteral is how many characters a formula takes between quotes, and
// HYPERLINK takes as an address.
const maxLiteral = 255

// MaxTitle is how many characters of an article's title a link shows.
const MaxTitle = 90

// literal is s as a formula writes it.
func literal(s string) string {
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// Row names a row of a sheet by the number in its first column, which
// stays with it when a reviewer sorts. The zero value is no row.
type Row struct {
	Sheet  string
	Number int
}

// RowLink leads to a row of another sheet. It looks the row's number up, so
// that it still arrives when that sheet has been sorted. HYPERLINK is used
// because links proper stop at 65,530 a sheet.
func (b *Book) RowLink(at Row, shown string) Cell {
	shown = Inert(Line(shown, MaxTitle))
	if at.Number == 0 || at.Number > b.capacity() {
		return Text(shown)
	}
	return Cell{Style: StyleLink, Value: shown, formula: rowFormula(at, literal(shown))}
}

// CountLink is a number that leads to a row.
func (b *Book) CountLink(n int, at Row) Cell {
	if n == 0 || at.Number == 0 || at.Number > b.capacity() {
		return Whole(n)
	}
	return Cell{Style: StyleLinkWhole, Value: n, formula: rowFormula(at, fmt.Sprint(n))}
}

func rowFormula(at Row, shown string) string {
	return fmt.Sprintf(`HYPERLINK("#%[1]s!A"&MATCH(%[2]d,%[1]s!$A:$A,0),%[3]s)`, at.Sheet, at.Number, shown)
}

// SourceLink leads to where an article came from.
func (b *Book) SourceLink(source, shown string) Cell {
	address := address(source, b.route)
	if address == "" || Units16(address, maxLiteral+1) > maxLiteral {
		return Text(shown)
	}
	shown = Inert(Line(shown, maxLiteral/2-1))
	return Cell{Style: StyleLink, Value: shown, formula: "HYPERLINK(" + literal(address) + "," + literal(shown) + ")"}
}

// OpenLink is a short link to a source.
func (b *Book) OpenLink(source string) Cell {
	if c := b.SourceLink(source, "open"); c.formula != "" {
		return c
	}
	return Text("")
}

// schemed is what begins with a scheme; one letter is a drive.
var schemed = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]+:`)

// drive is how an absolute path on Windows begins, wherever the stream is
// rendered.
var drive = regexp.MustCompile(`^[A-Za-z]:[/\\]`)

// address is what a spreadsheet program opens for a source: a web address as
// it is, a file by its path, which is relative to where route leads unless it
// is absolute. Standard input and other schemes have none, nor have other
// machines' folders, which ask for a password when they are opened.
func address(source, route string) string {
	if source == "" || source == "-" || Clean(source) != source || strings.ContainsAny(source, "\n\t") {
		return ""
	}
	if schemed.MatchString(source) {
		u, err := url.Parse(source)
		if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
			return source
		}
		return ""
	}
	if slashes := strings.ReplaceAll(source, `\`, "/"); strings.HasPrefix(slashes, "//") {
		return ""
	} else if drive.MatchString(source) {
		return fileURL(slashes)
	}
	file := filepath.ToSlash(source)
	if !path.IsAbs(file) {
		file = path.Join(route, file)
	}
	if path.IsAbs(file) || drive.MatchString(file) {
		return fileURL(file)
	}
	return strings.NewReplacer("%", "%25", "#", "%23", "?", "%3F").Replace(file)
}

// fileURL is the address of an absolute path with slashes.
func fileURL(file string) string {
	return (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(file, "/")}).String()
}
