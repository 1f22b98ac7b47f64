package notice

import (
	"bytes"
	"io"
	"mime"
	"mime/quotedprintable"
	netmail "net/mail"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"copydesk.dev/audit/record"
)

// FuzzMessage writes mails about a night whose articles say anything: they have
// our headers and no other, a subject of counts, and a body in which nothing is
// hidden.
func FuzzMessage(f *testing.F) {
	f.Add(hostile, "hold", uint8(3))
	f.Add("Se\u0301ance\u2028=?utf-8?q?x?=\u200f", "new", uint8(0))
	f.Add(".\r\n.\r\nQUIT", "\xff\x00", uint8(255))
	headers := map[string]bool{}
	for _, name := range strings.Fields("From To Subject Date Message-Id Auto-Submitted Content-Type Content-Transfer-Encoding Mime-Version") {
		headers[name] = true
	}
	subject := regexp.MustCompile(`^copydesk( \d{1,2} \w+ \d{4})?: \d+ to hold, \d+ to query, \d+ new findings?(, \d+ inputs? not read)?(, incomplete)?$`)
	m := Mail{Host: "mail.example", From: "desk@example.org", To: []string{"editor@example.org"}, Security: StartTLS}
	f.Fuzz(func(t *testing.T, s, other string, n uint8) {
		log := sample()
		log.Run.Started = other
		log.Articles = append(log.Articles, record.Article{ID: s, Source: other, Role: "audited", Title: s, Triage: record.Triage(other)})
		log.Findings = append(log.Findings, record.Finding{ID: s, Check: other, Article: s, Text: other, Status: record.Status(other), Verdict: s})
		log.Rejected = append(log.Rejected, record.Rejected{Source: s, Reason: other})
		log.Summary.Incomplete = other
		for range n {
			log.Summary.Notices = append(log.Summary.Notices, s)
		}
		if got := Subject(log); !subject.MatchString(got) {
			t.Errorf("subject %q", got)
		}
		msg, err := m.message(m.To[0], Report{Log: log})
		if err != nil {
			t.Fatal(err)
		}
		var raw bytes.Buffer
		if _, err := msg.WriteTo(&raw); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.SplitAfter(raw.String(), "\r\n") {
			if len(line) > 1000 || strings.ContainsAny(strings.TrimSuffix(line, "\r\n"), "\r\n\x00") {
				t.Fatalf("line %q", line)
			}
		}
		read, err := netmail.ReadMessage(&raw)
		if err != nil {
			t.Fatal(err)
		}
		for name, values := range read.Header {
			if !headers[name] || len(values) != 1 {
				t.Errorf("header %s: %q", name, values)
			}
		}
		if got, err := new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject")); err != nil || !subject.MatchString(got) {
			t.Errorf("the mail's subject is %q (%v)", got, err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(read.Body))
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(body), "\r\n", "\n")
		if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) }) {
			t.Errorf("body %q", text)
		}
		if len(text) > 8<<10+3*(maxNotices+4)*(len(s)+len(other)) {
			t.Errorf("a body of %d bytes", len(text))
		}
	})
}
