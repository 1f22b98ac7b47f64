package notice

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/http"
	"net/http/httptest"
	netmail "net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/notice/noticetest"
)

func TestMain(m *testing.M) {
	pauses = []time.Duration{0, 0}
	os.Exit(m.Run())
}

// hostile is a title that tries to be more than a title.
const hostile = "Bridge\r\nBcc: everybody@example.org\r\n\r\n<script>alert(1)</script>\u202egnp.exe <a href='https://evil.example'>read</a>"

func sample() *record.Log {
	return &record.Log{
		Run: record.Run{ID: "20261120T050000Z-abc123", Version: "v1", Started: "2026-11-20T05:00:00Z",
			Checks: []record.Check{{ID: "SRC001", Title: "Statistic without source", Severity: record.High}}},
		Articles: []record.Article{
			{ID: "a", Source: "a.html", Role: "audited", Title: hostile, Outlet: hostile, Confidence: 1, Triage: "hold"},
			{ID: "b", Source: "b.html", Role: "audited", Title: "Ferry", Confidence: 1, Triage: "clear"},
		},
		Findings: []record.Finding{
			{ID: "1", Check: "SRC001", Severity: record.High, Article: "a", Source: "a.html", Text: hostile, Status: "new"},
			{ID: "2", Check: "SRC001", Severity: record.High, Article: "a", Source: "a.html", Text: "x", Status: "known"},
		},
		Rejected: []record.Rejected{{Source: hostile, Reason: "empty"}, {Source: ".hidden", Skipped: true}},
		Summary:  record.Summary{Notices: []string{"The suppression of " + hostile + " hid nothing."}},
	}
}

func TestWorth(t *testing.T) {
	for name, tt := range map[string]struct {
		log  record.Log
		want bool
	}{
		"nothing":   {record.Log{}, false},
		"new":       {record.Log{Findings: []record.Finding{{Status: "new"}}}, true},
		"known":     {record.Log{Findings: []record.Finding{{Status: "known"}}}, true},
		"decided":   {record.Log{Findings: []record.Finding{{Status: "decided", Verdict: record.NotAProblem}}}, false},
		"confirmed": {record.Log{Findings: []record.Finding{{Status: "decided", Verdict: record.Confirmed}}}, true},
		"rejected":  {record.Log{Rejected: []record.Rejected{{Source: "a"}}}, true},
		"skipped":   {record.Log{Rejected: []record.Rejected{{Source: "a", Skipped: true}}}, false},
		"notice":    {record.Log{Summary: record.Summary{Notices: []string{"x"}}}, true},
		"conflict":  {record.Log{Summary: record.Summary{Conflicts: []record.Conflict{{}}}}, true},
		"early end": {record.Log{Summary: record.Summary{Incomplete: "SIGTERM"}}, true},
		"resolved":  {record.Log{Summary: record.Summary{Resolved: []record.Resolved{{}}}}, false},
	} {
		if got := Worth(&tt.log); got != tt.want {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

func TestSubject(t *testing.T) {
	log := sample()
	if got, want := Subject(log), "copydesk 20 November 2026: 1 to hold, 0 to query, 1 new finding, 1 input not read"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := Subject(&record.Log{Summary: record.Summary{Incomplete: "x"}}), "copydesk: 0 to hold, 0 to query, 0 new findings, incomplete"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// certificate borrows the certificate for 127.0.0.1 that httptest has.
func certificate(t *testing.T) (*tls.Certificate, *x509.CertPool) {
	t.Helper()
	server := httptest.NewTLSServer(nil)
	defer server.Close()
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	return &server.TLS.Certificates[0], roots
}

// deliver sends mail to a server, and returns what that got.
func deliver(t *testing.T, box *noticetest.Mailbox, m Mail, r Report) ([]noticetest.Mail, error) {
	t.Helper()
	port, err := box.Serve()
	if err != nil {
		t.Fatal(err)
	}
	defer box.Close()
	m.Host, m.Port = "127.0.0.1", port
	if m.From == "" {
		m.From = "copydesk <copydesk@example.org>"
	}
	if m.To == nil {
		m.To = []string{"desk@example.org"}
	}
	if err := m.Check(); err != nil {
		t.Fatal(err)
	}
	err = m.Send(t.Context(), r)
	return box.Mails(), err
}

func TestMailSecurity(t *testing.T) {
	cert, roots := certificate(t)
	for name, tt := range map[string]struct {
		box  *noticetest.Mailbox
		mail Mail
		fail string // what the error says
	}{
		"starttls":          {box: &noticetest.Mailbox{Cert: cert, User: "u", Password: "p4ss"}, mail: Mail{Security: StartTLS, User: "u", Password: "p4ss", roots: roots}},
		"tls":               {box: &noticetest.Mailbox{Cert: cert, Implicit: true, User: "u", Password: "p4ss"}, mail: Mail{Security: TLS, User: "u", Password: "p4ss", roots: roots}},
		"no login":          {box: &noticetest.Mailbox{Cert: cert}, mail: Mail{Security: StartTLS, roots: roots}},
		"plain":             {box: &noticetest.Mailbox{}, mail: Mail{Security: Plain}},
		"server can't":      {box: &noticetest.Mailbox{}, mail: Mail{Security: StartTLS, roots: roots}, fail: "STARTTLS"},
		"unknown authority": {box: &noticetest.Mailbox{Cert: cert}, mail: Mail{Security: StartTLS}, fail: "certificate"},
		"wrong password":    {box: &noticetest.Mailbox{Cert: cert, User: "u", Password: "p4ss"}, mail: Mail{Security: StartTLS, User: "u", Password: "s3cr3t", roots: roots}, fail: "535"},
	} {
		t.Run(name, func(t *testing.T) {
			mails, err := deliver(t, tt.box, tt.mail, Report{Log: sample()})
			if tt.fail != "" {
				if err == nil || !strings.Contains(err.Error(), tt.fail) || len(mails) > 0 {
					t.Errorf("%v, %d mails; want an error with %q", err, len(mails), tt.fail)
				}
				if err != nil && strings.Contains(err.Error(), "s3cr3t") {
					t.Errorf("the error has the password: %v", err)
				}
				return
			}
			if err != nil || len(mails) != 1 {
				t.Fatalf("%v, %d mails", err, len(mails))
			}
			if got := mails[0]; got.TLS != (tt.mail.Security != Plain) || got.User != tt.mail.User || got.From != "copydesk@example.org" || got.To != "desk@example.org" {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// parts reads a mail: its header, its text, and its attachments by name.
func parts(t *testing.T, raw string) (netmail.Header, string, map[string][]byte) {
	t.Helper()
	msg, err := netmail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	kind, params, err := mime.ParseMediaType(msg.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(kind, "multipart/") {
		if kind != "text/plain" {
			t.Errorf("the body is %s", kind)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(msg.Body))
		if err != nil {
			t.Fatal(err)
		}
		return msg.Header, string(body), nil
	}
	files := make(map[string][]byte)
	var text string
	for reader := multipart.NewReader(msg.Body, params["boundary"]); ; {
		part, err := reader.NextPart() // decodes quoted-printable
		if err == io.EOF {
			return msg.Header, text, files
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		if name := part.FileName(); name != "" {
			if files[name], err = base64.StdEncoding.DecodeString(strings.NewReplacer("\r", "", "\n", "").Replace(string(body))); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if kind := part.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/plain") {
			t.Errorf("a part is %s", kind)
		}
		text = string(body)
	}
}

// TestHostile sends a run whose article and inputs try to write headers and
// HTML.
func TestHostile(t *testing.T) {
	workbook := filepath.Join(t.TempDir(), "audit\r\nBcc: x@example.org\r\n \"2026\".xlsx")
	if err := os.WriteFile(workbook, []byte("PK\x03\x04 a workbook"), 0o600); err != nil {
		t.Fatal(err)
	}
	mails, err := deliver(t, &noticetest.Mailbox{}, Mail{Security: Plain, AttachMegabytes: 1}, Report{Log: sample(), Workbook: workbook})
	if err != nil || len(mails) != 1 {
		t.Fatalf("%v, %d mails", err, len(mails))
	}
	header, text, files := parts(t, mails[0].Text)
	for key := range header {
		if !slices.Contains([]string{"From", "To", "Subject", "Date", "Message-Id", "Mime-Version", "Content-Type", "Auto-Submitted"}, key) {
			t.Errorf("header %s: %q", key, header[key])
		}
	}
	if got := header.Get("Subject"); got != Subject(sample()) {
		t.Errorf("subject %q", got)
	}
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "Bcc:") || strings.HasPrefix(line, "<script>") {
			t.Errorf("the title made a line of its own: %q", line)
		}
	}
	if strings.Contains(text, "\u202e") {
		t.Error("the text turns the order of letters around")
	}
	if !strings.Contains(text, "To look into:\n- The suppression of Bridge Bcc:") {
		t.Errorf("the notice is not in it:\n%s", text)
	}
	if len(files) != 1 {
		t.Errorf("%d attachments", len(files))
	}
	for name, body := range files {
		if string(body) != "PK\x03\x04 a workbook" || strings.ContainsAny(name, "\r\n") {
			t.Errorf("attachment %q: %q", name, body)
		}
	}
}

func TestPlace(t *testing.T) {
	dir := t.TempDir()
	small, large := filepath.Join(dir, "audit 1.xlsx"), filepath.Join(dir, "large.xlsx")
	for path, size := range map[string]int64{small: 10, large: 1<<20 + 1} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, size); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		mail     Mail
		workbook string
		attach   bool
		where    string
	}{
		{Mail{AttachMegabytes: 1}, small, true, "The workbook is attached."},
		{Mail{AttachMegabytes: 1}, large, false, "The workbook: " + large},
		{Mail{}, small, false, "The workbook: " + small},
		{Mail{AttachMegabytes: 1, Link: "https://files.example.org/audits/"}, small, true, "The workbook is attached.\nThe workbook: https://files.example.org/audits/audit%201.xlsx"},
		{Mail{Link: "/Volumes/desk"}, small, false, "The workbook: /Volumes/desk/audit 1.xlsx"},
		{Mail{AttachMegabytes: 1}, "", false, ""},
		{Mail{AttachMegabytes: 1}, filepath.Join(dir, "gone.xlsx"), false, "The workbook: " + filepath.Join(dir, "gone.xlsx")},
	} {
		if where, attach := tt.mail.place(tt.workbook); where != tt.where || attach != tt.attach {
			t.Errorf("%+v, %s: %q, %v; want %q, %v", tt.mail, tt.workbook, where, attach, tt.where, tt.attach)
		}
	}
}

// TestRecipients has one address refused for good and one for the moment.
func TestRecipients(t *testing.T) {
	busy := 0
	box := &noticetest.Mailbox{Refuse: func(to string) string {
		switch to {
		case "gone@example.org":
			return "550 no such user"
		case "busy@example.org":
			if busy++; busy < 3 {
				return "451 later"
			}
		}
		return ""
	}}
	mails, err := deliver(t, box, Mail{Security: Plain, To: []string{"gone@example.org", "busy@example.org", "desk@example.org"}}, Report{Log: sample()})
	if err == nil || !strings.Contains(err.Error(), "gone@example.org") || strings.Contains(err.Error(), "busy@") {
		t.Errorf("error %v, want one about gone@example.org", err)
	}
	var got []string
	for _, m := range mails {
		got = append(got, m.To)
	}
	if want := []string{"desk@example.org", "busy@example.org"}; !slices.Equal(got, want) {
		t.Errorf("sent to %q, want %q", got, want)
	}
}

func TestMailCheck(t *testing.T) {
	good := func() Mail {
		return Mail{Host: "mail.example.org", Security: StartTLS, From: "a@example.org", To: []string{"b@example.org"}}
	}
	if m := good(); m.Check() != nil {
		t.Fatal(m.Check())
	}
	for want, spoil := range map[string]func(*Mail){
		"mail.host":              func(m *Mail) { m.Host = "" },
		"mail.port":              func(m *Mail) { m.Host = "mail.example.org:25" },
		"70000 is no port":       func(m *Mail) { m.Port = 70000 },
		"want starttls":          func(m *Mail) { m.Security = "ssl" },
		"anybody can read":       func(m *Mail) { m.Security, m.User, m.Password = Plain, "u", "p" },
		"COPYDESK_MAIL_PASSWORD": func(m *Mail) { m.User = "u" },
		"0 or more":              func(m *Mail) { m.AttachMegabytes = -1 },
		"nobody":                 func(m *Mail) { m.To = nil },
		"mail.from":              func(m *Mail) { m.From = "a@example.org\r\nBcc: c@example.org" },
		"mail.to":                func(m *Mail) { m.To = []string{"desk"} },
	} {
		m := good()
		spoil(&m)
		if err := m.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want an error with %q", err, want)
		}
	}
}

func TestPing(t *testing.T) {
	var asked []string
	fail := 2 // of the first requests
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Method+" "+r.URL.RequestURI())
		if fail--; fail >= 0 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	defer server.Close()
	p := Ping{URL: server.URL + "/5ecre7?create=1"}
	if err := errors.Join(p.Start(t.Context()), p.Success(t.Context()), p.Fail(t.Context())); err != nil {
		t.Error(err)
	}
	start := "GET /5ecre7/start?create=1"
	want := []string{start, start, start, "GET /5ecre7?create=1", "GET /5ecre7/fail?create=1"}
	if !slices.Equal(asked, want) {
		t.Errorf("asked %q, want %q", asked, want)
	}
	server.Close()
	if err := p.Start(t.Context()); err == nil || strings.Contains(err.Error(), "5ecre7") {
		t.Errorf("error %v, want one without the address", err)
	}
}

func TestWebhook(t *testing.T) {
	var body bytes.Buffer
	var header http.Header
	code, asked := http.StatusOK, 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		header = r.Header
		body.Reset()
		_, _ = body.ReadFrom(r.Body)
		w.WriteHeader(code)
	}))
	defer server.Close()
	w := Webhook{URL: server.URL + "/5ecre7", Token: "t0k3n"}
	if err := errors.Join(w.Check(), w.Post(t.Context(), Report{Log: sample(), Workbook: "audit.xlsx"})); err != nil {
		t.Fatal(err)
	}
	if header.Get("Authorization") != "Bearer t0k3n" || header.Get("Content-Type") != "application/json" {
		t.Errorf("header %v", header)
	}
	if strings.ContainsAny(body.String(), "<>") {
		t.Errorf("tags in %s", &body)
	}
	var got post
	if err := json.Unmarshal(body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Text != Subject(sample()) || got.Run != "20261120T050000Z-abc123" || got.Workbook != "audit.xlsx" || len(got.Summary.Notices) != 1 {
		t.Errorf("posted %+v", got)
	}
	code, asked = http.StatusNotFound, 0
	if err := w.Post(t.Context(), Report{Log: sample()}); err == nil || strings.Contains(err.Error(), "5ecre7") || !strings.Contains(err.Error(), "404") || asked != 1 {
		t.Errorf("%v after %d requests, want one request and an error with 404 and without the address", err, asked)
	}
	server.Config.Handler = http.RedirectHandler("/new", http.StatusMovedPermanently)
	if err := w.Post(t.Context(), Report{Log: sample()}); err == nil || !strings.Contains(err.Error(), "has moved") {
		t.Errorf("moved: %v", err)
	}
	for _, bad := range []Webhook{{}, {URL: "ftp://example.org"}, {URL: "https://u:p@example.org/"}, {URL: "http://example.org/", Token: "t"}} {
		if bad.Check() == nil {
			t.Errorf("%+v is fine", bad)
		}
	}
}

// TestNotCompared is told of a reference that is not there before anything else.
func TestNotCompared(t *testing.T) {
	log := sample()
	log.Summary.NotCompared = []record.Rejected{{Source: hostile, Role: "reference", Reason: "no such file"}}
	if got, want := Subject(log), "copydesk 20 November 2026: 1 of what to compare with not read, 1 to hold,"; !strings.HasPrefix(got, want) {
		t.Errorf("subject %q, want one that begins with %q", got, want)
	}
	body, err := text(log)
	if err != nil || !strings.HasPrefix(body, "Nothing was compared with reference Bridge") {
		t.Errorf("the mail doesn't begin with it (%v):\n%s", err, body)
	}
}

// TestNotAssessed has an article whose claims could not be looked at.
func TestNotAssessed(t *testing.T) {
	log := sample()
	log.Articles[1].Triage = "not assessed"
	if got, want := Subject(log), "1 to hold, 0 to query, 1 not assessed, 1 new finding"; !strings.Contains(got, want) {
		t.Errorf("subject %q, want %q in it", got, want)
	}
}
