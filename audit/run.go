package audit

import (
	"context"

	"copydesk.dev/audit/intake"
	"copydesk.dev/audit/memory"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
	"copydesk.dev/similarity"
)

// What [Settings.Progress] is told of once nothing is cut short any more: the last
// stage of [Auditor.Run], and [Result.Commit].
const (
	Scoring     = "scoring"
	Remembering = "remembering"
)

// Run audits the inputs. Bad ones are in the log, as rejected, and so is what was
// left undone when [Settings.Stop] ended. The error is ctx's, when that ends, an
// [intake.NothingError] when there was no article, or the archive's.
func (a *Auditor) Run(ctx context.Context) (*Result, error) {
	log := &record.Log{Run: a.opening}
	if err := a.history(ctx, log); err != nil {
		return nil, err
	}
	c, release := a.newCourse(&log.Summary)
	defer release()
	budget, earlier := intake.Budget(a.MaxMemory, a.memory != nil)

	var in intake.Result
	err := c.perform(ctx, stage{"read", func(ctx context.Context) (err error) {
		in, err = a.read(ctx, budget)
		return err
	}, a.Stop, "some inputs were not read", false})
	if err != nil {
		return nil, err
	}
	if err := in.Nothing(log.Summary.Incomplete); err != nil {
		return nil, err
	}
	log.Rejected, log.Summary.NotCompared = in.Rejected, in.Missing
	log.Summary.Notices = append(log.Summary.Notices, in.Empty...)

	var (
		corpus   text.Corpus
		keyed    []memory.Keyed
		recalled memory.Recalled
		passages = &similarity.Result{}
		rel      related
	)
	for _, s := range []stage{
		{"assess", func(ctx context.Context) (err error) {
			corpus, err = a.assess(ctx, in.Documents)
			return err
		}, c.late, "the claims of some articles were not assessed", true},
		{"index", func(ctx context.Context) (err error) {
			keyed, err = a.index(ctx, corpus)
			return err
		}, c.late, "some articles were not remembered", true},
		{"recall", func(ctx context.Context) (err error) {
			recalled, err = a.recall(ctx, c, keyed, in.Left+earlier)
			corpus = text.NewCorpus(append(corpus, recalled.Documents...))
			return err
		}, c.late, "nothing was compared with earlier nights", true},
		{"compare", func(ctx context.Context) (err error) {
			passages, err = a.compare(ctx, corpus)
			return err
		}, c.late, "no passages were compared", true},
		{"relate", func(ctx context.Context) (err error) {
			rel, err = a.relate(ctx, corpus, in.Evidence, passages)
			return err
		}, c.late, "not all findings were made", true},
		{"standings", func(ctx context.Context) (err error) {
			log.Summary.Standings, err = a.standings(ctx, corpus)
			return err
		}, c.late, "earlier scores of outlets and writers were not looked up", false},
		{"score", func(ctx context.Context) error {
			return a.score(ctx, log, corpus, in.Evidence, rel, c.missing)
		}, nil, "", false},
	} {
		if err := c.perform(ctx, s); err != nil {
			return nil, err
		}
	}
	log.Summary.Finished = stamp(a.Now())
	log.Count(a.memory != nil)
	return &Result{log, a, keyed, recalled.Answer}, nil
}
