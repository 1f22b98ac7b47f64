// Command copydesk audits article text: see README.md, or copydesk help.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"

	"github.com/spf13/cobra"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/patience"
)

func main() {
	os.Exit(run(os.Args[1:]))
}

// run runs one command line and returns its exit code. After a first Ctrl-C it
// winds up, and is given up if that takes long; a second one kills it.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop)
	root := newRoot()
	root.SetArgs(args)
	late, release := patience.After(ctx, interruptLimit)
	defer release()
	ended, err := patience.Await(late, func() (bool, error) { return true, root.ExecuteContext(ctx) })
	if !ended {
		err = errGivenUp
	}
	code := exitCode(ctx, err)
	if message := explain(err, code); message != "" {
		fmt.Fprintln(os.Stderr, "copydesk: "+message)
	}
	return code
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "copydesk",
		Short: "A nightly audit of article text: reused passages, and claims nobody could check",
		Long: `A nightly audit of article text. It cleans what came in, finds passages that
were printed elsewhere and claims that nobody could check, and writes an Excel
workbook.

` + exitStatus,
		Args:          usageArgs(cobra.NoArgs),
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return &usageError{fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())}
	})
	root.AddCommand(
		newAudit(), newClean(), newInspect(), newCompare(), newRender(), newReview(), newArchive(), newTell(), newInit(), newConfig(), newMan(),
		newChecks(), newExplain(), newVersion(),
	)
	completions(root)
	return root
}

const exitStatus = `Exit status:
  0    finished, findings or not
  1    the run failed
  2    usage or configuration, or no input could be read; nothing was written
  3    finished, but some inputs, references or evidence could not be read, or
       --timeout or SIGTERM ended the run early
  10   finished, and --fail-on was met (also when inputs could not be read)
  11   another run is working on the archive
  130  interrupted
Any other code is a failure.`

// Exit codes.
const (
	exitFailed      = 1
	exitUsage       = 2
	exitRejected    = 3
	exitFindings    = 10
	exitLocked      = 11
	exitInterrupted = 130
)

// usageError is a mistake in the command line or the configuration.
type usageError struct{ error }

// Unwrap returns the mistake.
func (e *usageError) Unwrap() error { return e.error }

// outcome ends a run that finished with something to tell by its exit code.
type outcome int

// Error names the exit code, which is all that there is to say.
func (o outcome) Error() string { return fmt.Sprintf("exit code %d", int(o)) }

// remark is an outcome with something to say on standard error at the end.
type remark struct {
	outcome
	said string
}

// Error is what is said.
func (r *remark) Error() string { return r.said }

// Unwrap returns the outcome.
func (r *remark) Unwrap() error { return r.outcome }

func exitCode(ctx context.Context, err error) int {
	var usage *usageError
	var locked *archive.LockedError
	var out outcome
	switch {
	case err == nil:
		return 0
	case errors.As(err, &out):
		return int(out)
	case ctx.Err() != nil:
		return exitInterrupted
	case errors.As(err, &usage):
		return exitUsage
	case errors.As(err, &locked):
		return exitLocked
	}
	return exitFailed
}

// explain is what is said on standard error at the end: for a run that
// finished, nothing but a remark.
func explain(err error, code int) string {
	switch r := new(remark); {
	case code == exitRejected || code == exitFindings:
		if errors.As(err, &r) {
			return r.said
		}
		return ""
	case code == 0:
		return ""
	case errors.Is(err, errGivenUp):
		return fmt.Sprintf("interrupted; %v, so it was given up; nothing is half written", err)
	case code == exitInterrupted:
		return "interrupted; nothing was written"
	}
	return err.Error()
}

// usageArgs makes a mistake in a command's arguments a usage error.
func usageArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return &usageError{fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())}
		}
		return nil
	}
}
