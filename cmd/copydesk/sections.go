package main

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"copydesk.dev/audit"
	"copydesk.dev/reports/notice"
)

// sections are the settings that are more than a value or a list, and so have
// no flag. Each key of a section but suppress can be an environment variable
// too: COPYDESK_MAIL_HOST for mail.host.
type sections struct {
	Suppress []suppression  `yaml:"suppress"`
	Mail     notice.Mail    `yaml:"mail"`
	Ping     notice.Ping    `yaml:"ping"`
	Webhook  notice.Webhook `yaml:"webhook"`
}

func newSections() sections {
	return sections{Mail: notice.Mail{Security: notice.StartTLS, AttachMegabytes: 10}}
}

// suppression is a rule that hides findings, as the file has it.
type suppression struct {
	Check  string `yaml:"check"`
	Source string `yaml:"source"`
	Phrase string `yaml:"phrase"`
	Reason string `yaml:"reason"`
	Until  string `yaml:"until"` // YYYY-MM-DD
}

// suppressions returns the rules that hide findings.
func (c *configuration) suppressions() ([]audit.Suppression, error) {
	var list []audit.Suppression
	for i, s := range c.sections.Suppress {
		rule := audit.Suppression{Check: s.Check, Source: s.Source, Phrase: s.Phrase, Reason: s.Reason}
		if s.Until != "" {
			day, err := time.Parse(time.DateOnly, s.Until)
			if err != nil {
				return nil, fmt.Errorf("%s: until: %q is no day such as 2027-01-31", c.origins[itemName("suppress", i)], s.Until)
			}
			rule.Until = day
		}
		list = append(list, rule)
	}
	return list, nil
}

// itemName names an item of a list of settings, counted from 1.
func itemName(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i+1) }

// secretsWayOut says where secrets are to stand.
const secretsWayOut = "secrets don't stand in this file, which people read and copy: put mail's password into the environment variable COPYDESK_MAIL_PASSWORD, or into a file of its own that mail.password-file names; the webhook's token into COPYDESK_WEBHOOK_TOKEN or the file that webhook.token-file names"

// isSecret reports whether a key looks like one for a secret.
func isSecret(key string) bool {
	key = strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(key))
	return slices.ContainsFunc([]string{"password", "passwd", "passphrase", "secret", "token", "apikey", "credential"},
		func(word string) bool { return strings.Contains(key, word) }) || key == "pass" || key == "pwd"
}

// yamlKeys returns the keys of a struct's fields.
func yamlKeys(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		if key := t.Field(i).Tag.Get("yaml"); key != "" && key != "-" {
			keys = append(keys, key)
		}
	}
	return keys
}

// field returns the field of a struct that has a key, or the zero Value.
func field(v reflect.Value, key string) reflect.Value {
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("yaml") == key {
			return v.Field(i)
		}
	}
	return reflect.Value{}
}

// readSection reads a section, which is a struct or a list of such.
func (c *configuration) readSection(section reflect.Value, name string, node *yaml.Node) error {
	if node.Tag == "!!null" {
		return nil // all of it is commented out
	}
	if section.Kind() == reflect.Struct {
		return c.readFields(section, name, node)
	}
	if node.Kind != yaml.SequenceNode {
		return fmt.Errorf("line %d: %s is a list; each item begins with \"- \"", node.Line, name)
	}
	for i, item := range node.Content {
		fields := reflect.New(section.Type().Elem()).Elem()
		c.origins[itemName(name, i)] = fmt.Sprintf("%s:%d", c.file, item.Line)
		if err := c.readFields(fields, name, item); err != nil {
			return err
		}
		section.Set(reflect.Append(section, fields))
	}
	return nil
}

func (c *configuration) readFields(section reflect.Value, name string, node *yaml.Node) error {
	if node.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: %s has keys of its own: %s", node.Line, name, strings.Join(yamlKeys(section.Type()), ", "))
	}
	return eachKey(node, yamlKeys(section.Type()), name, func(key, value *yaml.Node) error {
		full := qualified(name, key.Value)
		c.origins[full] = fmt.Sprintf("%s:%d", c.file, key.Line)
		if err := setField(field(section, key.Value), value); err != nil {
			return fmt.Errorf("line %d: %s: %w", value.Line, full, err)
		}
		return nil
	})
}

// setField sets a field of a section from a value in YAML.
func setField(field reflect.Value, value *yaml.Node) error {
	if field.Kind() == reflect.Slice && value.Kind == yaml.ScalarNode {
		value = &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{value}}
	}
	if err := value.Decode(field.Addr().Interface()); err != nil {
		wants := map[reflect.Kind]string{
			reflect.Int: "a whole number", reflect.Bool: "true or false", reflect.Slice: "a value or a list of values",
		}[field.Kind()]
		if wants == "" {
			wants = "one value"
		}
		return fmt.Errorf("want %s", wants)
	}
	return nil
}

// readEnvironment reads the environment variables of sections' keys.
func (s *sections) readEnvironment(origins map[string]string) error {
	all := reflect.ValueOf(s).Elem()
	for _, name := range yamlKeys(all.Type()) {
		section := field(all, name)
		if section.Kind() != reflect.Struct {
			continue
		}
		for _, key := range yamlKeys(section.Type()) {
			full := qualified(name, key)
			value := os.Getenv(variable(full))
			if value == "" {
				continue
			}
			origins[full] = "environment variable " + variable(full)
			if err := setField(field(section, key), &yaml.Node{Kind: yaml.ScalarNode, Value: value}); err != nil {
				return fmt.Errorf("environment variable %s: %w", variable(full), err)
			}
		}
	}
	return nil
}
