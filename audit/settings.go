package audit

import (
	"context"
	"io"
	"time"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/record"
)

// Settings says what to audit, and how. The zero value of a number means its
// default.
type Settings struct {
	Inputs    []string // audited: files, folders, addresses, "-"
	Reference []string // only compared against
	Evidence  []string // claims are checked against it
	Ratings   string   // CSV file of the newsroom's ratings; "" none
	Lexicon   []string // YAML files that extend the word lists
	Off       []string // checks that are not to fire, by ID or name
	Suppress  []Suppression

	Archive  *archive.Archive // what is remembered of earlier nights; nil nothing
	Returned []string         // folders where reviewers put workbooks, besides the one with the results; reports say so
	Lookback time.Duration    // how far back rewordings and claims are looked for in the archive

	Raw      bool  // text inputs are taken exactly as they are
	MaxBytes int64 // a larger input is rejected

	// MaxMemory is how many bytes of memory the run may take, about: inputs
	// beyond that are rejected. 0 is no limit.
	MaxMemory int64

	Contact           string // told to sites: a web page or mail address of whoever runs this
	AllowPrivateHosts bool   // fetch from hosts that are not on the public internet

	MinWords    int     // see similarity.Options
	MinEdited   float64 // see similarity.Options
	MinReworded float64 // see similarity.Options

	PageTimeout  time.Duration // for fetching one page; 0 means 20 seconds
	InputTimeout time.Duration // for making an article of one input; 0 means 20 seconds

	Jobs  int       // inputs worked on at once; 0 means one a core
	Stdin io.Reader // what the input "-" reads

	// Stop, if set, ends the run early when it is done: nothing more is read,
	// and what was read is audited for as long as Grace lasts. The run says that
	// it is incomplete, and why (the context's cause); articles that it did not
	// come to say that they were not assessed, and are not remembered.
	Stop  context.Context
	Grace time.Duration

	Version string           // of the program, for the run record
	Build   string           // what tells this build from others, for the archive; "" means Version
	Now     func() time.Time // nil means time.Now
	// Progress, if set, is told how far each stage is. It is called from
	// several goroutines.
	Progress func(stage string, done, total int)
}

// effective is what of the settings decides a run's result, for the run
// record.
func (s *Settings) effective() map[string]any {
	return map[string]any{
		"reference":           orEmpty(s.Reference),
		"evidence":            orEmpty(s.Evidence),
		"ratings":             s.Ratings,
		"lexicon":             orEmpty(s.Lexicon),
		"off":                 orEmpty(s.Off),
		"raw":                 s.Raw,
		"max-size":            s.MaxBytes,
		"contact":             s.Contact,
		"allow-private-hosts": s.AllowPrivateHosts,
		"min-words":           s.MinWords,
		"min-edited":          s.MinEdited,
		"min-reworded":        s.MinReworded,
		"suppressions":        len(s.Suppress),
		"archive":             s.archivePath(),
		"returned":            orEmpty(s.Returned),
		"lookback-days":       int(s.Lookback / (24 * time.Hour)),
	}
}

func (s *Settings) archivePath() string {
	if s.Archive == nil {
		return ""
	}
	return s.Archive.Path()
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// Worst returns the severest of a log's open findings, or "" when there are none.
func Worst(log *record.Log) record.Severity {
	var worst record.Severity
	for _, f := range log.Findings {
		if f.Status != record.StatusDecided && f.Severity.Rank() > worst.Rank() {
			worst = f.Severity
		}
	}
	return worst
}
