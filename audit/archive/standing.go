package archive

import (
	"context"
)

// Standing is how an outlet's or a writer's audited articles have scored. A
// score is nil where no article has one.
type Standing struct {
	Articles    int
	Originality *float64 // mean, 0 to 100
	Sourcing    *float64
	// The same of the articles first seen since the time that was asked for.
	Recent            int
	RecentOriginality *float64
	RecentSourcing    *float64
}

// OutletStanding returns the standing of an outlet, by its name as articles
// state it.
func (a *Archive) OutletStanding(ctx context.Context, outlet, since string) (Standing, error) {
	return a.standing(ctx, "outlet = ?", outlet, since)
}

// WriterStanding returns the standing of a writer, by the name in bylines.
func (a *Archive) WriterStanding(ctx context.Context, name, since string) (Standing, error) {
	return a.standing(ctx, "key IN (SELECT article FROM writer WHERE name = ?)", name, since)
}

func (a *Archive) standing(ctx context.Context, condition, value, since string) (Standing, error) {
	var s Standing
	err := a.db.QueryRowContext(ctx, `SELECT count(*), avg(originality), avg(sourcing),
		count(*) FILTER (WHERE first_seen >= ?1), avg(originality) FILTER (WHERE first_seen >= ?1), avg(sourcing) FILTER (WHERE first_seen >= ?1)
		FROM article WHERE role = 'audited' AND `+condition, since, value).
		Scan(&s.Articles, &s.Originality, &s.Sourcing, &s.Recent, &s.RecentOriginality, &s.RecentSourcing)
	if err != nil {
		return s, a.failed(err)
	}
	return s, nil
}
