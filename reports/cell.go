package reports

import (
	"cmp"
	"fmt"
	"math"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"copydesk.dev/audit/record"
)

// cell is one cell of a sheet.
type cell struct {
	style   style
	value   any    // text, a number, a day or nothing; of a formula, its cached value
	formula string // if not ""
	marked  []run  // the text of value with marks, if not nil
}

// text is s, which stays text whatever it begins with ([inert]).
func text(s string) cell { return styled(styleText, s) }

func styled(as style, s string) cell {
	if s == "" {
		return cell{style: as}
	}
	return cell{style: as, value: clean(inert(s))}
}

func whole(n int) cell { return cell{style: styleWhole, value: n} }

// score is 0 to 100, or "not assessed".
func score(v *float64) cell {
	if v == nil || !finite(*v) {
		return cell{style: styleUnknown, value: "not assessed"}
	}
	return cell{style: styleWhole, value: *v}
}

// share is 0 to 1, shown as a percentage.
func share(v float64) cell {
	if !finite(v) {
		return cell{style: stylePercent}
	}
	return cell{style: stylePercent, value: v}
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// date is the day of an RFC 3339 time or a date; what is neither stays text.
func date(s string) cell {
	if d, ok := day(s); ok && d.Year() > 1900 {
		return cell{style: styleDate, value: d}
	}
	return text(s)
}

func severity(s record.Severity) cell { return styled(severityStyle(s), title(string(s))) }

func input() cell     { return cell{style: styleInput} }
func inputDate() cell { return cell{style: styleInputDate} }

// title is s with its first letter in upper case; the words of the stream
// are ASCII.
func title(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// maxLiteral is how many characters a formula takes between quotes, and
// HYPERLINK takes as an address.
const maxLiteral = 255

// maxTitle is how many characters of an article's title a link shows.
const maxTitle = 90

// literal is s as a formula writes it.
func literal(s string) string {
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// rowLink leads to a row of another sheet. It looks the row's number up, so
// that it still arrives when that sheet has been sorted. HYPERLINK is used
// because links proper stop at 65,530 a sheet.
func (b *book) rowLink(at rowRef, shown string) cell {
	shown = inert(line(shown, maxTitle))
	if at.number == 0 || at.number > b.capacity() {
		return text(shown)
	}
	return cell{style: styleLink, value: shown, formula: rowFormula(at, literal(shown))}
}

// countLink is a number that leads to a row.
func (b *book) countLink(n int, at rowRef) cell {
	if n == 0 || at.number == 0 || at.number > b.capacity() {
		return whole(n)
	}
	return cell{style: styleLinkWhole, value: n, formula: rowFormula(at, fmt.Sprint(n))}
}

func rowFormula(at rowRef, shown string) string {
	return fmt.Sprintf(`HYPERLINK("#%[1]s!A"&MATCH(%[2]d,%[1]s!$A:$A,0),%[3]s)`, at.sheet, at.number, shown)
}

// articleLink leads to an article's row or, when tonight's stream has no such
// article, to where it came from.
func (b *book) articleLink(n *night, id, source string) cell {
	if _, ok := n.place[id]; !ok {
		return b.sourceLink(source, cmp.Or(source, id))
	}
	return b.rowLink(n.articleRow(id), n.titleOf(id, source))
}

func (n *night) articleRow(id string) rowRef {
	if i, ok := n.place[id]; ok {
		return rowRef{articlesSheet, i + 1}
	}
	return rowRef{}
}

// sourceLink leads to where an article came from.
func (b *book) sourceLink(source, shown string) cell {
	address := address(source, b.route)
	if address == "" || units16(address, maxLiteral+1) > maxLiteral {
		return text(shown)
	}
	shown = inert(line(shown, maxLiteral/2-1))
	return cell{style: styleLink, value: shown, formula: "HYPERLINK(" + literal(address) + "," + literal(shown) + ")"}
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
	if source == "" || source == "-" || clean(source) != source || strings.ContainsAny(source, "\n\t") {
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
