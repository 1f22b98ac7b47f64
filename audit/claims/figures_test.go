package claims

import (
	"fmt"
	"strings"
	"testing"
)

// TestFigures shows what numbers are read as: "value unit", joined by "; ".
func TestFigures(t *testing.T) {
	tests := []example{
		{"The wall is 3.5 m. It was built in May.", "3.5 m"},
		{"The wall is 3.5 m high and 120 m long.", "3.5 m; 120 m"},
		{"The river rose by 3.5 m in two days.", "3.5 m; 2 day"},
		{"The mill lost $3.5 m. Nobody knew.", "3.5e+06 $"},
		{"Sales came to 3.5 m euros.", "3.5e+06 €"},
		{"The fair drew 3.5 m visitors.", "3.5e+06 "},
		{"Some 3.5m young people bake.", "3.5e+06 "},
		{"The mill burnt 3.5m tonnes of coal.", "3.5e+06 tonn"},
		{"The mill cost A$3.5bn (US$2.4bn; £1bn).", "3.5e+09 A$; 2.4e+09 $; 1e+09 £"},
		{"The mill cost 200 million Canadian dollars.", "2e+08 Canadian $"},
		{"The mill cost 3 billion francs.", "3e+09 franc"},
		{"The mill fired 3,000 Bakewell tiles.", "3000 "},
		{"Weil won the 400m in Orlby.", ""},
		{"The wall stands 3.5m from the visitors.", ""},
		{"Prices rose by 5–10% and 2-3 percent.", "5 %; 10 %; 2 %; 3 %"},
		{"The mill cost €3–4 million, the dam $3m–$4m.", "3e+06 €; 4e+06 €; 3e+06 $; 4e+06 $"},
		{"The fair drew 200–300 visitors.", "200 ; 300 "},
		{"The mill fired 3–4,000 tiles - 5% of them blue.", "3 ; 4000 ; 5 %"},
	}
	a := newAssessor(t)
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			var got []string
			for _, f := range a.Assess(Document{Text: tt.text})[0].Figures {
				got = append(got, fmt.Sprintf("%g %s", f.Value, f.Unit))
			}
			if got := strings.Join(got, "; "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
