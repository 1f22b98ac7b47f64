package audit

import (
	"context"

	"copydesk.dev/audit/intake"
	"copydesk.dev/audit/memory"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
	"copydesk.dev/similarity"
)

// What [Settings.Progress] is told of once nothing is cut short any more: a stage
// of [Auditor.Run], and [Result.Commit].
const (
	Scoring     = "scoring"
	Remembering = "remembering"
)

// Run audits the inputs. The error is ctx's, when it ends, or a [NothingError];
// bad inputs are in the log, as rejected.
func (a *Auditor) Run(ctx context.Context) (*Result, error) {
	log := &record.Log{Run: a.opening}
	if err := a.history(ctx, log); err != nil {
		return nil, err
	}
	c, release := a.newCourse(&log.Summary)
	defer release()
	room, earlier := intake.Room(a.MaxMemory, a.memory != nil)

	var in intake.Taken
	err := c.perform(ctx, stage{"read", func(ctx context.Context) (err error) {
		in, err = a.read(ctx, room)
		return err
	}, a.Stop, "some inputs were not read"})
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
		}, c.late, "the claims of some articles were not assessed"},
		{"index", func(ctx context.Context) (err error) {
			keyed, err = a.index(ctx, corpus)
			return err
		}, c.late, "some articles were not remembered"},
		{"recall", func(ctx context.Context) (err error) {
			recalled, err = a.recall(ctx, keyed, in.Room+earlier, c)
			corpus = text.NewCorpus(append(corpus, recalled.Documents...))
			return err
		}, c.late, "nothing was compared with earlier nights"},
		{"compare", func(ctx context.Context) (err error) {
			passages, err = a.compare(ctx, corpus)
			return err
		}, c.late, "no passages were compared"},
		{"relate", func(ctx context.Context) (err error) {
			rel, err = a.relate(ctx, corpus, in.Evidence, passages)
			return err
		}, c.late, "not all findings were made"},
		{"score", func(ctx context.Context) error {
			return a.fill(ctx, log, corpus, in.Evidence, rel, c.missing)
		}, nil, ""},
		{"standings", func(ctx context.Context) (err error) {
			log.Summary.Standings, err = a.standings(ctx, corpus)
			return err
		}, c.late, "earlier scores of outlets and writers were not looked up"},
	} {
		if err := c.perform(ctx, s); err != nil {
			return nil, err
		}
	}
	log.Summary.Finished = stamp(a.Now())
	log.Count(a.memory != nil)
	return &Result{log, a, keyed, recalled.Answer}, nil
}
