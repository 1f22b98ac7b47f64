package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/regular"
	"copydesk.dev/reports/notice"
)

// tellTimeout is for telling everybody, after the run is safe.
const tellTimeout = 5 * time.Minute

// notifier tells people about a run as the configuration says. What can't be
// told is logged, and the monitor hears of a failure; the run's result and
// exit code stay what they are.
type notifier struct {
	mail    *notice.Mail // nil: no mail
	ping    *notice.Ping
	webhook *notice.Webhook
	report  *notice.Report // of the run, once it is safe
}

// newNotifier checks the configuration. Its errors are those of the settings.
func (c *configuration) newNotifier() (*notifier, error) {
	t := &notifier{}
	s := &c.sections
	if c.has("mail") {
		password, err := secret("COPYDESK_MAIL_PASSWORD", "mail.password-file", s.Mail.PasswordFile)
		if err != nil {
			return nil, err
		}
		t.mail = &s.Mail
		t.mail.Password = password
		if err := t.mail.Check(); err != nil {
			return nil, err
		}
	}
	if c.has("ping") {
		t.ping = &s.Ping
		if err := t.ping.Check(); err != nil {
			return nil, err
		}
	}
	if c.has("webhook") {
		token, err := secret("COPYDESK_WEBHOOK_TOKEN", "webhook.token-file", s.Webhook.TokenFile)
		if err != nil {
			return nil, err
		}
		t.webhook = &s.Webhook
		t.webhook.Token = token
		if err := t.webhook.Check(); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// has reports whether anything of a section is set.
func (c *configuration) has(section string) bool {
	for setting := range c.origins {
		if strings.HasPrefix(setting, section+".") {
			return true
		}
	}
	return false
}

// secret reads a secret from an environment variable, or else from a file.
func secret(variable, setting, path string) (string, error) {
	if value := os.Getenv(variable); value != "" || path == "" {
		return value, nil
	}
	text, err := regular.Read(path)
	if err != nil {
		return "", fmt.Errorf("%s: %w", setting, err)
	}
	return strings.TrimSpace(string(text)), nil
}

// begin tells the monitor that a run began. A nil notifier tells nobody.
func (n *notifier) begin(ctx context.Context, logger zerolog.Logger) {
	if n != nil && n.ping != nil {
		_ = logNotified(logger, "ping", n.ping.Start(ctx))
	}
}

// ready says what there is to tell, once the run is safe.
func (n *notifier) ready(r notice.Report) {
	if n != nil {
		n.report = &r
	}
}

// end tells everybody how a run ended: err is the command's error. It is told
// of an interrupted run, too, so that ctx is not the command's.
func (n *notifier) end(ctx context.Context, err error, logger zerolog.Logger) {
	var locked *archive.LockedError
	if n == nil || errors.As(err, &locked) {
		return // the other run tells of itself
	}
	failed := n.send(ctx, false, logger)
	if n.ping == nil {
		return
	}
	var finished outcome
	if failed == nil && (err == nil || errors.As(err, &finished)) {
		_ = logNotified(logger, "ping", n.ping.Success(ctx))
		return
	}
	_ = logNotified(logger, "ping", n.ping.Fail(ctx))
}

// send sends the mail and the webhook's post, if there is something to tell.
func (n *notifier) send(ctx context.Context, always bool, logger zerolog.Logger) error {
	if n.report == nil {
		return nil
	}
	worth := always || notice.Worth(n.report.Log)
	var errs []error
	if n.mail != nil && (worth || n.mail.Always) {
		errs = append(errs, logNotified(logger, "mail", n.mail.Send(ctx, *n.report)))
	}
	if n.webhook != nil && (worth || n.webhook.Always) {
		errs = append(errs, logNotified(logger, "webhook", n.webhook.Post(ctx, *n.report)))
	}
	return errors.Join(errs...)
}

// logNotified logs whether somebody was told, and returns err.
func logNotified(logger zerolog.Logger, by string, err error) error {
	if err != nil {
		logger.Error().Str("by", by).Err(err).Msg("somebody could not be told")
		return err
	}
	logger.Info().Str("by", by).Msg("told")
	return nil
}

func newTell() *cobra.Command {
	var workbook string
	cmd := &cobra.Command{
		Use:   "tell FINDINGS.jsonl",
		Short: "Send the mail and the webhook's post of an earlier run again",
		Long: `Send the mail and the webhook's post about a run whose findings stream was
kept: to try the configuration out, or because the mail server was down. There
is no ping. Exit status 1 says that somebody could not be told.`,
		Example: `  copydesk tell audits/copydesk-2026-11-02.jsonl --workbook audits/copydesk-2026-11-02.xlsx --config copydesk.yaml`,
		Args:    usageArgs(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			conf, err := configure(cmd.Flags())
			if err != nil {
				return err
			}
			t, err := conf.newNotifier()
			if err != nil {
				return &usageError{err}
			}
			if t.mail == nil && t.webhook == nil {
				return &usageError{errors.New("nobody to tell: name a configuration with the section mail or webhook with --config FILE")}
			}
			log, err := load(cmd.InOrStdin(), args[0])
			if err != nil {
				return err
			}
			t.ready(notice.Report{Log: log, Workbook: workbook})
			return t.send(cmd.Context(), true, zerolog.Nop())
		},
	}
	cmd.Flags().StringVar(&workbook, "workbook", "", "`file` to attach or to link to")
	addConfig(cmd.Flags())
	return cmd
}
