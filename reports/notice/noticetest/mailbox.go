// Package noticetest has a mail server for tests.
package noticetest

import (
	"bufio"
	"cmp"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"net"
	"strings"
	"sync"
)

// Mail is a mail as the server got it.
type Mail struct {
	From, To string
	User     string // who logged in; "" nobody
	TLS      bool   // whether the connection was encrypted
	Text     string // header and body, with line ends \n and without dot stuffing
}

// Mailbox is a mail server on this machine that keeps what it gets. Its fields
// are set before Serve is called.
type Mailbox struct {
	Cert     *tls.Certificate // for STARTTLS; nil: none
	Implicit bool             // TLS from the first byte
	User     string           // who may log in; "": logging in is not offered
	Password string
	// Refuse returns the reply to a recipient, such as "550 no such user"; ""
	// accepts. nil accepts all.
	Refuse func(to string) string

	listener net.Listener
	mu       sync.Mutex
	mails    []Mail
}

// Serve starts the server and returns its port. Close ends it.
func (b *Mailbox) Serve() (port int, err error) {
	if b.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return 0, err
	}
	port = b.listener.Addr().(*net.TCPAddr).Port
	if b.Implicit {
		b.listener = tls.NewListener(b.listener, b.tls())
	}
	go func() {
		for {
			conn, err := b.listener.Accept()
			if err != nil {
				return
			}
			go b.serve(conn)
		}
	}()
	return port, nil
}

// Close ends the server.
func (b *Mailbox) Close() error { return b.listener.Close() }

// Mails returns what came in so far.
func (b *Mailbox) Mails() []Mail {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]Mail(nil), b.mails...)
}

func (b *Mailbox) tls() *tls.Config { return &tls.Config{Certificates: []tls.Certificate{*b.Cert}} }

// serve speaks as much of SMTP (RFC 5321) as a client needs.
func (b *Mailbox) serve(conn net.Conn) {
	s := &session{box: b, conn: conn, lines: bufio.NewReader(conn), mail: Mail{TLS: b.Implicit}}
	defer func() { s.conn.Close() }()
	s.say("220 mailbox")
	for {
		line, err := s.lines.ReadString('\n')
		if err != nil {
			return
		}
		verb, rest, _ := strings.Cut(strings.TrimRight(line, "\r\n"), " ")
		if ended := s.answer(strings.ToUpper(verb), rest); ended {
			return
		}
	}
}

// session is one connection of a client.
type session struct {
	box   *Mailbox
	conn  net.Conn
	lines *bufio.Reader
	mail  Mail // what is known of it so far
}

func (s *session) say(reply string) { fmt.Fprintf(s.conn, "%s\r\n", reply) }

// answer answers a command, and reports whether the session has ended.
func (s *session) answer(verb, rest string) (ended bool) {
	switch verb {
	case "EHLO":
		s.greet()
	case "STARTTLS":
		s.say("220 begin")
		s.conn = tls.Server(s.conn, s.box.tls())
		s.lines, s.mail.TLS = bufio.NewReader(s.conn), true
	case "AUTH":
		s.logIn(rest)
	case "MAIL":
		s.mail.From = address(rest)
		s.say("250 ok")
	case "RCPT":
		s.addRecipient(address(rest))
	case "DATA":
		return s.keep() != nil
	case "QUIT":
		s.say("221 bye")
		return true
	case "NOOP", "RSET":
		s.say("250 ok")
	default:
		s.say("502 unknown")
	}
	return false
}

func (s *session) greet() {
	s.say("250-mailbox")
	if s.box.Cert != nil && !s.mail.TLS {
		s.say("250-STARTTLS")
	}
	if s.box.User != "" {
		s.say("250-AUTH PLAIN")
	}
	s.say("250 8BITMIME")
}

func (s *session) logIn(rest string) {
	_, token, _ := strings.Cut(rest, " ")
	secret, _ := base64.StdEncoding.DecodeString(token)
	if string(secret) != "\x00"+s.box.User+"\x00"+s.box.Password {
		s.say("535 wrong name or password")
		return
	}
	s.mail.User = s.box.User
	s.say("235 welcome")
}

func (s *session) addRecipient(to string) {
	s.mail.To = to
	reply := ""
	if s.box.Refuse != nil {
		reply = s.box.Refuse(to)
	}
	s.say(cmp.Or(reply, "250 ok"))
}

// keep reads a mail and keeps it.
func (s *session) keep() (err error) {
	s.say("354 go on")
	if s.mail.Text, err = body(s.lines); err != nil {
		return err
	}
	s.box.mu.Lock()
	s.box.mails = append(s.box.mails, s.mail)
	s.box.mu.Unlock()
	s.say("250 kept")
	return nil
}

// address is what stands in the angle brackets of FROM:<…> and TO:<…>.
func address(s string) string {
	_, s, _ = strings.Cut(s, "<")
	s, _, _ = strings.Cut(s, ">")
	return s
}

func body(lines *bufio.Reader) (string, error) {
	var b strings.Builder
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return "", err
		}
		line = strings.TrimRight(line, "\r\n")
		if line == "." {
			return b.String(), nil
		}
		b.WriteString(strings.TrimPrefix(line, "."))
		b.WriteByte('\n')
	}
}
