package reports

import (
	"archive/zip"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"copydesk.dev/reports/xlsx"
)

// Touched says whether the file at path holds work that is not to be
// overwritten: a workbook that somebody has saved or has open, or any file
// that is not a workbook of this program, an empty one excepted. It is false
// when there is no file. The error names the file.
func Touched(path string) (bool, error) {
	for _, lock := range []string{"~$%s", ".~lock.%s#"} { // of Excel and of LibreOffice
		if _, err := os.Stat(filepath.Join(filepath.Dir(path), fmt.Sprintf(lock, filepath.Base(path)))); err == nil {
			return true, nil
		}
	}
	info, err := os.Stat(path) // to open a pipe could take for ever
	if os.IsNotExist(err) {
		return false, nil
	}
	if err != nil {
		return false, err // it names the file
	}
	if !info.Mode().IsRegular() || info.Size() == 0 {
		return false, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer file.Close()
	archive, err := zip.NewReader(file, info.Size())
	return err != nil || !xlsx.IsSealed(archive), nil
}

// maxNames is how many names are tried for a workbook.
const maxNames = 10_000

// FreeName is path, or the first of NAME-2.xlsx, NAME-3.xlsx and so on where
// nothing would be overwritten that [Touched] says is somebody's work.
func FreeName(path string) (string, error) {
	ext := filepath.Ext(path)
	stem := strings.TrimSuffix(path, ext)
	for i := 1; i <= maxNames; i++ {
		name := path
		if i > 1 {
			name = fmt.Sprintf("%s-%d%s", stem, i, ext)
		}
		touched, err := Touched(name)
		if err != nil {
			return "", err
		}
		if !touched {
			return name, nil
		}
	}
	return "", fmt.Errorf("%s: somebody wrote in it and in %d others like it; move them away, or choose another name", path, maxNames-1)
}
