//go:build unix

package regular

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	file, link, pipe, socket := filepath.Join(dir, "file"), filepath.Join(dir, "link"), filepath.Join(dir, "pipe"), filepath.Join(dir, "socket")
	if err := errors.Join(os.WriteFile(file, []byte("words"), 0o666), os.Symlink(file, link), syscall.Mkfifo(pipe, 0o666)); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	for path, kind := range map[string]string{dir: "a folder", pipe: "a pipe", socket: "a socket", "/dev/null": "a device"} {
		var wrong *KindError
		if _, err := Open(path); !errors.As(err, &wrong) || wrong.Kind != kind {
			t.Errorf("open %s: %v, want %s", path, err, kind)
		}
		if _, err := Read(path); !errors.As(err, &wrong) || !strings.Contains(err.Error(), "<(command)") {
			t.Errorf("read %s: %v", path, err)
		}
	}
	for _, path := range []string{file, link} {
		if text, err := Read(path); err != nil || string(text) != "words" {
			t.Errorf("%s: %q, %v", path, text, err)
		}
	}
	if _, err := Read(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(err.Error(), "open ") {
		t.Errorf("no file: %v", err)
	}
}

// TestHandedOver reads what a shell hands over for <(command).
func TestHandedOver(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	path := fmt.Sprint("/dev/fd/", r.Fd())
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := w.WriteString("words"); err != nil {
		t.Fatal(err)
	}
	go cancel()
	if _, err := read(ctx, path); err == nil || !strings.Contains(err.Error(), "could not be read to its end") {
		t.Errorf("a pipe that nobody closes: %v", err)
	}
	r2, w2, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r2.Close()
	if _, err := w2.WriteString("words"); err != nil {
		t.Fatal(err)
	}
	w2.Close()
	if text, err := Read(fmt.Sprint("/dev/fd/", r2.Fd())); err != nil || string(text) != "words" {
		t.Errorf("%q, %v", text, err)
	}
}
