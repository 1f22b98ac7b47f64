package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

var update = flag.Bool("update", false, "rewrite golden files")

// small is a dictionary invented for the tests.
const small = "testdata/dict"

// hashesOf gives the hashes of the files in a folder of WordNet's.
func hashesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	hashes := map[string]string{}
	for name := range wordNet31 {
		hashes[name] = fmt.Sprintf("%x", sha256.Sum256(read(t, filepath.Join(dir, name))))
	}
	return hashes
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// generate runs the command on the small dictionary and gives the folder it
// wrote to.
func generate(t *testing.T) string {
	t.Helper()
	out := t.TempDir()
	if err := os.WriteFile(filepath.Join(out, "classes.yaml"), read(t, "testdata/classes.yaml"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run(small, out, hashesOf(t, small)); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestTable holds the table of the small dictionary: exceptions and instances
// are left out, a name shares a lemma with a thing, adjectives reach one step,
// circles end, plants of several words are dropped, and each row sums to 255.
func TestTable(t *testing.T) {
	d, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	got, err := d.DecodeAll(read(t, filepath.Join(generate(t), "wordnet.zst")), nil)
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(got), "\n") // less the names of classes
	_, table, _ = strings.Cut(table, "\n")
	golden := filepath.Join("testdata", "table.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(table), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(read(t, golden)), table); diff != "" {
		t.Errorf("the table differs; if that is meant, run with -update (-want +got):\n%s", diff)
	}
}

func TestSameBytes(t *testing.T) {
	one, two := generate(t), generate(t)
	for _, name := range []string{"wordnet.zst", "wordnet.pedigree", "WORDNET-LICENSE"} {
		if string(read(t, filepath.Join(one, name))) != string(read(t, filepath.Join(two, name))) {
			t.Errorf("%s differs from run to run", name)
		}
	}
	if got, want := string(read(t, filepath.Join(one, "WORDNET-LICENSE"))), "An invented licence,\nof two lines.\n"; got != want {
		t.Errorf("the licence reads %q, want %q", got, want)
	}
}

func TestRunRefuses(t *testing.T) {
	for _, tt := range []struct{ name, dir, classes, says string }{
		{"no folder", "", "", "WORDNET_DICT"},
		{"a folder that is not there", "testdata/nothing", "", "nothing"},
		{"no such sense", small, "expert: {roots: [expert.n.02]}", `"expert.n.02"`},
		{"no name of a synset", small, "expert: {roots: [expert]}", "no name like expert.n.01"},
		{"no such class", small, "experts: {roots: [expert.n.01]}", "experts"},
		{"a class of WordNet's own", small, "noun.person: {roots: [expert.n.01]}", "noun.person"},
		{"a union of a union", small, "expert: {roots: [expert.n.01]}\nspeaker: {of: [expert]}\nbody: {of: [speaker]}", "speaker is no class of synsets"},
		{"a misspelt key", small, "expert: {root: [expert.n.01]}", "root"},
	} {
		out := t.TempDir()
		if err := os.WriteFile(filepath.Join(out, "classes.yaml"), []byte(tt.classes), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := run(tt.dir, out, hashesOf(t, small)); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: got %v, want an error with %q", tt.name, err, tt.says)
		}
		if _, err := os.Stat(filepath.Join(out, "wordnet.zst")); err == nil {
			t.Errorf("%s: a table was written", tt.name)
		}
	}
	if err := run(small, t.TempDir(), wordNet31); err == nil || !strings.Contains(err.Error(), "take the files of WordNet 3.1 unchanged") {
		t.Errorf("other files than WordNet's: got %v", err)
	}
}

func TestParseDictRefuses(t *testing.T) {
	const noun = "00000001 18 n 01 expert 0 000 | who knows\n"
	for _, tt := range []struct{ name, data, senses, says string }{
		{"a line cut off", "00000001 18 n 02 expert 0", "", "ends too soon"},
		{"no number", "00000001 xx n 01 expert 0 000", "", "invalid syntax"},
		{"no such file", "00000001 99 n 01 expert 0 000", "", "no lexicographer file 99"},
		{"no part of speech", noun, "expert%7:18:00:: 00000001 1 0", "no part of speech"},
		{"no such synset", noun, "expert%1:18:00:: 00000002 1 0", "no synset"},
		{"a rank of nought", noun, "expert%1:18:00:: 00000001 0 0", "numbered from 1"},
	} {
		_, err := parseDict(map[string]string{"data.noun": tt.data, "index.sense": tt.senses})
		if err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: got %v, want an error with %q", tt.name, err, tt.says)
		}
	}
}
