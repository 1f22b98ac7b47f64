package record

// Sentence is what an inspection says of one sentence.
type Sentence struct {
	Start       int                 `json:"start"` // byte offsets into the cleaned text, [start, end)
	End         int                 `json:"end"`
	Text        string              `json:"text"`
	ClaimKind   *string             `json:"claim_kind"`
	Due         string              `json:"due,omitempty"` // of a forecast: "2027", "2025-Q4", "2026-03"
	Attribution *Attribution        `json:"attribution"`
	Weasel      []string            `json:"weasel"`
	Figures     []SentenceFigure    `json:"figures"`
	Quotations  []SentenceQuotation `json:"quotations"`
	Findings    []SentenceFinding   `json:"findings"`
	Trace       []Step              `json:"trace,omitempty"` // which rules decided, if that was asked for
}

// Step is one decision in the reading of a sentence, and the rule that took it.
type Step struct {
	About  string `json:"about"`  // "source phrase", "source", "claim", or the name of a check
	Rule   string `json:"rule"`   // the attempts that decided, the outermost first: "a verb of saying: right before the verb: a name"
	Words  string `json:"words"`  // the words it saw; "": the whole sentence
	Result string `json:"result"` // the source, the kind of claim, "found", or why not
}

// SentenceFigure is a number of a sentence and what it measures.
type SentenceFigure struct {
	Start  int     `json:"start"`
	End    int     `json:"end"`
	Text   string  `json:"text"`
	Value  float64 `json:"value"`
	Unit   string  `json:"unit"`   // "%", "$", the stem of "days"; "": a count
	What   string  `json:"what"`   // the words that say what it measures; "": none were found
	Period string  `json:"period"` // the years, quarters and months the sentence names
	Approx bool    `json:"approximate"`
}

// SentenceQuotation is what stands in quotation marks in a sentence.
type SentenceQuotation struct {
	Start   int    `json:"start"` // inside the marks
	End     int    `json:"end"`
	Text    string `json:"text"`
	Speaker string `json:"speaker"` // "": nobody is named
}

// SentenceFinding is a finding about one sentence.
type SentenceFinding struct {
	Check    string   `json:"check"`
	Title    string   `json:"title"`
	Severity Severity `json:"severity"`
	Trigger  string   `json:"trigger"`
	Why      string   `json:"why"`
	Fix      string   `json:"fix"`
	Name     string   `json:"name,omitempty"` // of an unrecognised name
	Nearest  string   `json:"nearest,omitempty"`
	Other    *Passage `json:"other,omitempty"` // what it is compared with
}
