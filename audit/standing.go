package audit

import (
	"context"
	"maps"
	"slices"
	"strings"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/record"
)

// minStanding is the fewest archived articles from which an outlet or a writer
// has a standing.
const minStanding = 5

// standings looks up how tonight's outlets and writers did on earlier nights.
func (r *run) standings(ctx context.Context) error {
	if r.Archive == nil {
		return nil
	}
	outlets, writers := make(map[string]bool), make(map[string]bool)
	for _, e := range r.entries {
		if e.role != record.RoleAudited {
			continue
		}
		if e.Outlet != "" {
			outlets[e.Outlet] = true
		}
		for _, name := range e.Byline {
			if strings.TrimSpace(name) != "" && !isNobody(name, e.Outlet) {
				writers[name] = true
			}
		}
	}
	for _, list := range []struct {
		kind   string
		names  map[string]bool
		lookUp func(ctx context.Context, name, since string) (archive.Standing, error)
	}{{"byline", writers, r.Archive.WriterStanding}, {"outlet", outlets, r.Archive.OutletStanding}} {
		for _, name := range slices.Sorted(maps.Keys(list.names)) {
			s, err := list.lookUp(ctx, name, r.since())
			if err != nil {
				return err
			}
			if s.Articles < minStanding {
				continue
			}
			r.log.Summary.Standings = append(r.log.Summary.Standings, record.Standing{
				Name: name, Kind: list.kind, Articles: s.Articles,
				Originality: rounded(s.Originality), Sourcing: rounded(s.Sourcing), Recent: s.Recent,
				RecentOriginality: rounded(s.RecentOriginality), RecentSourcing: rounded(s.RecentSourcing),
			})
		}
	}
	return nil
}

func rounded(score *float64) *float64 {
	if score == nil {
		return nil
	}
	r := round1(*score)
	return &r
}
