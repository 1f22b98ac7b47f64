package figures

import "testing"

// TestStretch shows how due dates are sorted.
func TestStretch(t *testing.T) {
	for want, d := range map[string]Stretch{
		"2025": {2025 * 12, 2026 * 12, true}, "2025-Q1": {2025 * 12, 2025*12 + 3, true}, "2025-Q4": {2025*12 + 9, 2026 * 12, true},
		"2025-01": {2025 * 12, 2025*12 + 1, true}, "2025-12": {2025*12 + 11, 2026 * 12, true},
	} {
		if got := d.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
