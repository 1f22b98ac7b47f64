package grammar

import "testing"

// news is a paragraph as news has it, one sentence a line.
var news = []string{
	"Ferry operators on the northern route carried 1.2 million passengers last year, a rise of 14%, according to figures that the port authority published on Tuesday.",
	"“We did not expect the summer to go so well,” said Maria Orne, who has run the Havel line since 2019.",
	"Analysts at the bank, which owns a fifth of the company's shares, believe that ticket prices will have to rise by at least £3.50 before the end of the decade.",
	"The union was told in May that no jobs would be lost.",
	"It is understood that talks between both sides broke down over pay, hours and the question of who looks after the ships in winter.",
}

// BenchmarkParse reads sentences of news; it reports words a second.
func BenchmarkParse(b *testing.B) {
	m := Default()
	words := 0
	for b.Loop() {
		for _, text := range news {
			words += len(m.Parse(text))
		}
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkTag tags the same sentences.
func BenchmarkTag(b *testing.B) {
	m := Default()
	words := 0
	for b.Loop() {
		for _, text := range news {
			words += len(m.Tag(text))
		}
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkRead reads the model that is built in.
func BenchmarkRead(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := decode(embedded); err != nil {
			b.Fatal(err)
		}
	}
}
