package memory

import (
	"context"
	"maps"
	"slices"
	"strings"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
)

// MinStanding is the fewest archived articles from which an outlet or a writer
// has a standing.
const MinStanding = 5

// Standings looks up how the outlets and writers of audited documents did on
// earlier nights. When ctx ends, it returns what it has, and the error.
func (m *Memory) Standings(ctx context.Context, corpus text.Corpus) ([]record.Standing, error) {
	outlets, writers := make(map[string]bool), make(map[string]bool)
	for _, d := range corpus {
		if d.Role != record.RoleAudited {
			continue
		}
		if d.Outlet != "" {
			outlets[d.Outlet] = true
		}
		for _, name := range d.Byline {
			if strings.TrimSpace(name) != "" && !text.IsNobody(name, d.Outlet) {
				writers[name] = true
			}
		}
	}
	var standings []record.Standing
	for _, list := range []struct {
		kind   string
		names  map[string]bool
		lookUp func(ctx context.Context, name, since string) (archive.Standing, error)
	}{{"byline", writers, m.archive.WriterStanding}, {"outlet", outlets, m.archive.OutletStanding}} {
		for _, name := range slices.Sorted(maps.Keys(list.names)) {
			s, err := list.lookUp(ctx, name, m.Since())
			if err != nil {
				return standings, err
			}
			if s.Articles < MinStanding {
				continue
			}
			standings = append(standings, record.Standing{
				Name: name, Kind: list.kind, Articles: s.Articles,
				Originality: record.Rounded(s.Originality), Sourcing: record.Rounded(s.Sourcing), Recent: s.Recent,
				RecentOriginality: record.Rounded(s.RecentOriginality), RecentSourcing: record.Rounded(s.RecentSourcing),
			})
		}
	}
	return standings, nil
}
