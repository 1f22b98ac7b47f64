package intake

import (
	"fmt"
	"slices"
	"strings"

	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
)

// NothingError says that a run had no article to audit. Nothing was found, and
// there is nothing to write or to remember.
type NothingError struct {
	// Unread are the audited inputs that could not be read. Without any, nothing
	// came in: folders were empty, or held files that are passed over.
	Unread []record.Rejected
	// Incomplete is why the run ended before it had read an article, "" if it
	// did not.
	Incomplete string
}

// mostNamed is how many inputs an error names.
const mostNamed = 20

// Error names the inputs, up to twenty, with the reason of each.
func (e *NothingError) Error() string {
	switch {
	case e.Incomplete != "":
		return e.Incomplete + "; no article was read before, and nothing was written"
	case len(e.Unread) == 0:
		return "no article came in, and nothing was written"
	}
	named := e.Unread[:min(len(e.Unread), mostNamed)]
	said := make([]string, len(named))
	for i, r := range named {
		said[i] = r.Source + ": " + r.Reason
	}
	if more := len(e.Unread) - len(named); more > 0 {
		said = append(said, fmt.Sprintf("and %d more", more))
	}
	return "no input could be read, and nothing was written: " + strings.Join(said, "; ")
}

// Nothing is a [NothingError] when there is no article to audit. Incomplete is why
// the run ended before it had read all, if it did.
func (t *Result) Nothing(incomplete string) error {
	if slices.ContainsFunc(t.Documents, func(d *text.Document) bool { return d.Role == record.RoleAudited }) {
		return nil
	}
	return &NothingError{Unread: t.Unread(record.RoleAudited), Incomplete: incomplete}
}
