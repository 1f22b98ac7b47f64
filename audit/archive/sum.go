package archive

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"strings"

	"modernc.org/sqlite"
)

// SQLite finds damage that breaks its structure, and takes a changed letter or
// digit for what was written. So every row that can't be made again from others
// carries a checksum of its own, in the column sum, which triggers keep.

// summed are the tables whose rows carry a checksum.
var summed = []string{"article", "writer", "finding", "workbook", "reading", "verdict", "stood", "emptied", "run", "setting"}

// firstSummed is the schema version from which on they do.
const firstSummed = 3

func init() {
	sqlite.MustRegisterDeterministicScalarFunction("row_sum", -1, func(_ *sqlite.FunctionContext, row []driver.Value) (driver.Value, error) {
		return rowSum(row)
	})
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// rowSum is the CRC-32C of values, with their types and lengths.
func rowSum(row []driver.Value) (int64, error) {
	sum, head := uint32(0), make([]byte, 0, 16)
	add := func(kind byte, length uint64, content []byte) {
		head = binary.AppendUvarint(append(head[:0], kind), length)
		sum = crc32.Update(crc32.Update(sum, castagnoli, head), castagnoli, content)
	}
	for _, value := range row {
		switch v := value.(type) {
		case nil:
			add('n', 0, nil)
		case int64:
			add('i', uint64(v), nil)
		case float64:
			add('f', math.Float64bits(v), nil)
		case string:
			add('t', uint64(len(v)), []byte(v))
		case []byte:
			add('b', uint64(len(v)), v)
		default:
			return 0, fmt.Errorf("row_sum of a %T", v)
		}
	}
	return int64(sum), nil
}

// columnsOf lists a table's columns without sum, and those of its key.
func columnsOf(ctx context.Context, from querier, table string) (all, key []string, err error) {
	type column struct {
		name string
		key  bool
	}
	list, err := queryAll(ctx, from, "SELECT name, pk > 0 FROM pragma_table_info(?) WHERE name <> 'sum' ORDER BY cid",
		func(c *column) []any { return []any{&c.name, &c.key} }, table)
	for _, c := range list {
		all = append(all, c.name)
		if c.key {
			key = append(key, c.name)
		}
	}
	return all, key, err
}

// schemaSum is the checksum of the schema itself: the names of columns stand in
// it as text.
const schemaSum = "SELECT row_sum(group_concat(sql, ';')) FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name)"

// protect gives every row its checksum, and makes the triggers that keep them.
// It comes after every change of the schema.
func protect(ctx context.Context, tx *sql.Tx) error {
	for _, table := range summed {
		all, key, err := columnsOf(ctx, tx, table)
		if err != nil {
			return err
		}
		var same []string
		for _, name := range key {
			same = append(same, name+" = NEW."+name)
		}
		columns := strings.Join(all, ", ")
		set := fmt.Sprintf("UPDATE %s SET sum = row_sum(%s)", table, columns)
		for _, statement := range []string{
			set,
			fmt.Sprintf("DROP TRIGGER IF EXISTS %s_inserted", table),
			fmt.Sprintf("DROP TRIGGER IF EXISTS %s_updated", table),
			fmt.Sprintf("CREATE TRIGGER %s_inserted AFTER INSERT ON %s BEGIN %s WHERE %s; END", table, table, set, strings.Join(same, " AND ")),
			fmt.Sprintf("CREATE TRIGGER %s_updated AFTER UPDATE OF %s ON %s BEGIN %s WHERE %s; END", table, columns, table, set, strings.Join(same, " AND ")),
		} {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return fmt.Errorf("checksums of %s: %w", table, err)
			}
		}
	}
	_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO setting (name, value) SELECT 'schema', ("+schemaSum+")")
	return err
}

// unlike returns rows that are not as they were written, a sentence each.
func (a *Archive) unlike(ctx context.Context) (problems []string, err error) {
	var same bool
	if err := a.db.QueryRowContext(ctx, "SELECT coalesce((SELECT value = CAST(("+schemaSum+") AS TEXT) FROM setting WHERE name = 'schema'), 0)").Scan(&same); err != nil {
		return nil, a.failed(err)
	}
	if !same {
		problems = append(problems, "the schema is not as it was written")
	}
	for _, table := range summed {
		all, key, err := columnsOf(ctx, a.db, table)
		if err != nil {
			return nil, a.failed(err)
		}
		rows, err := queryAll(ctx, a.db, fmt.Sprintf("SELECT concat_ws(' ', %s) FROM %s WHERE sum <> row_sum(%s)",
			strings.Join(key, ", "), table, strings.Join(all, ", ")), func(s *string) []any { return []any{s} })
		if err != nil {
			return nil, a.failed(err)
		}
		for _, row := range rows {
			problems = append(problems, fmt.Sprintf("%s %.80q is not as it was written", table, row))
		}
	}
	return problems, nil
}
