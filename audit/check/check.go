// Package check is the register of checks: the one definition that the code,
// the commands, the workbook's Method sheet and docs/checks.md are made from.
package check

import (
	_ "embed"
	"fmt"
	"io"
	"strings"

	"github.com/adrg/strutil"
	"github.com/adrg/strutil/metrics"
	"go.yaml.in/yaml/v3"

	"copydesk.dev/audit/record"
)

// The checks that the audit itself decides; those about single sentences are
// named by the claims package.
const (
	DuplicateArticle   = "duplicate-article"
	ReusedPassage      = "reused-passage"
	RewordedPassage    = "reworded-passage"
	Repetition         = "repetition"
	UncreditedCopy     = "uncredited-copy"
	AlteredQuotation   = "altered-quotation"
	DisputedFigure     = "disputed-figure"
	CircularSourcing   = "circular-sourcing"
	NotInCitedEvidence = "not-in-cited-evidence"
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

// All returns every check, ordered as in the file.
func All() []record.Check { return append([]record.Check(nil), all...) }

// Find returns the check with the given ID or name, in any case. The error of
// an unknown one names the nearest.
func Find(idOrName string) (record.Check, error) {
	wanted := strings.ToLower(strings.TrimSpace(idOrName))
	metric := metrics.NewJaroWinkler()
	var nearest string
	best := -1.0
	for _, c := range all {
		for _, key := range []string{c.ID, c.Name} {
			if strings.ToLower(key) == wanted {
				return c, nil
			}
			if s := strutil.Similarity(wanted, strings.ToLower(key), metric); s > best {
				best, nearest = s, key
			}
		}
	}
	return record.Check{}, fmt.Errorf("no check %q; did you mean %q? copydesk checks lists them all", idOrName, nearest)
}

// WriteMarkdown writes docs/checks.md.
func WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	b.WriteString("# Checks\n\nMade from `audit/check/checks.yaml` by `go test ./audit/check -update`; don't edit.\n\n")
	b.WriteString("Severity: high, publish nothing before it is fixed; medium, ask the writer; low, would be nice.\nA finding may carry another severity than its check's usual one.\n\n")
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
