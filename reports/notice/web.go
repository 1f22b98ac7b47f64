package notice

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"copydesk.dev/audit/record"
)

// webTimeout is for one request.
const webTimeout = 20 * time.Second

// Ping tells a monitor that a run began and how it ended, by the convention of
// healthchecks.io: GET URL/start, URL, URL/fail. A monitor that hears nothing
// raises the alarm. The zero value tells nobody.
type Ping struct {
	URL string `yaml:"url"`
}

// Check looks for mistakes in the settings.
func (p *Ping) Check() error {
	_, err := checkURL("ping.url", p.URL)
	return err
}

// Start tells that a run began.
func (p *Ping) Start(ctx context.Context) error { return p.get(ctx, "start") }

// Success tells that a run finished.
func (p *Ping) Success(ctx context.Context) error { return p.get(ctx) }

// Fail tells that a run failed, or that nobody could be told of it.
func (p *Ping) Fail(ctx context.Context) error { return p.get(ctx, "fail") }

func (p *Ping) get(ctx context.Context, path ...string) error {
	u, err := checkURL("ping.url", p.URL)
	if err != nil {
		return err
	}
	return request(ctx, "ping", http.MethodGet, u.JoinPath(path...), nil, "")
}

// Webhook posts the end of a run as JSON. The zero value posts nothing.
type Webhook struct {
	URL       string `yaml:"url"`
	TokenFile string `yaml:"token-file"`
	Always    bool   `yaml:"always"` // also when there is nothing to tell

	// Token, if set, is sent as "Authorization: Bearer …". It comes from the
	// environment or from TokenFile.
	Token string `yaml:"-"`
}

// Check looks for mistakes in the settings.
func (w *Webhook) Check() error {
	u, err := checkURL("webhook.url", w.URL)
	if err == nil && w.Token != "" && u.Scheme != "https" && !isThisMachine(u.Hostname()) {
		return errors.New("webhook.url: a token is not sent over a connection that anybody can read; use https://")
	}
	return err
}

// post is what a webhook receives.
type post struct {
	Text     string          `json:"text"` // one line, counts only; the field that chat programs show
	Run      string          `json:"run"`  // its ID
	Version  string          `json:"version"`
	Started  string          `json:"started"`  // RFC 3339, UTC
	Workbook string          `json:"workbook"` // path on the machine of the run
	Summary  *record.Summary `json:"summary"`  // as in the findings stream
}

// Post posts a run.
func (w *Webhook) Post(ctx context.Context, r Report) error {
	u, err := checkURL("webhook.url", w.URL)
	if err != nil {
		return err
	}
	body, err := json.Marshal(post{
		Text: Subject(r.Log), Run: r.Log.Run.ID, Version: r.Log.Run.Version, Started: r.Log.Run.Started,
		Workbook: r.Workbook, Summary: &r.Log.Summary,
	})
	if err != nil {
		return fmt.Errorf("webhook: %w", err)
	}
	return request(ctx, "webhook", http.MethodPost, u, body, w.Token)
}

// request makes a request, and makes it again after what may be a passing
// trouble.
func request(ctx context.Context, what, method string, u *url.URL, body []byte, token string) error {
	// A redirected POST would arrive as a GET, without what it says.
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	client := &http.Client{Timeout: webTimeout, CheckRedirect: stay}
	err := attempt(ctx, func(ctx context.Context) error {
		r, err := http.NewRequestWithContext(ctx, method, u.String(), bytes.NewReader(body))
		if err != nil {
			return err
		}
		r.Header.Set("User-Agent", "copydesk")
		if body != nil {
			r.Header.Set("Content-Type", "application/json")
		}
		if token != "" {
			r.Header.Set("Authorization", "Bearer "+token)
		}
		response, err := client.Do(r)
		if err != nil {
			var full *url.Error
			if errors.As(err, &full) {
				err = full.Err // without the address
			}
			return temporary{err}
		}
		defer response.Body.Close()
		_, _ = io.CopyN(io.Discard, response.Body, 1<<16) // so that the connection ends well
		switch code := response.StatusCode; {
		case code < 300:
			return nil
		case code < 400:
			return fmt.Errorf("%s: the address has moved; use the new one", response.Status)
		case code >= 500, code == http.StatusTooManyRequests, code == http.StatusRequestTimeout:
			return temporary{errors.New(response.Status)}
		default:
			return errors.New(response.Status)
		}
	})
	if err != nil {
		return fmt.Errorf("%s to %s: %w", what, u.Host, err)
	}
	return nil
}
