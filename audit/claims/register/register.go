// Package register knows sources by name and by address: agencies, outlets, offices,
// research firms and others, each of one kind.
package register

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"copydesk.dev/audit/claims/segment"
)

//go:embed register.yaml
var embedded []byte

// Kind is a list of sources of one kind, as in register.yaml.
type Kind struct {
	Kind          string  `yaml:"kind"`
	NeedsDocument bool    `yaml:"needs_document"` // their name alone is no source for a forecast
	Sources       []Entry `yaml:"sources"`
}

// Entry is a source as a list has it.
type Entry struct {
	Name    string   `yaml:"name"`
	Aliases []string `yaml:"aliases"`
	Domains []string `yaml:"domains"` // "reuters.com"; its subdomains are meant as well
}

// Kinds returns the register that is part of the program.
func Kinds() ([]Kind, error) {
	var file struct {
		Kinds []Kind `yaml:"kinds"`
	}
	d := yaml.NewDecoder(bytes.NewReader(embedded))
	d.KnownFields(true)
	if err := d.Decode(&file); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("register: %w", err)
	}
	return file.Kinds, nil
}

// Source is one source of the register.
type Source struct {
	Name, Kind    string
	Domain        string // the first of its domains, or ""
	NeedsDocument bool   // its name alone is no source for a forecast
}

// Register finds sources by name and by domain. It never changes after New.
type Register struct {
	byName   map[string]*Source // by key
	byDomain map[string]*Source
}

// New makes a Register of lists; of two sources with one name the later counts.
func New(kinds []Kind) *Register {
	r := &Register{byName: map[string]*Source{}, byDomain: map[string]*Source{}}
	for _, k := range kinds {
		for _, e := range k.Sources {
			s := &Source{Name: e.Name, Kind: k.Kind, NeedsDocument: k.NeedsDocument}
			if len(e.Domains) > 0 {
				s.Domain = e.Domains[0]
			}
			for _, name := range append([]string{e.Name}, e.Aliases...) {
				r.byName[key(name)] = s
			}
			for _, d := range e.Domains {
				r.byDomain[d] = s
			}
		}
	}
	return r
}

// key is the form in which names are looked up, without their article.
func key(name string) string { return strings.TrimPrefix(segment.Normal(name), "the ") }

// Spelled returns, for each name in the form in which it is looked up, how its source
// is spelled.
func (r *Register) Spelled() map[string]string {
	spelled := make(map[string]string, len(r.byName))
	for name, s := range r.byName {
		spelled[name] = s.Name
	}
	return spelled
}

// NamesOf returns the names that mean a source, sorted.
func (r *Register) NamesOf(s *Source) []string {
	var names []string
	for name, other := range r.byName {
		if other == s {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Named returns the entry for a name, with or without its article, or nil.
func (r *Register) Named(name string) *Source {
	return r.byName[key(name)]
}

// Linked returns the entry whose domain, or whose subdomain, the link leads
// to, or nil.
func (r *Register) Linked(href string) *Source {
	u, err := url.Parse(href)
	if err != nil {
		return nil
	}
	for host := strings.ToLower(u.Hostname()); host != ""; {
		if e := r.byDomain[host]; e != nil {
			return e
		}
		_, rest, ok := strings.Cut(host, ".")
		if !ok {
			return nil
		}
		host = rest
	}
	return nil
}
