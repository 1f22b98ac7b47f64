package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"copydesk.dev/audit/record"
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

// nothing is a [NothingError] when there is no article to audit.
func (r *run) nothing() error {
	if slices.ContainsFunc(r.entries, func(e *entry) bool { return e.role == record.RoleAudited }) {
		return nil
	}
	return &NothingError{Unread: r.unread(record.RoleAudited), Incomplete: r.log.Summary.Incomplete}
}

// unread are the inputs of a role that could not be read.
func (r *run) unread(role record.Role) (list []record.Rejected) {
	for _, reject := range r.log.Rejected {
		if reject.Role == role && !reject.Skipped {
			list = append(list, reject)
		}
	}
	return list
}

// noteMissing notes which references or evidence, as they were named, gave no
// article. What is empty may be so tonight; what could not be read is missing.
func (r *run) noteMissing(role record.Role, paths []string, entries []*entry) {
	read := make(map[string]bool)
	for _, e := range entries {
		read[cmp.Or(e.file, e.Source)] = true
	}
	unread := r.unread(role)
	var missing []record.Rejected
	for _, reject := range unread {
		if slices.Contains(paths, reject.Source) && !read[reject.Source] {
			missing = append(missing, reject)
		}
	}
	switch named := strings.Join(paths, ", "); {
	case len(missing) > 0 || len(entries) > 0 || len(paths) == 0:
	case len(unread) > 0:
		missing = []record.Rejected{{Source: named, Role: role, Reason: fmt.Sprintf("none of %s in it could be read", count(len(unread), "input"))}}
	default:
		r.notice("No article is in the %s %s: nothing was compared with it.", role, named)
	}
	r.log.Summary.NotCompared = append(r.log.Summary.NotCompared, missing...)
}
