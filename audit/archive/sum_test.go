package archive

import (
	"bytes"
	"database/sql/driver"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// full is an archive in which every table has rows.
func full(t *testing.T) *desk {
	d := newDesk(t)
	d.saved("mon", "mon.xlsx", "F1 Fixed Ada: as the harbour master said, F2 Fixed Ada, F3 - Ben: ask the port")
	d.saved("mon", "mon.xlsx", "F1 Fixed Ada: as the harbour master said, F3 Confirmed Ben")
	return d
}

// TestSums changes a row of each table behind the program's back.
func TestSums(t *testing.T) {
	for _, table := range summed {
		t.Run(table, func(t *testing.T) {
			d := full(t)
			columns, _, err := columnsOf(t.Context(), d.db, table)
			if err != nil {
				t.Fatal(err)
			}
			last := columns[0]
			change := fmt.Sprintf("CASE typeof(%[1]s) WHEN 'integer' THEN %[1]s + 1 WHEN 'blob' THEN CAST(%[1]s || x'00' AS BLOB) ELSE %[1]s || '.' END", last)
			for _, statement := range []string{
				"DROP TRIGGER " + table + "_updated", "PRAGMA foreign_keys = 0",
				fmt.Sprintf("DELETE FROM %s WHERE %s > (SELECT min(%s) FROM %s)", table, last, last, table), fmt.Sprintf("UPDATE %s SET %s = %s", table, last, change),
			} {
				if _, err := d.db.Exec(statement); err != nil {
					t.Fatal(err)
				}
			}
			problems, err := d.Verify(t.Context(), scheme, nil)
			if err != nil || !strings.Contains(strings.Join(problems, "\n"), table+" ") || !strings.Contains(strings.Join(problems, "\n"), "is not as it was written") {
				t.Errorf("%q, %v", problems, err)
			}
		})
	}
}

func TestRowSumTellsRowsApart(t *testing.T) {
	rows := [][]driver.Value{
		{}, {nil}, {nil, nil}, {int64(0)}, {""}, {[]byte{}}, {0.0}, {"a", "b"}, {"ab", ""}, {"", "ab"}, {"ab"}, {[]byte("ab")}, {int64(1)}, {1.0}, {"1"},
	}
	seen := map[int64]int{}
	for i, row := range rows {
		sum, err := rowSum(row)
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := seen[sum]; ok {
			t.Errorf("%#v and %#v have one sum", rows[other], row)
		}
		seen[sum] = i
	}
}

// TestDamageIsFound changes single bytes of an archive's file: whenever what it
// remembers is not the same any more, Verify says so.
func TestDamageIsFound(t *testing.T) {
	d := full(t)
	var want bytes.Buffer
	if err := d.Export(t.Context(), &want); err != nil {
		t.Fatal(err)
	}
	path := d.Path()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var written []int // where something is: pages are mostly empty
	for i, b := range file {
		if b != 0 {
			written = append(written, i)
		}
	}
	random := rand.New(rand.NewPCG(15, 3))
	changed, silent := 0, 0
	for range 400 {
		at := written[random.IntN(len(written))]
		damaged := slices.Clone(file)
		damaged[at] ^= byte(1 << random.IntN(8))
		name := filepath.Join(t.TempDir(), "a.db")
		if err := os.WriteFile(name, damaged, 0o666); err != nil {
			t.Fatal(err)
		}
		a, err := OpenForReading(t.Context(), name)
		if err != nil {
			changed++
			continue
		}
		var got bytes.Buffer
		exported := a.Export(t.Context(), &got)
		if exported != nil || !bytes.Equal(want.Bytes(), got.Bytes()) {
			changed++
			if problems, err := a.Verify(t.Context(), scheme, bodyKeys); err == nil && len(problems) == 0 {
				silent++
				t.Errorf("byte %d: what is remembered changed, and Verify found nothing: %v\n%s", at, exported, cmp.Diff(want.String(), got.String()))
			}
		}
		a.Close()
	}
	if changed < 40 {
		t.Errorf("only %d changes touched what is remembered: the test is none", changed)
	}
}
