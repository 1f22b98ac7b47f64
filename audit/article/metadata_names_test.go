package article

import (
	"strings"
	"testing"
)

func TestSplitNames(t *testing.T) {
	for in, want := range map[string]string{
		"By Ann Lee, Bo Chan and Cy Diaz": "Ann Lee+Bo Chan+Cy Diaz", "Written by: Ann Lee | Bo Chan": "Ann Lee+Bo Chan", "von Ann Lee und Bo Chan; Cy Diaz": "von Ann Lee+Bo Chan+Cy Diaz",
		"Ann Lee & Ann Lee": "Ann Lee", "https://x.example/ann": "", "ann@x.example": "", "May 7": "", "": "", "—": "",
		"One Two Three Four Five Six": "One Two Three Four Five Six", "One Two Three Four Five Six Seven": "",
		strings.Repeat("x", 80): strings.Repeat("x", 80), strings.Repeat("x", 81): "",
	} {
		if got := strings.Join(splitNames(in), "+"); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
