package audit

import (
	"context"

	"copydesk.dev/audit/intake"
	"copydesk.dev/audit/record"
)

// inputs reads for a run, as far as budget, in bytes of memory, goes.
func (a *Auditor) inputs(budget int64) *intake.Reader {
	return &intake.Reader{
		Articles: a.reader, Kinds: a.assessor, Jobs: a.Jobs, MaxMemory: a.MaxMemory, Budget: budget, Progress: a.Progress,
	}
}

// read reads all that the settings name.
func (a *Auditor) read(ctx context.Context, budget int64) (intake.Result, error) {
	return a.inputs(budget).Read(ctx,
		intake.Input{Role: record.RoleAudited, Paths: a.Inputs},
		intake.Input{Role: record.RoleReference, Paths: a.Reference},
		intake.Input{Role: record.RoleEvidence, Paths: a.Evidence})
}
