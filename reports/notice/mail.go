package notice

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"copydesk.dev/reports"
)

// How the way to the mail server is kept secret.
const (
	StartTLS = "starttls" // TLS, begun on a plain connection; a server that can't is refused
	TLS      = "tls"      // TLS from the first byte
	Plain    = "none"     // nothing; without a password only, or to this machine
)

// Mail says how mail is sent. The zero value sends none.
type Mail struct {
	Host            string   `yaml:"host"`
	Port            int      `yaml:"port"`     // 0: 587 with StartTLS, 465 with TLS, 25 with Plain
	Security        string   `yaml:"security"` // StartTLS, TLS or Plain
	User            string   `yaml:"user"`     // "": without logging in
	PasswordFile    string   `yaml:"password-file"`
	From            string   `yaml:"from"`
	To              []string `yaml:"to"`
	AttachMegabytes int      `yaml:"attach-megabytes"` // a larger workbook is not attached; 0: none is
	Link            string   `yaml:"link"`             // what leads to the folder of the workbook: an address or a path
	Always          bool     `yaml:"always"`           // also when there is nothing to tell

	// Password is User's. It comes from the environment or from PasswordFile.
	Password string `yaml:"-"`

	roots *x509.CertPool // of tests; nil: the system's
}

// mailTimeout is for connecting, and for sending one mail.
const mailTimeout = 2 * time.Minute

// Check looks for mistakes in the settings. Its errors name the setting.
func (m *Mail) Check() error {
	for _, check := range []func() error{m.checkServer, m.checkSecurity, m.checkAddresses} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (m *Mail) checkServer() error {
	switch {
	case m.Host == "":
		return errors.New("mail.host: the mail server's name is missing")
	case strings.ContainsAny(m.Host, ":/@ ") && net.ParseIP(m.Host) == nil:
		return fmt.Errorf("mail.host: %q is no name of a host; the port stands in mail.port", m.Host)
	case m.Port < 0 || m.Port > 65535:
		return fmt.Errorf("mail.port: %d is no port", m.Port)
	}
	return nil
}

func (m *Mail) checkSecurity() error {
	switch m.Security {
	case StartTLS, TLS:
	case Plain:
		if m.User != "" && !isThisMachine(m.Host) {
			return errors.New("mail.security: a password is not sent over a connection that anybody can read; use starttls or tls")
		}
	default:
		return fmt.Errorf("mail.security: %q: want starttls, tls or none", m.Security)
	}
	if m.User != "" && m.Password == "" {
		return fmt.Errorf("mail.user: no password for %s: put it into the environment variable COPYDESK_MAIL_PASSWORD, or into a file that mail.password-file names", m.User)
	}
	return nil
}

func (m *Mail) checkAddresses() error {
	if m.AttachMegabytes < 0 {
		return errors.New("mail.attach-megabytes: want 0 or more")
	}
	if len(m.To) == 0 {
		return errors.New("mail.to: nobody to send mail to")
	}
	if _, err := netmail.ParseAddress(m.From); err != nil {
		return fmt.Errorf("mail.from: %q is no mail address", m.From)
	}
	for _, to := range m.To {
		if _, err := netmail.ParseAddress(to); err != nil {
			return fmt.Errorf("mail.to: %q is no mail address", to)
		}
	}
	return nil
}

// Send sends a mail to each of m.To, and tries again what may be a passing
// trouble. Each gets one of their own, so that an address that is refused
// keeps nobody else's from being sent.
func (m *Mail) Send(ctx context.Context, r Report) error {
	var unsent []*mail.Msg
	for _, to := range m.To {
		msg, err := m.message(to, r)
		if err != nil {
			return fmt.Errorf("mail: %w", err)
		}
		unsent = append(unsent, msg)
	}
	var refused []error
	err := attempt(ctx, func(ctx context.Context) error {
		client, err := m.dial(ctx)
		if err != nil {
			return err
		}
		defer client.Close()
		failure := client.Send(unsent...)
		unsent = slices.DeleteFunc(unsent, func(msg *mail.Msg) bool {
			if !msg.IsDelivered() && msg.HasSendError() && !msg.SendErrorIsTemp() {
				refused = append(refused, msg.SendError())
				return true
			}
			return msg.IsDelivered()
		})
		if len(unsent) > 0 {
			return temporary{failure}
		}
		return nil
	})
	if err = errors.Join(append(refused, err)...); err != nil {
		return fmt.Errorf("mail over %s: %w", m.Host, err)
	}
	return nil
}

// message writes the mail to one address.
func (m *Mail) message(to string, r Report) (*mail.Msg, error) {
	body, err := text(r.Log)
	if err != nil {
		return nil, err
	}
	where, attach := m.place(r.Workbook)
	if where != "" {
		body += "\n" + where + "\n" + reports.WhereToSave(r.Log, filepath.Dir(r.Workbook)) + "\n"
	}
	body += fmt.Sprintf("\n-- \ncopydesk %s, run %s\n", r.Log.Run.Version, r.Log.Run.ID)

	msg := mail.NewMsg(mail.WithNoDefaultUserAgent())
	if err := errors.Join(msg.From(m.From), msg.To(to)); err != nil {
		return nil, err
	}
	msg.Subject(Subject(r.Log))
	msg.SetDate()
	msg.SetMessageID()
	// Holiday notices are not to answer (RFC 3834).
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetBodyString(mail.TypeTextPlain, body)
	if attach {
		msg.AttachFile(r.Workbook)
	}
	return msg, nil
}

// place says where the workbook is to be found, and whether it is attached.
func (m *Mail) place(workbook string) (where string, attach bool) {
	if workbook == "" {
		return "", false
	}
	name := filepath.Base(workbook)
	info, err := os.Stat(workbook)
	attach = err == nil && info.Size() <= int64(m.AttachMegabytes)<<20
	var parts []string
	if attach {
		parts = append(parts, "The workbook is attached.")
	}
	switch {
	case strings.Contains(m.Link, "://"):
		parts = append(parts, "The workbook: "+strings.TrimSuffix(m.Link, "/")+"/"+url.PathEscape(name))
	case m.Link != "":
		parts = append(parts, "The workbook: "+filepath.Join(m.Link, name))
	case !attach:
		parts = append(parts, "The workbook: "+workbook)
	}
	return strings.Join(parts, "\n"), attach
}

// dial connects to the server and logs in.
func (m *Mail) dial(ctx context.Context) (*mail.Client, error) {
	client, err := m.client()
	if err != nil {
		return nil, err
	}
	err = client.DialWithContext(ctx)
	var reply *textproto.Error
	switch {
	case err == nil:
		return client, nil
	case errors.As(err, &reply) && reply.Code >= 500: // such as a wrong password
		return nil, err
	default:
		return nil, temporary{err}
	}
}

func (m *Mail) client() (*mail.Client, error) {
	options := []mail.Option{
		mail.WithTimeout(mailTimeout),
		mail.WithTLSConfig(&tls.Config{ServerName: m.Host, RootCAs: m.roots, MinVersion: tls.VersionTLS12}),
	}
	port := m.Port
	switch m.Security {
	case TLS:
		port = cmp.Or(port, 465)
		options = append(options, mail.WithSSL())
	case Plain:
		port = cmp.Or(port, 25)
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	default:
		port = cmp.Or(port, 587)
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	options = append(options, mail.WithPort(port))
	if m.User != "" {
		options = append(options, mail.WithUsername(m.User), mail.WithPassword(m.Password),
			// Not what the library would choose: NTLM wants a domain besides.
			mail.WithOpportunisticSMTPAuth(mail.SMTPAuthSCRAMSHA256, mail.SMTPAuthPlain, mail.SMTPAuthLogin, mail.SMTPAuthCramMD5))
	}
	return mail.NewClient(m.Host, options...)
}
