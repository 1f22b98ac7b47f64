package main

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// readConfiguration reads a configuration as audit would.
func readConfiguration(t *testing.T, text string) (*auditOptions, *pflag.FlagSet, *configuration, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "c.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var o auditOptions
	flags := o.flags()
	if err := flags.Set(configFlag, path); err != nil {
		t.Fatal(err)
	}
	conf, err := configure(flags)
	return &o, flags, conf, err
}

// TestTemplate takes the "#" away before every setting that init comments out:
// what is left names every setting there is, and the defaults are the
// defaults.
func TestTemplate(t *testing.T) {
	text := regexp.MustCompile(`(?m)^#(\S|  )`).ReplaceAllString(string(template), "$1")
	_, flags, conf, err := readConfiguration(t, text)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Name == configFlag {
			return
		}
		want = append(want, f.Name)
		if empty := f.DefValue == "" || f.DefValue == "[]"; !empty && f.Name != "out" && f.Value.String() != f.DefValue {
			t.Errorf("%s: the template says %s, the default is %s", f.Name, f.Value, f.DefValue)
		}
	})
	given, fresh := reflect.ValueOf(&conf.sections).Elem(), newSections()
	for _, name := range yamlKeys(given.Type()) {
		section := field(given, name)
		if section.Kind() != reflect.Struct {
			want = append(want, itemName(name, 0))
			continue
		}
		for _, key := range yamlKeys(section.Type()) {
			want = append(want, qualified(name, key))
			original := field(field(reflect.ValueOf(&fresh).Elem(), name), key)
			if value := field(section, key); !original.IsZero() && !value.Equal(original) {
				t.Errorf("%s.%s: the template says %v, the default is %v", name, key, value, original)
			}
		}
	}
	for _, name := range want {
		if conf.origins[name] == "" {
			t.Errorf("the template says nothing of %s", name)
		}
	}
	if rules, err := conf.suppressions(); err != nil || len(rules) != 1 {
		t.Errorf("suppressions: %v, %v", rules, err)
	}
}

func TestMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"min-word: 12":                             `line 1: no setting "min-word"; did you mean "min-words"?`,
		"config: other.yaml":                       `line 1: no setting "config"`,
		"days: 30":                                 `line 1: no setting "days"`,
		"jobs: 1\nraw: true\njobs: 2":              "line 3: jobs was set in line 1 already",
		"jobs: many":                               "line 1: invalid argument",
		"jobs: [1, 2]":                             "line 1: jobs takes one value, not a list",
		"off: {SRC001: no}":                        "line 1: off takes a value or a list of values",
		"off: [[SRC001]]":                          "line 1: off takes a list of values",
		"- jobs":                                   "line 1: want settings",
		"mail:\n  hots: h":                         `line 2: no setting "mail.hots"; did you mean "mail.host"?`,
		"mail:\n  port: smtp":                      "line 2: mail.port: want a whole number",
		"mail:\n  always: perhaps":                 "line 2: mail.always: want true or false",
		"mail:\n  to: {a: b}":                      "line 2: mail.to: want a value or a list of values",
		"mail:\n  host: [a]":                       "line 2: mail.host: want one value",
		"mail: mail.example.org":                   "line 1: mail has keys of its own: host, port",
		"mail:\n  password: hunter2":               "line 2: mail.password: secrets don't stand in this file",
		"password: hunter2":                        "line 1: password: secrets don't stand in this file",
		"webhook:\n  api_key: hunter2":             "line 2: webhook.api_key: secrets don't stand in this file",
		"suppress:\n  check: SRC003":               "line 2: suppress is a list",
		"suppress:\n  - check: SRC003\n    til: x": `line 3: no setting "suppress.til"; did you mean "suppress.until"?`,
		"suppress:\n  - {check: a, check: b}":      "line 2: suppress.check was set in line 2 already",
		"jobs: 1\n  raw: true":                     "line 2",
		"jobs: 1\n---\nraw: true":                  "line 2: a second document begins",
	} {
		_, _, _, err := readConfiguration(t, text)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "c.yaml") {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: the error has the secret", text)
		}
	}
	_, _, conf, err := readConfiguration(t, "suppress: [{check: SRC003, reason: r, until: soon}]")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conf.suppressions(); err == nil || !strings.Contains(err.Error(), `c.yaml:1: until: "soon"`) {
		t.Errorf("until: %v", err)
	}
}

// TestEmptySection has a section whose keys are all commented out: nobody is
// told.
func TestEmptySection(t *testing.T) {
	for _, text := range []string{"", "---\n# nothing\n", "mail:\n#  host: h\n", "suppress:\nping:\n"} {
		o, _, conf, err := readConfiguration(t, text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if conf.has("mail") || conf.has("ping") {
			t.Errorf("%q: somebody is told", text)
		}
		if err := o.check(conf); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// FuzzConfiguration reads anything as a configuration: it is an error, or
// every setting that it makes is listed with the line it stands in.
func FuzzConfiguration(f *testing.F) {
	f.Add(string(template))
	f.Add("mail: &m {to: [a, b]}\nwebhook: *m\nsuppress: [*m, {check: x}]")
	f.Add("? [a, b]\n: c\n<<: {jobs: 1}\n\"\": 2")
	f.Add("off: &a [*a]\ninputs: !!binary aGk=\njobs: 0x10")
	path := filepath.Join(f.TempDir(), "c.yaml")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var o auditOptions
		flags := o.flags()
		if err := flags.Set(configFlag, path); err != nil {
			t.Fatal(err)
		}
		conf, err := configure(flags)
		if err != nil {
			return
		}
		listed := make(map[string]bool)
		for _, s := range conf.settings(flags) {
			listed[s.Setting] = s.From != "default"
		}
		for name, origin := range conf.origins {
			if !listed[name] && !strings.HasPrefix(name, "suppress.") {
				t.Errorf("%s (%s) is not listed", name, origin)
			}
		}
	})
}
