package labels

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// readTexts reads the texts of the sets that were labelled, by set/file.
func readTexts(folder string) (map[string]string, error) {
	texts := map[string]string{}
	for _, archive := range []struct{ set, name, under string }{
		{"news-5k", "articles.tar.gz", ""},
		{"attribution-dev", "text-train-dev.tar.gz", "train/"},
	} {
		if err := readTar(texts, archive.set, filepath.Join(folder, archive.set, archive.name), archive.under); err != nil {
			return nil, err
		}
	}
	for _, set := range []string{"extraction-dev", "extraction-dev2"} {
		if err := readPages(texts, set, filepath.Join(folder, set, "ground-truth.json")); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

// readTar takes the plain files of a compressed archive whose names hold
// under.
func readTar(texts map[string]string, set, name, under string) error {
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("labels: %w", err)
	}
	defer f.Close()
	zipped, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("labels: %s: %w", name, err)
	}
	for files := tar.NewReader(zipped); ; {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("labels: %s: %w", name, err)
		}
		if header.Typeflag != tar.TypeReg || !strings.Contains(header.Name, under) {
			continue
		}
		text, err := io.ReadAll(files)
		if err != nil {
			return fmt.Errorf("labels: %s, %s: %w", name, header.Name, err)
		}
		texts[set+"/"+path.Base(header.Name)] = string(text)
	}
}

// idLength is how much of a page's ID its file name in the labels has.
const idLength = 12

// readPages takes the reviewed texts of pages.
func readPages(texts map[string]string, set, name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("labels: %w", err)
	}
	var pages map[string]struct {
		Text string `json:"articleBody"`
	}
	if err := json.Unmarshal(data, &pages); err != nil {
		return fmt.Errorf("labels: %s: %w", name, err)
	}
	for id, page := range pages {
		texts[set+"/"+id[:min(idLength, len(id))]+".txt"] = page.Text
	}
	return nil
}
