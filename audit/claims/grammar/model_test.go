package grammar

import (
	"bytes"
	"strings"
	"sync"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// TestReadDamaged reads models that are cut short or of another kind.
func TestReadDamaged(t *testing.T) {
	dec, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer dec.Close()
	enc, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	data, err := dec.DecodeAll(embedded[len(magic):], nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		cut := enc.EncodeAll(data[:len(data)*i*i/150], []byte(magic))
		if _, err := Read(bytes.NewReader(cut)); err == nil {
			t.Errorf("a model cut at %d of 150 was read", i*i)
		}
	}
	for _, file := range []string{"", "copydesk grammar 0\n", magic, magic + "no packed data"} {
		if _, err := Read(strings.NewReader(file)); err == nil {
			t.Errorf("%q was read", file)
		}
	}
}

// TestWriteRead writes the model that is built in as it was read.
func TestWriteRead(t *testing.T) {
	var b bytes.Buffer
	if _, err := Default().WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), embedded) {
		t.Error("the model is written with other bytes than it was read from")
	}
}

// TestParallel parses on many goroutines what one has parsed.
func TestParallel(t *testing.T) {
	var want []string
	for _, text := range news {
		want = append(want, outline(Default().Parse(text)))
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for i, text := range news {
				if got := outline(Default().Parse(text)); got != want[i] {
					t.Errorf("got  %s\nwant %s", got, want[i])
				}
			}
		})
	}
	wait.Wait()
}
