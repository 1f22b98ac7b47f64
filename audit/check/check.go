// Package check is the register of checks: the one definition that the code,
// the commands, the workbook's Method sheet and docs/checks.md are made from.
package check

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/adrg/strutil"
	"github.com/adrg/strutil/metrics"
	"go.yaml.in/yaml/v3"

	"copydesk.dev/audit/record"
)

// The checks that the audit itself decides. Those about single sentences are
// named by the claims package.
var (
	DuplicateArticle   = Named("duplicate-article")
	ReusedPassage      = Named("reused-passage")
	RewordedPassage    = Named("reworded-passage")
	Repetition         = Named("repetition")
	UncreditedCopy     = Named("uncredited-copy")
	AlteredQuotation   = Named("altered-quotation")
	DisputedFigure     = Named("disputed-figure")
	CircularSourcing   = Named("circular-sourcing")
	NotInCitedEvidence = Named("not-in-cited-evidence")
)

//go:embed checks.yaml
var definitions []byte

// all is read once: the file is part of the program, and a broken one is a
// broken build.
var all = func() []record.Check {
	var checks []record.Check
	if err := yaml.Unmarshal(definitions, &checks); err != nil {
		panic(fmt.Sprintf("audit/check/checks.yaml: %v", err))
	}
	return checks
}()

// byKey holds each check under its ID and its name, in small letters.
var byKey = func() map[string]*record.Check {
	checks := make(map[string]*record.Check, 2*len(all))
	for i := range all {
		c := &all[i]
		checks[strings.ToLower(c.ID)], checks[strings.ToLower(c.Name)] = c, c
	}
	return checks
}()

// Named returns the check of a name that the program itself uses. It panics when
// there is none: called while a package is made ready, it lets no program start,
// and no test, that has a name wrong.
func Named(name string) *record.Check {
	c, ok := byKey[name]
	if !ok {
		panic(fmt.Sprintf("audit/check/checks.yaml defines no check %q", name))
	}
	return c
}

// All returns every check, ordered as in the file.
func All() []record.Check { return slices.Clone(all) }

// Find returns the check with an ID or a name that somebody entered, in any case.
// The error of an unknown one names the nearest.
func Find(idOrName string) (*record.Check, error) {
	wanted := strings.ToLower(strings.TrimSpace(idOrName))
	if c, ok := byKey[wanted]; ok {
		return c, nil
	}
	metric := metrics.NewJaroWinkler()
	var nearest string
	best := -1.0
	for _, c := range all {
		for _, key := range []string{c.ID, c.Name} {
			if s := strutil.Similarity(wanted, strings.ToLower(key), metric); s > best {
				best, nearest = s, key
			}
		}
	}
	return nil, fmt.Errorf("no check %q; did you mean %q? copydesk checks lists them all", idOrName, nearest)
}

// WriteMarkdown writes docs/checks.md.
func WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	b.WriteString("# Checks\n\nMade from `audit/check/checks.yaml` by `go test ./audit/check -update`; don't edit.\n\n")
	fmt.Fprintf(&b, "Severity: high, %s; medium, %s; low, %s.\nA finding may carry another severity than its check's usual one.\n\n",
		record.High.Meaning(), record.Medium.Meaning(), record.Low.Meaning())
	b.WriteString("| ID | name | title | severity |\n|---|---|---|---|\n")
	for _, c := range all {
		fmt.Fprintf(&b, "| [%s](#%s) | `%s` | %s | %s |\n", c.ID, strings.ToLower(c.ID), c.Name, c.Title, c.Severity)
	}
	for _, c := range all {
		fmt.Fprintf(&b, "\n## %s\n\n**%s** · `%s` · usually %s\n\n%s\n\nFix: %s\n\n- Before: %s\n- After: %s\n",
			c.ID, c.Title, c.Name, c.Severity, c.Rationale, c.Fix, c.Before, c.After)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
