package register

import "testing"

func TestRegister(t *testing.T) {
	kinds, err := Kinds()
	if err != nil {
		t.Fatal(err)
	}
	r := New(kinds)
	for _, tt := range []struct{ name, kind string }{
		{"Reuters", "agency"}, {"the New York Times", "outlet"}, {"FT", "outlet"},
		{"Gartner", "research firm"}, {"Pentagon", "government"}, {"Leipzig", ""},
	} {
		kind := ""
		if e := r.Named(tt.name); e != nil {
			kind = e.Kind
		}
		if kind != tt.kind {
			t.Errorf("%s: kind %q, want %q", tt.name, kind, tt.kind)
		}
	}
	for _, tt := range []struct{ href, name string }{
		{"https://www.reuters.com/a", "Reuters"}, {"https://news.example.org/", ""}, {"#top", ""}, {"::", ""},
	} {
		name := ""
		if e := r.Linked(tt.href); e != nil {
			name = e.Name
		}
		if name != tt.name {
			t.Errorf("%s: leads to %q, want %q", tt.href, name, tt.name)
		}
	}
	const fewest = 250
	seen := map[string]bool{}
	for _, e := range r.Spelled() {
		seen[e] = true
	}
	if len(seen) < fewest {
		t.Errorf("the register has %d sources, want at least %d", len(seen), fewest)
	}
}

// TestRegisterUnambiguous keeps two sources from sharing a name: the later
// one would silently win.
func TestRegisterUnambiguous(t *testing.T) {
	kinds, err := Kinds()
	if err != nil {
		t.Fatal(err)
	}
	owner := map[string]string{}
	for _, k := range kinds {
		for _, s := range k.Sources {
			for _, name := range append([]string{s.Name}, s.Aliases...) {
				as := key(name)
				if other, ok := owner[as]; ok && other != s.Name {
					t.Errorf("%q names both %s and %s", name, other, s.Name)
				}
				owner[as] = s.Name
			}
		}
	}
}
