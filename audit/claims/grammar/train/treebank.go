package main

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"copydesk.dev/audit/claims/grammar"
)

// treebank is UD English-EWT as it is published: three files in CoNLL-U.
type treebank struct{ train, dev, test part }

// part is one file.
type part struct {
	name      string
	sha256    string
	sentences []grammar.Sentence
	texts     []string // of the sentences, as they were written
}

// readTreebank reads the treebank from a folder that holds its files, or all of
// them in ewt.tar.gz.
func readTreebank(folder string) (*treebank, error) {
	files, err := readArchive(filepath.Join(folder, "ewt.tar.gz"))
	if errors.Is(err, fs.ErrNotExist) {
		files = map[string][]byte{}
	} else if err != nil {
		return nil, err
	}
	t := &treebank{}
	for _, p := range []struct {
		part *part
		name string
	}{{&t.train, "train"}, {&t.dev, "dev"}, {&t.test, "test"}} {
		p.part.name = "en_ewt-ud-" + p.name + ".conllu"
		data, ok := files[p.part.name]
		if !ok {
			if data, err = os.ReadFile(filepath.Join(folder, p.part.name)); err != nil {
				return nil, err
			}
		}
		if err := p.part.read(data); err != nil {
			return nil, fmt.Errorf("%s: %w", p.part.name, err)
		}
	}
	return t, nil
}

func readArchive(name string) (map[string][]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	packed, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	files := map[string][]byte{}
	for r := tar.NewReader(packed); ; {
		h, err := r.Next()
		if err == io.EOF {
			return files, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if files[filepath.Base(h.Name)], err = io.ReadAll(r); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
}

// read reads CoNLL-U. Of a word that was split in two ("don't"), the parts count;
// words that only the enhanced graph has are left out.
func (p *part) read(data []byte) error {
	p.sha256 = fmt.Sprintf("%x", sha256.Sum256(data))
	var s grammar.Sentence
	var text string
	lines := bufio.NewScanner(strings.NewReader(string(data)))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if t, ok := strings.CutPrefix(line, "# text = "); ok {
			text = t
		}
		switch {
		case line == "" && len(s) > 0:
			p.sentences, p.texts = append(p.sentences, s), append(p.texts, text)
			s, text = nil, ""
		case line == "" || line[0] == '#':
		default:
			t, ok, err := readToken(line)
			if err != nil {
				return fmt.Errorf("line %d: %w", n, err)
			}
			if ok {
				s = append(s, t)
			}
		}
	}
	return lines.Err()
}

func readToken(line string) (t grammar.Token, ok bool, err error) {
	c := strings.Split(line, "\t")
	if len(c) != 10 {
		return t, false, fmt.Errorf("%d columns, not 10", len(c))
	}
	if strings.ContainsAny(c[0], "-.") {
		return t, false, nil
	}
	t.Text, t.Lemma = c[1], c[2]
	var errs [4]error
	t.Tag, errs[0] = grammar.ParseTag(c[3])
	t.Fine, errs[1] = grammar.ParseFine(c[4])
	t.Head, errs[2] = strconv.Atoi(c[6])
	t.Head--
	t.Relation, errs[3] = grammar.ParseRelation(c[7])
	return t, true, errors.Join(errs[:]...)
}
