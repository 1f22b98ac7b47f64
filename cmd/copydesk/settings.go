package main

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/adrg/strutil"
	"github.com/adrg/strutil/metrics"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v3"

	"copydesk/audit"
	"copydesk/similarity"
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

// addConfig defines the flag that names the configuration file.
func addConfig(flags *pflag.FlagSet) {
	flags.String("config", "", "YAML `file` of settings, named like the flags of all commands")
}

// completeFlags fills in the flags that were not given from the environment
// and the configuration file.
func completeFlags(cmd *cobra.Command) error {
	flags := cmd.Flags()
	if err := fromEnvironment(flags); err != nil {
		return &usageError{err}
	}
	path, err := flags.GetString("config")
	if err != nil || path == "" {
		return err
	}
	if err := fromFile(cmd, path); err != nil {
		return &usageError{err}
	}
	return nil
}

// complete fills in the flags that were not given, and what the process
// brings.
func complete(cmd *cobra.Command, s *audit.Settings) error {
	if err := completeFlags(cmd); err != nil {
		return err
	}
	s.Stdin = cmd.InOrStdin()
	s.Version = version()
	now, err := clock(os.Getenv("SOURCE_DATE_EPOCH"))
	if err != nil {
		return &usageError{err}
	}
	s.Now = now
	return nil
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

func fromEnvironment(flags *pflag.FlagSet) error {
	var errs []error
	flags.VisitAll(func(f *pflag.Flag) {
		name := "COPYDESK_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		if value, ok := os.LookupEnv(name); ok && !f.Changed {
			if err := flags.Set(f.Name, value); err != nil {
				errs = append(errs, fmt.Errorf("environment variable %s: %w", name, err))
			}
		}
	})
	return errors.Join(errs...)
}

// fromFile sets the flags that a configuration file names. Its keys are the
// names of all commands' flags, so that one file serves them all; "inputs"
// stands for the arguments.
func fromFile(cmd *cobra.Command, path string) error {
	flags, every := cmd.Flags(), everyFlag(cmd.Root())
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("configuration: %w", err)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return fmt.Errorf("configuration %s: %w", path, err)
	}
	if len(doc.Content) == 0 {
		return nil // empty
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		return fmt.Errorf("configuration %s, line %d: want settings, one a line, as in \"min-words: 12\"", path, root.Line)
	}
	given := make(map[string]bool) // on the command line or in the environment
	flags.Visit(func(f *pflag.Flag) { given[f.Name] = true })
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		if every.Lookup(key.Value) == nil {
			return fmt.Errorf("configuration %s, line %d: no setting %q; did you mean %q?", path, key.Line, key.Value, nearestFlag(every, key.Value))
		}
		f := flags.Lookup(key.Value)
		if f == nil || given[f.Name] {
			continue
		}
		if err := setFlag(flags, f.Name, value); err != nil {
			return fmt.Errorf("configuration %s, line %d: %w", path, value.Line, err)
		}
	}
	return nil
}

// everyFlag returns the flags of all commands that can be settings.
func everyFlag(root *cobra.Command) *pflag.FlagSet {
	every := pflag.NewFlagSet("settings", pflag.ContinueOnError)
	var add func(*cobra.Command)
	add = func(cmd *cobra.Command) {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "config" && f.Name != "help" && every.Lookup(f.Name) == nil {
				every.AddFlag(f)
			}
		})
		for _, sub := range cmd.Commands() {
			add(sub)
		}
	}
	add(root)
	return every
}

func setFlag(flags *pflag.FlagSet, name string, value *yaml.Node) error {
	switch value.Kind {
	case yaml.ScalarNode:
		return flags.Set(name, value.Value)
	case yaml.SequenceNode:
		if _, list := flags.Lookup(name).Value.(pflag.SliceValue); !list {
			return fmt.Errorf("%s takes one value, not a list", name)
		}
		for _, item := range value.Content {
			if err := flags.Set(name, item.Value); err != nil {
				return err
			}
		}
		return nil
	}
	return fmt.Errorf("%s takes a value or a list of values", name)
}

func nearestFlag(flags *pflag.FlagSet, key string) string {
	metric := metrics.NewJaroWinkler()
	best, nearest := -1.0, ""
	flags.VisitAll(func(f *pflag.Flag) {
		if s := strutil.Similarity(key, f.Name, metric); s > best {
			best, nearest = s, f.Name
		}
	})
	return nearest
}
