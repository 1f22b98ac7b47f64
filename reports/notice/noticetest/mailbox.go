// Package noticetest has a mail server for tests.
package noticetest

import (
	"bufio"
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
	defer func() { conn.Close() }()
	lines := bufio.NewReader(conn)
	mail := Mail{TLS: b.Implicit}
	say := func(reply string) { fmt.Fprintf(conn, "%s\r\n", reply) }
	say("220 mailbox")
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimRight(line, "\r\n")
		verb, rest, _ := strings.Cut(line, " ")
		switch strings.ToUpper(verb) {
		case "EHLO":
			say("250-mailbox")
			if b.Cert != nil && !mail.TLS {
				say("250-STARTTLS")
			}
			if b.User != "" {
				say("250-AUTH PLAIN")
			}
			say("250 8BITMIME")
		case "STARTTLS":
			say("220 begin")
			conn = tls.Server(conn, b.tls())
			lines, mail.TLS = bufio.NewReader(conn), true
		case "AUTH":
			_, token, _ := strings.Cut(rest, " ")
			secret, _ := base64.StdEncoding.DecodeString(token)
			if string(secret) != "\x00"+b.User+"\x00"+b.Password {
				say("535 wrong name or password")
				continue
			}
			mail.User = b.User
			say("235 welcome")
		case "MAIL":
			mail.From = address(rest)
			say("250 ok")
		case "RCPT":
			mail.To = address(rest)
			if b.Refuse != nil {
				if reply := b.Refuse(mail.To); reply != "" {
					say(reply)
					continue
				}
			}
			say("250 ok")
		case "DATA":
			say("354 go on")
			if mail.Text, err = body(lines); err != nil {
				return
			}
			b.mu.Lock()
			b.mails = append(b.mails, mail)
			b.mu.Unlock()
			say("250 kept")
		case "QUIT":
			say("221 bye")
			return
		case "NOOP", "RSET":
			say("250 ok")
		default:
			say("502 unknown")
		}
	}
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
