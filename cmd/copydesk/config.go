package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"reflect"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"copydesk.dev/audit"
)

func newConfig() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Look at the configuration",
		Args:  usageArgs(cobra.NoArgs),
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newConfigShow())
	return cmd
}

// setting is a setting of audit in force.
type setting struct {
	Setting string `json:"setting"`
	Value   any    `json:"value"`
	From    string `json:"from"` // flag, environment variable NAME, file:line, or default
}

func newConfigShow() *cobra.Command {
	var o auditOptions
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show",
		Short: "Print every setting in force, and where it comes from",
		Long: `Print every setting of audit that is in force, and where it comes from: a flag,
an environment variable, a line of the configuration file, or the default.
Flags of audit can be given too. Of secrets it says only whether they are
there. Exit status 2 says that audit would refuse the settings, and why.`,
		Example: `  copydesk config show --config copydesk.yaml`,
		Args:    usageArgs(cobra.NoArgs),
	}
	// --json is about the form here; the setting of that name is audit's.
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	settings := o.flags()
	cmd.Flags().AddFlagSet(settings)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		conf, err := configure(settings)
		if err != nil {
			return err
		}
		if err := printSettings(cmd.OutOrStdout(), conf.settings(settings), asJSON); err != nil {
			return err
		}
		if err := o.check(conf); err != nil {
			return &usageError{err}
		}
		return nil
	}
	return cmd
}

// check looks for mistakes that audit would find before it begins.
func (o *auditOptions) check(conf *configuration) error {
	var err error
	if o.settings.Suppress, err = conf.suppressions(); err != nil {
		return err
	}
	if _, err := audit.New(o.settings); err != nil {
		return err
	}
	if _, err := failOn(o.failOn); err != nil {
		return err
	}
	if _, err := parseKeep(o.keep); err != nil {
		return err
	}
	_, err = conf.newNotifier()
	return err
}

// settings lists what is in force: audit's flags in the order of its help,
// then the sections.
func (c *configuration) settings(flags *pflag.FlagSet) []setting {
	var list []setting
	add := func(name string, value any) {
		from := c.origins[name]
		if from == "" {
			from = "default"
		}
		list = append(list, setting{name, value, from})
	}
	flags.VisitAll(func(f *pflag.Flag) {
		if values, ok := f.Value.(pflag.SliceValue); ok {
			add(f.Name, append([]string{}, values.GetSlice()...))
			return
		}
		add(f.Name, f.Value.String())
	})
	for i, rule := range c.sections.Suppress {
		add(itemName("suppress", i), rule.String())
	}
	all := reflect.ValueOf(&c.sections).Elem()
	for _, name := range yamlKeys(all.Type()) {
		section := field(all, name)
		if section.Kind() != reflect.Struct || !c.has(name) {
			continue
		}
		for _, key := range yamlKeys(section.Type()) {
			value := field(section, key).Interface()
			if key == "url" {
				value = withoutPath(value.(string))
			}
			add(qualified(name, key), value)
		}
	}
	for _, secret := range []string{"COPYDESK_MAIL_PASSWORD", "COPYDESK_WEBHOOK_TOKEN"} {
		if os.Getenv(secret) != "" {
			name := strings.ToLower(strings.Replace(strings.TrimPrefix(secret, environmentPrefix), "_", ".", 1))
			list = append(list, setting{name, "(secret)", "environment variable " + secret})
		}
	}
	return list
}

// withoutPath is an address without what may be a secret in it.
func withoutPath(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "(no address)"
	}
	return u.Scheme + "://" + u.Host + "/…"
}

// String is a rule on one line.
func (s suppression) String() string {
	var parts []string
	for _, p := range []struct{ name, value string }{
		{"check", s.Check}, {"source", s.Source}, {"phrase", s.Phrase}, {"until", s.Until}, {"reason", s.Reason},
	} {
		if p.value != "" {
			parts = append(parts, p.name+": "+p.value)
		}
	}
	return strings.Join(parts, ", ")
}

func printSettings(w io.Writer, list []setting, asJSON bool) error {
	if asJSON {
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		for _, s := range list {
			if err := encoder.Encode(s); err != nil {
				return err
			}
		}
		return nil
	}
	for _, s := range list {
		value := fmt.Sprint(s.Value)
		if texts, ok := s.Value.([]string); ok {
			value = strings.Join(texts, ", ")
		}
		if value == "" {
			value = "-"
		}
		if _, err := fmt.Fprintf(w, "%-22s %-40s %s\n", s.Setting, value, s.From); err != nil {
			return err
		}
	}
	return nil
}
