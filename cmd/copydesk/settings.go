package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"copydesk.dev/audit"
	"copydesk.dev/similarity"
)

// addSettings defines the flags of settings that every auditing command has.
// They can be given as flags, as environment variables (COPYDESK_MIN_WORDS)
// and in a configuration file (min-words), in this order of precedence.
func addSettings(flags *pflag.FlagSet, s *audit.Settings) {
	d := similarity.DefaultOptions()
	addConfig(flags)
	flags.BoolVar(&s.Raw, "raw", false, "take text inputs exactly as they are")
	flags.StringArrayVar(&s.Lexicon, "lexicon", nil, "YAML `file` that extends the word lists (may be repeated)")
	flags.StringArrayVar(&s.Off, "off", nil, "`check` that is not to fire, by ID or name (may be repeated)")
	flags.Int64Var(&s.MaxBytes, "max-size", 10<<20, "largest input, in `bytes`")
	flags.StringVar(&s.Contact, "contact", "", "web page or mail `address` at which sites can reach you; sent with each request")
	flags.BoolVar(&s.AllowPrivateHosts, "allow-private-hosts", false, "fetch from hosts that are not on the public internet too")
	flags.IntVar(&s.MinWords, "min-words", d.MinWords, "`words` of a copied run that is always found")
	flags.Float64Var(&s.MinEdited, "min-edited", d.MinEdited, "`share` of words that an edited passage keeps, 0 to 1")
	flags.Float64Var(&s.MinReworded, "min-reworded", d.MinReworded, "`share` of content words that a reworded passage shares; above 1: off")
	flags.IntVar(&s.Jobs, "jobs", 0, "inputs worked on at once (0: one a core)")
}

const configFlag = "config"

// addConfig defines the flag that names the configuration file.
func addConfig(flags *pflag.FlagSet) {
	flags.String(configFlag, "", "YAML `file` of settings, named like audit's flags; copydesk init writes one")
}

// How long one page is waited for, and one input read: 0 is what audit does by
// itself. Tests set them, so that nothing they see depends on how busy a
// machine is.
var pageTimeout, inputTimeout time.Duration

// complete fills in the flags that were not given, and what the process
// brings.
func complete(cmd *cobra.Command, s *audit.Settings) (*configuration, error) {
	conf, err := configure(cmd.Flags())
	if err != nil {
		return nil, err
	}
	if s.Suppress, err = conf.suppressions(); err != nil {
		return nil, &usageError{err}
	}
	s.Stdin = cmd.InOrStdin()
	s.Version = version()
	s.PageTimeout, s.InputTimeout = pageTimeout, inputTimeout
	if s.Now, err = clock(os.Getenv("SOURCE_DATE_EPOCH")); err != nil {
		return nil, &usageError{err}
	}
	return conf, nil
}

// clock is time.Now, or stands still at the moment that SOURCE_DATE_EPOCH
// gives in seconds since 1970, so that a run can be repeated to the byte.
func clock(epoch string) (func() time.Time, error) {
	if epoch == "" {
		return time.Now, nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("SOURCE_DATE_EPOCH: %q is not a number of seconds", epoch)
	}
	return func() time.Time { return time.Unix(seconds, 0) }, nil
}

func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// build identifies this program: the version of a release, and otherwise the
// bytes it is made of, so that a change to it shows.
func build() string {
	v := version()
	if v != "(devel)" && !strings.Contains(v, "+dirty") {
		return v
	}
	path, err := os.Executable()
	if err != nil {
		return v
	}
	hash, err := hashFile(path)
	if err != nil {
		return v
	}
	return v + " " + hash
}
