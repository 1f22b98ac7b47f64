package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/adrg/strutil"
	"github.com/adrg/strutil/metrics"
	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v3"

	"copydesk.dev/audit/regular"
)

// configuration is what a command's flags, the environment and a configuration
// file say together. What they say of flags stands in the flags.
type configuration struct {
	file     string            // "" when there is none
	origins  map[string]string // where a setting was made; one that isn't in it has its default
	sections sections
}

// environmentPrefix begins the names of all environment variables that are
// settings.
const environmentPrefix = "COPYDESK_"

// variable is the name of the environment variable for a setting.
func variable(setting string) string {
	return environmentPrefix + strings.ToUpper(strings.NewReplacer("-", "_", ".", "_").Replace(setting))
}

// configure fills in the flags of a command that were not given, from the
// environment and the configuration file. Its errors are usage errors.
func configure(flags *pflag.FlagSet) (*configuration, error) {
	every := new(auditOptions).flags()
	conf := &configuration{origins: make(map[string]string), sections: newSections()}
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Changed {
			conf.origins[f.Name] = "flag"
		}
	})
	if err := conf.readEnvironment(flags, every); err != nil {
		return nil, &usageError{err}
	}
	path, err := flags.GetString(configFlag)
	if err != nil {
		return nil, err
	}
	if path != "" {
		if err := conf.readFile(flags, every, path); err != nil {
			return nil, &usageError{err}
		}
	}
	// The environment beats the file.
	if err := conf.sections.readEnvironment(conf.origins); err != nil {
		return nil, &usageError{err}
	}
	return conf, nil
}

// isSetting reports whether a command's flag is the setting of its name: where
// it has another type than audit's flag, it is not. --json names a file there,
// and asks for a form elsewhere.
func isSetting(every *pflag.FlagSet, f *pflag.Flag) bool {
	setting := every.Lookup(f.Name)
	return setting != nil && setting.Value.Type() == f.Value.Type()
}

func (c *configuration) readEnvironment(flags, every *pflag.FlagSet) error {
	var errs []error
	flags.VisitAll(func(f *pflag.Flag) {
		name := variable(f.Name)
		value, ok := os.LookupEnv(name)
		if !ok || c.origins[f.Name] != "" || !isSetting(every, f) {
			return
		}
		c.origins[f.Name] = "environment variable " + name
		if err := flags.Set(f.Name, value); err != nil {
			errs = append(errs, fmt.Errorf("environment variable %s: %w", name, err))
		}
	})
	return errors.Join(errs...)
}

// readFile reads a configuration file. Its keys are the names of audit's flags;
// the other commands take from it what they have too. Beside them are the
// sections. Relative paths are relative to the folder that
// the command is run in.
func (c *configuration) readFile(flags, every *pflag.FlagSet, path string) error {
	c.file = path
	text, err := regular.Read(path)
	if err != nil {
		return fmt.Errorf("configuration: %w", err)
	}
	var doc, more yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	if err := decoder.Decode(&doc); errors.Is(err, io.EOF) {
		return nil // empty
	} else if err != nil {
		return fmt.Errorf("configuration %s: %w", path, err)
	}
	if err := decoder.Decode(&more); err == nil {
		return fmt.Errorf("configuration %s, line %d: a second document begins; settings stand in one", path, more.Line)
	} else if !errors.Is(err, io.EOF) {
		return fmt.Errorf("configuration %s: %w", path, err)
	}
	root := doc.Content[0]
	switch {
	case root.Tag == "!!null":
		return nil // nothing but comments
	case root.Kind != yaml.MappingNode:
		return fmt.Errorf("configuration %s, line %d: want settings, one a line, as in \"min-words: 12\"", path, root.Line)
	}
	known := yamlKeys(reflect.TypeFor[sections]())
	every.VisitAll(func(f *pflag.Flag) {
		if f.Name != configFlag {
			known = append(known, f.Name)
		}
	})
	err = eachKey(root, known, "", func(key, value *yaml.Node) error {
		if section := field(reflect.ValueOf(&c.sections).Elem(), key.Value); section.IsValid() {
			return c.readSection(section, key.Value, value)
		}
		f := flags.Lookup(key.Value)
		if f == nil || c.origins[f.Name] != "" || !isSetting(every, f) {
			return nil // another command's, or said already
		}
		c.origins[f.Name] = fmt.Sprintf("%s:%d", path, key.Line)
		if err := setFlag(flags, f.Name, value); err != nil {
			return fmt.Errorf("line %d: %w", value.Line, err)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("configuration %s, %w", path, err)
	}
	return nil
}

// eachKey calls read with each key of a mapping and its value. A key that
// isn't known or stands there twice, and a secret, are errors, which name the
// line. in is the section that the mapping is, or "".
func eachKey(mapping *yaml.Node, known []string, in string, read func(key, value *yaml.Node) error) error {
	lines := make(map[string]int)
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key, value := mapping.Content[i], mapping.Content[i+1]
		if value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		name := qualified(in, key.Value)
		switch first := lines[key.Value]; {
		case slices.Contains(known, key.Value) && first > 0:
			return fmt.Errorf("line %d: %s was set in line %d already", key.Line, name, first)
		case slices.Contains(known, key.Value):
		case isSecret(key.Value):
			return fmt.Errorf("line %d: %s: %s", key.Line, name, secretsWayOut)
		default:
			return fmt.Errorf("line %d: no setting %q; did you mean %q?", key.Line, name, qualified(in, nearest(known, key.Value)))
		}
		lines[key.Value] = key.Line
		if err := read(key, value); err != nil {
			return err
		}
	}
	return nil
}

func qualified(section, key string) string {
	if section == "" {
		return key
	}
	return section + "." + key
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
			if item.Kind != yaml.ScalarNode {
				return fmt.Errorf("%s takes a list of values", name)
			}
			if err := flags.Set(name, item.Value); err != nil {
				return err
			}
		}
		return nil
	}
	return fmt.Errorf("%s takes a value or a list of values", name)
}

// nearest returns the word most like key.
func nearest(words []string, key string) string {
	metric := metrics.NewJaroWinkler()
	best, found := -1.0, ""
	for _, word := range words {
		if s := strutil.Similarity(key, word, metric); s > best {
			best, found = s, word
		}
	}
	return found
}
