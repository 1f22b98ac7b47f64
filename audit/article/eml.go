package article

import (
	"bytes"
	"cmp"
	"net/mail"
	"regexp"
	"strings"

	"github.com/jhillyerd/enmime/v2"
	"golang.org/x/net/html"

	"copydesk.dev/audit/article/charset"
	"copydesk.dev/audit/article/rejection"
)

// mailFormat reads a message, such as a newsletter. Its HTML part is its text,
// or the plain one where there is none; attachments are not looked at.
type mailFormat struct {
	html htmlFormat
	raw  bool
}

func (mailFormat) extensions() []string { return []string{".eml"} }

var (
	// mailField is a line of a header, or the mark that mail folders put first.
	mailField = regexp.MustCompile(`^(?:From |>?[A-Za-z][A-Za-z0-9-]*:)`)
	// onlyMail are fields that nobody types: a press release may begin "From:",
	// "Date:" and "Subject:" too.
	onlyMail = regexp.MustCompile(`(?im)^(?:message-id|mime-version|received|return-path|delivered-to|dkim-signature):`)
	// multipart announces parts within a part.
	multipart = regexp.MustCompile(`(?i)content-type:\s*multipart/`)
	sender    = regexp.MustCompile(`(?im)^from:`)
)

func (f mailFormat) claims(in *input) bool {
	if (&stream{ext: in.ext}).takenRaw(f.raw) {
		return false
	}
	head := in.data[:min(len(in.data), sniffWindow)]
	if !mailField.Match(head) {
		return false
	}
	if end := blankLine.FindIndex(head); end != nil {
		head = head[:end[0]+1]
	}
	return sender.Match(head) && (in.ext == ".eml" || onlyMail.Match(head))
}

var blankLine = regexp.MustCompile(`\r?\n\r?\n`)

// mailParser keeps what is sound of a message that is not.
var mailParser = enmime.NewParser(enmime.SkipMalformedParts(true), enmime.MaxStoredPartErrors(10))

func (f mailFormat) read(in *input) (*draft, string, error) {
	data := in.data
	if bytes.HasPrefix(data, []byte("From ")) { // the mark of a mail folder
		_, data, _ = bytes.Cut(data, []byte("\n"))
	}
	if n := len(multipart.FindAllIndex(data, -1)); n > maxMultiparts {
		return nil, "", rejection.TooMany(n, maxMultiparts, "parts within parts")
	}
	if n := bytes.Count(data, []byte("\n--")); n > maxParts {
		return nil, "", rejection.TooMany(n, maxParts, "parts")
	}
	message, err := mailParser.ReadEnvelope(bytes.NewReader(data))
	if err != nil {
		return nil, "", &RejectedError{Reason: "the message cannot be read", Err: err}
	}
	encoding := "utf-8"
	if part := message.Root.BreadthMatchFirst(func(p *enmime.Part) bool {
		return strings.HasPrefix(p.ContentType, "text/") && p.Charset != "" && !strings.EqualFold(p.Charset, "us-ascii")
	}); part != nil {
		encoding = cmp.Or(charset.Name(part.Charset), encoding)
	}
	m := metadata{
		title:     foldSpace(message.GetHeader("Subject")),
		published: mailDate(message.GetHeader("Date")),
		language:  normalLanguage(message.GetHeader("Content-Language")),
		canonical: absolute(strings.Trim(message.GetHeader("Archived-At"), "<> ")),
	}
	if from, err := message.AddressList("From"); err == nil && len(from) > 0 {
		m.outlet = foldSpace(from[0].Name)
		if m.outlet == "" {
			_, m.outlet, _ = strings.Cut(from[0].Address, "@")
		}
	}
	var pieces []piece
	switch {
	case strings.TrimSpace(message.HTML) != "":
		pieces, err = f.html.fragment(message.HTML, m.canonical, noLayout)
	default:
		pieces, err = textPieces(strings.ToValidUTF8(message.Text, "\uFFFD"))
	}
	return &draft{meta: m, pieces: pieces}, encoding, err
}

// mailDate reads the date of a message.
func mailDate(s string) string {
	if t, err := mail.ParseDate(s); err == nil {
		return normalDate(t.Format("2006-01-02T15:04:05Z07:00"))
	}
	return normalDate(s)
}

// noLayout makes plain boxes of table rows with one cell: newsletters are laid
// out in tables.
func noLayout(root *html.Node) {
	for row := range root.Descendants() {
		if row.Type != html.ElementNode || row.Data != "tr" {
			continue
		}
		var cells []*html.Node
		for c := range row.ChildNodes() {
			if c.Type == html.ElementNode {
				cells = append(cells, c)
			}
		}
		if len(cells) == 1 {
			row.Data, cells[0].Data = "div", "div"
		}
	}
}
