package archive

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// line is one line of an exported archive; one of its fields is set.
type line struct {
	Article  *Article  `json:"article,omitempty"`
	Finding  *Finding  `json:"finding,omitempty"`
	Workbook *Workbook `json:"workbook,omitempty"`
	Reading  *Reading  `json:"reading,omitempty"`
	Run      *Run      `json:"run,omitempty"`

	// Verdict is what exports had before verdicts were a history: one that was
	// in force, by the path of its workbook.
	Verdict *struct {
		Entry
		Workbook string `json:"workbook"`
	} `json:"verdict,omitempty"`
}

// Export writes everything an archive remembers as JSON, one object a line:
// articles, findings, what was read in workbooks and runs, in the order in which they came, all
// as they were at one moment. What can be made again, such as keys and parsed
// inputs, is left out.
func (a *Archive) Export(ctx context.Context, w io.Writer) error {
	moment, err := a.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return a.failed(err)
	}
	defer func() { _ = moment.Rollback() }() // nothing was written
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	err = a.eachArticle(ctx, moment, func(r Article, err error) error {
		if err != nil {
			return a.failed(fmt.Errorf("article %d: %w", r.Key, err))
		}
		return enc.Encode(line{Article: &r})
	})
	if err != nil {
		return err
	}
	rows, err := moment.QueryContext(ctx, selectFindings+" ORDER BY id")
	if err != nil {
		return a.failed(err)
	}
	findings, err := collect(rows, (*Finding).fields)
	if err != nil {
		return a.failed(err)
	}
	for i := range findings {
		if err := enc.Encode(line{Finding: &findings[i]}); err != nil {
			return err
		}
	}
	if err := a.exportReadings(ctx, moment, enc); err != nil {
		return err
	}
	runs, err := a.runs(ctx, moment, -1)
	if err != nil {
		return err
	}
	for i := range runs {
		if err := enc.Encode(line{Run: &runs[i]}); err != nil {
			return err
		}
	}
	return out.Flush()
}

// Import fills an empty archive with what [Archive.Export] wrote. The keys are
// made by keysOf; articles first seen before forget (RFC 3339, "" none) get
// none for rewordings and claims.
func (a *Archive) Import(ctx context.Context, r io.Reader, scheme, forget string, keysOf KeysOf) error {
	stats, err := a.Stats(ctx)
	if err != nil {
		return err
	}
	if stats.Articles+stats.Findings+stats.Verdicts+stats.Runs > 0 {
		return fmt.Errorf("archive %s: it is not empty; import into a new file", a.path)
	}
	dec := json.NewDecoder(r)
	err = a.transact(ctx, func(tx *sql.Tx) error {
		s, err := a.newSaver(ctx, tx)
		if err != nil {
			return err
		}
		for n := 1; ; n++ {
			var l line
			if err := dec.Decode(&l); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return fmt.Errorf("line %d: %w", n, err)
			}
			if err := s.importLine(ctx, tx, l, forget, keysOf); err != nil {
				return fmt.Errorf("line %d: %w", n, err)
			}
		}
		_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO setting (name, value) VALUES ('keys', ?)", scheme)
		return err
	})
	if err != nil {
		return a.failed(fmt.Errorf("import: %w", err))
	}
	return nil
}

func (s *saver) importLine(ctx context.Context, tx *sql.Tx, l line, forget string, keysOf KeysOf) (err error) {
	switch {
	case l.Article != nil:
		if len(l.Article.Body) == 0 {
			return fmt.Errorf("article %q has no body", l.Article.ID)
		}
		if l.Article.Keys, err = keysOf(l.Article.Body, l.Article.FirstSeen >= forget); err != nil {
			return err
		}
		return s.save(ctx, l.Article)
	case l.Finding != nil:
		_, err = tx.ExecContext(ctx, "INSERT INTO finding ("+findingColumns+") VALUES (?"+strings.Repeat(", ?", 9)+")", values(l.Finding.fields())...)
	case l.Workbook != nil:
		_, err = tx.ExecContext(ctx, "INSERT INTO workbook (identity, knew) VALUES (?, ?)", l.Workbook.Identity, l.Workbook.Knew)
	case l.Reading != nil:
		return importReading(ctx, tx, l.Reading)
	case l.Verdict != nil:
		return importVerdict(ctx, tx, l.Verdict.Entry, l.Verdict.Workbook)
	case l.Run != nil:
		return saveRun(ctx, tx, *l.Run)
	default:
		return errors.New("neither article, finding, workbook, reading, verdict nor run")
	}
	return err
}

// values is what pointers to strings, numbers and truth values point at.
func values(pointers []any) []any {
	list := make([]any, len(pointers))
	for i, p := range pointers {
		switch p := p.(type) {
		case *string:
			list[i] = *p
		case *int64:
			list[i] = *p
		case *bool:
			list[i] = *p
		}
	}
	return list
}
