package archive

import (
	"bytes"
	"path/filepath"
	"testing"
)

// FuzzImport fills archives from lines of any kind: it is refused, and leaves
// the archive empty, or what is exported then can be imported and exported
// again.
func FuzzImport(f *testing.F) {
	f.Add([]byte(`{"article":{"id":"A","text_hash":"h","byline":["B"],"body":{"text":"x"},"first_seen":"2026-04-01T00:00:00Z","last_seen":""}}
{"finding":{"id":"F","check":"SRC001","article":"A","open":true}}
{"verdict":{"finding":"F","workbook":"w","verdict":"Fixed"}}
{"run":{"id":"R"}}`))
	f.Add([]byte(`{"article":{"originality":1e308,"words":-1}}{"finding":{"id":"\u0000\ud800"}} {}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := t.TempDir()
		fill := func(name string, data []byte) ([]byte, error) {
			a, err := Open(t.Context(), filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			defer a.Close()
			imported := a.Import(t.Context(), bytes.NewReader(data), scheme, "2026-04-02T00:00:00Z", bodyKeys)
			var out bytes.Buffer
			if err := a.Export(t.Context(), &out); err != nil {
				t.Fatal(err)
			}
			return out.Bytes(), imported
		}
		first, err := fill("a.db", data)
		if err != nil {
			if len(first) > 0 {
				t.Fatalf("refused (%v), it still holds %q", err, first)
			}
			return
		}
		second, err := fill("b.db", first)
		if err != nil || !bytes.Equal(first, second) {
			t.Fatalf("%q is exported as %q (%v)", first, second, err)
		}
	})
}
