package reports

import (
	"fmt"
	"strings"

	"copydesk.dev/audit/record"
)

func ptr(v float64) *float64 { return &v }

// sampleChecks are the titles the samples need, in the stream's form.
func sampleChecks() []record.Check {
	var checks []record.Check
	for _, c := range []struct {
		id, name, title string
		severity        record.Severity
		sheet           record.Sheet
		about           record.About
	}{
		{"DUP001", "duplicate-article", "Duplicate article", record.High, record.SheetDuplicates, record.AboutArticle},
		{"DUP002", "reused-passage", "Reused passage", record.Medium, record.SheetDuplicates, ""},
		{"DUP003", "reworded-passage", "Reworded passage", record.Low, record.SheetDuplicates, ""},
		{"DUP006", "altered-quotation", "Altered quotation", record.High, record.SheetDuplicates, record.AboutQuotation},
		{"SRC001", "statistic-without-source", "Statistic without source", record.Medium, record.SheetClaims, ""},
		{"SRC002", "forecast-without-document", "Forecast without source document", record.High, record.SheetClaims, ""},
		{"SRC003", "vague-attribution", "Vague attribution", record.Medium, record.SheetClaims, ""},
		{"SRC005", "self-reported-anecdote", "Self-reported anecdote", record.Medium, record.SheetClaims, ""},
		{"SRC008", "unrecognised-name", "Unrecognised name", record.Medium, record.SheetNames, ""},
		{"SRC009", "superlative-without-source", "Superlative without source", record.Low, record.SheetClaims, ""},
	} {
		checks = append(checks, record.Check{
			ID: c.id, Name: c.name, Title: c.title, Severity: c.severity, Sheet: c.sheet, About: c.about,
			Rationale: "A reader who asks “who says so?” finds no answer in the article, and neither does the desk.",
			Fix:       "Name who counted, when, and in which document; best, link it.",
			Before:    "Sixty per cent of small firms have no backup.",
			After:     "Sixty per cent of small firms have no backup, the chamber of commerce found in March.",
		})
	}
	return checks
}

// sampleLog is a small, ordinary night.
func sampleLog() *record.Log {
	log := &record.Log{
		Run: record.Run{
			ID: "r-20261120-0300", Version: "0.1.0", Started: "2026-11-20T03:00:12Z",
			Config: map[string]any{
				"archive": "desk.db", "jobs": 4, "raw": false,
				"similarity": map[string]any{"min_words": 12, "kinds": []string{"verbatim", "edited", "reworded"}},
				"triage":     map[string]any{"hold_below": 40.5, "boilerplate": map[string]any{}},
			},
			Inputs: []string{"inbox", "wire"},
			Checks: sampleChecks(),
		},
		Articles: []record.Article{
			{
				ID: "a1", Source: "inbox/harbour.html", Role: "audited", Title: "Harbour bridge to close for two years from spring",
				Byline: []string{"Mara Lindqvist", "Tom Okafor"}, Outlet: "Coast Courier", Published: "2026-11-19T18:20:00+01:00",
				Language: "en", Words: 640, SHA256: strings.Repeat("a1", 32), Confidence: 0.93,
				Originality: ptr(71.4), OriginalityParts: &record.Parts{Formula: "100 × (640 words − 183 in unexcused matches) / 640"},
				Sourcing: ptr(34), SourcingParts: &record.Parts{Formula: "100 × (2 forecasts × 2 + 3 statistics × 1) / (5 × 5), weights 1.5 and 1"},
				Triage: "hold", TriageReason: "2 findings of high severity: a forecast without its document and an altered quotation",
				Removed: []record.Removed{{Text: "Sign up for our morning newsletter", Reason: "newsletter box"}, {Text: "Photo: Coast Courier archive", Reason: "caption or credit"}},
			},
			{
				ID: "a2", Source: "https://news.example/harbour-bridge?ref=\"front\"", Role: "audited", Title: "Two years of detours: what the bridge closure means",
				Byline: []string{"Staff"}, Outlet: "Evening Post", Published: "2026-11-20", Language: "en", Words: 512,
				SHA256: strings.Repeat("b2", 32), Confidence: 0.88, Originality: ptr(64), Sourcing: ptr(58.2),
				Triage: "query", TriageReason: "A reused passage of 41 words",
			},
			{
				ID: "a3", Source: "/srv/inbox/Hafen #3 100%.txt", Role: "audited", Title: "Die Hafenbrücke wird gesperrt", Outlet: "Küstenblatt",
				Language: "de", Words: 300, SHA256: strings.Repeat("c3", 32), Confidence: 0.41, Originality: ptr(100),
				NotAssessed: "claims are read in English only", Triage: "not assessed", TriageReason: "claims are read in English only",
			},
			{
				ID: "a4", Source: "inbox/library.md", Role: "audited", Title: "Library opens on Sundays again", Published: "in spring",
				Language: "en", Words: 220, SHA256: "short", Confidence: 1, Originality: ptr(100), Sourcing: ptr(92), Triage: "clear",
			},
			{
				ID: "ref1", Source: "wire/bridge.xml", Role: "reference", Title: "Wire: Harbour bridge", Language: "en", Words: 210, Confidence: 1,
			},
		},
		Matches: []record.Match{
			{
				Group: "g1", MatchKind: "edited", Context: "none", Score: 0.87, Words: 24,
				A: record.Passage{Article: "a2", Source: "https://news.example/harbour-bridge", Text: otherPassage},
				B: record.Passage{Article: "a1", Source: "inbox/harbour.html", Text: onePassage},
			},
			{
				Group: "g2", MatchKind: "verbatim", Context: "quotation", Score: 1, Words: 14, Reason: "both credit the words to the mayor",
				A: record.Passage{Article: "ref1", Source: "wire/bridge.xml", Text: "“Nobody wanted this, and everybody will feel it,” the mayor said on Thursday evening."},
				B: record.Passage{Article: "a1", Source: "inbox/harbour.html", Text: "“Nobody wanted this, and everybody will feel it,” the mayor said on Thursday evening."},
			},
		},
		Claims: []record.Claim{{
			Article: "a1", Start: 10, End: 90, CorroboratedBy: []string{"a2"}, DisputedBy: []string{"a4", "ref1"},
		}},
		Sources: []record.Source{
			{Name: "Northern Forecasts", SourceKind: "research firm", Claims: 3, Credibility: ptr(35), Parts: &record.Parts{Formula: "50 for a research firm − 15 for no document"}, Rating: "careful", Note: "ask for the report"},
			{Name: "Port authority", SourceKind: "official body", Domain: "port.example", Claims: 5, Linked: 2, Corroborated: 1, Credibility: ptr(82)},
			{Name: "Harbour users", SourceKind: "anonymous", Claims: 1},
		},
		Findings: sampleFindings(),
		Rejected: []record.Rejected{
			{Source: "inbox/scan.pdf", Reason: "no text in it: the pages are pictures"},
			{Source: "inbox/empty.html", Reason: "the file is empty"},
		},
		Summary: record.Summary{Finished: "2026-11-20T03:00:19Z", Articles: 4, Findings: 10},
	}
	return log
}

// secondLog is the same night with an archive that remembers earlier ones.
func secondLog() *record.Log {
	log := sampleLog()
	for i := range log.Findings {
		f := &log.Findings[i]
		f.FirstSeen = "2026-11-20"
		switch f.ID {
		case "f04": // known
			f.FirstSeen = "2026-11-18"
		case "f06": // decided
			f.FirstSeen, f.Reviewer, f.Decided, f.Note = "2026-11-17", "Ana", "2026-11-18", "the chronicle of 1911 says so"
		case "f07":
			f.Status, f.FirstSeen, f.Verdict, f.Reviewer, f.Decided = "known", "2026-11-18", record.Confirmed, "Bo", "2026-11-19"
		case "f08":
			f.Status, f.FirstSeen = "known", "2026-11-18"
		}
	}
	s := &log.Summary
	s.Since, s.New, s.Known, s.Decided = "2026-11-19T03:00:00Z", 6, 3, 1
	s.Resolved = []record.Resolved{{
		ID: "f90", Check: "SRC003", Severity: record.Medium, Source: "inbox/harbour.html",
		Text: "Observers expect the port to lose a third of its trade.", Verdict: record.Fixed, Reviewer: "Ana",
	}}
	good, poor := 92.5, 31.0
	s.Standings = []record.Standing{
		{Name: "Ines Marlow", Kind: "byline", Articles: 6, Originality: &good, Sourcing: &poor, Recent: 2, RecentOriginality: &good},
		{Name: "The Harbour Post", Kind: "outlet", Articles: 212, Originality: &good, Sourcing: &poor, Recent: 40, RecentOriginality: &good, RecentSourcing: &good},
	}
	s.Conflicts = []record.Conflict{{ID: "f08", Verdicts: []record.Verdict{
		{Finding: "f08", Verdict: record.Fixed, Reviewer: "Ana", Date: "2026-11-19", Note: "the haulier is named now"},
		{Finding: "f08", Verdict: record.NotAProblem, Reviewer: "Bo"},
	}}}
	s.Notices = []string{"The rule “wire agency copy” expired on 2026-11-01 and suppresses nothing; renew it or take it out."}
	for i := range 5 {
		s.History = append(s.History, record.Past{
			Started: fmt.Sprintf("2026-11-%dT03:00:00Z", 15+i), Articles: 4, Findings: 11 - i,
			BySeverity: map[string]int{"high": 4 - i/2, "medium": 6 - i, "low": 1 + i%2},
		})
	}
	return log
}

const (
	onePassage   = "The bridge will close in April for at least two years, and lorries will be sent over the northern ring road, the port said on Monday."
	otherPassage = "The bridge is to close in April for two years and lorries will be sent round by the northern ring road, the port authority said on Monday."
)

func sampleFindings() []record.Finding {
	finding := func(id, check string, severity record.Severity, article, text, trigger string) record.Finding {
		source := map[string]string{"a1": "inbox/harbour.html", "a2": "https://news.example/harbour-bridge", "a4": "inbox/library.md"}[article]
		return record.Finding{
			ID: id, Check: check, Severity: severity, Article: article, Source: source, Text: text, Trigger: trigger,
			Why: "Nobody is named who could be asked about it.", Fix: "Name who counted, when, and in which document; best, link it.",
			Status: "new", Count: 1,
		}
	}
	forecast := finding("f01", "SRC002", record.High, "a1", "Traffic on the ring road will double by 2028, Northern Forecasts expects.", "Northern Forecasts expects")
	forecast.Start, forecast.End = 10, 90
	forecast.ClaimKind, forecast.Attribution = "forecast", &record.Attribution{Name: "Northern Forecasts", SourceKind: "research firm", Cue: "expects", Level: 2}
	forecast.Before, forecast.After = "The council has not published a traffic study.", "Shopkeepers fear for the Christmas trade."
	altered := finding("f02", "DUP006", record.High, "a1", "“We will not raise the toll,” the harbour master said.", "We will not raise")
	altered.Other = &record.Passage{Article: "a2", Source: "https://news.example/harbour-bridge", Text: "“We do not plan to raise the toll,” the harbour master said."}
	altered.MatchKind, altered.Score = "edited", 0.79
	reused := finding("f03", "DUP002", record.Medium, "a1", onePassage, "")
	reused.Other = &record.Passage{Article: "a2", Source: "https://news.example/harbour-bridge", Text: otherPassage}
	reused.Group, reused.MatchKind, reused.Score, reused.Start = "g1", "edited", 0.87, 400
	vague := finding("f04", "SRC003", record.Medium, "a2", "Industry insiders see the closure as a bold bet, and experts say it will pay off.", "Industry insiders…experts say")
	vague.ClaimKind, vague.Status, vague.Count = "event", "known", 2
	vague.Attribution = &record.Attribution{Name: "Industry insiders", Cue: "see", Level: 1}
	name := finding("f05", "SRC008", record.Medium, "a2", "The detours were planned with a tool called RouteGPT7.", "RouteGPT7")
	name.Name, name.Nearest = "RouteGPT7", "RouteGPT"
	decided := finding("f06", "SRC009", record.Low, "a4", "It is the oldest reading room on the coast.", "the oldest")
	decided.Status, decided.Verdict = "decided", "Allowed here"
	statistic := finding("f07", "SRC001", record.Medium, "a1", "Some 38,000 vehicles cross the bridge each day, twice as many as in 1990.", "38,000 vehicles")
	statistic.ClaimKind, statistic.Start = "statistic", 200
	anecdote := finding("f08", "SRC005", record.Medium, "a2", "A haulier we advised has already moved half of its fleet.", "we advised")
	anecdote.ClaimKind = "anecdote"
	superlative := finding("f09", "SRC009", record.Low, "a1", "It is the longest closure in the city's history.", "the longest")
	reworded := finding("f10", "DUP003", record.Low, "a2", "This is the second time in under a year that the bridge has had to shut.", "")
	reworded.Other = &record.Passage{Article: "archived-7", Source: "archive/2026-03-02/bridge.html", Text: "The bridge closed for the second time within twelve months."}
	reworded.MatchKind, reworded.Score = "reworded", 0.61
	return []record.Finding{reworded, superlative, forecast, name, vague, altered, decided, reused, anecdote, statistic}
}

// hostile is text that breaks careless writers.
var hostile = map[string]string{
	"formula":  `=HYPERLINK("http://evil.example","click")`,
	"plus":     "+1+cmd|' /C calc'!A0",
	"at":       "@SUM(A1:A9)",
	"minus":    "-2+3",
	"control":  "bell\x07 escape\x1b[31m nul\x00 del\x7f",
	"xml":      `<script a="b">&amp; ]]> </script>`,
	"escaped":  "the cell says _x0041_ and _x005F_x0041_",
	"bidi":     "قال الوزير: \u202e12 % أكثر",
	"emoji":    "👩‍👩‍👧‍👦 flags 🇸🇪 and 𝒜",
	"invalid":  "caf\xe9 au lait",
	"breaks":   "one\r\ntwo\rthree\ttab",
	"noncharé": "a\ufffeb\uffffc",
}

// hostileLog has hostile text in every field a workbook shows.
func hostileLog() *record.Log {
	log := sampleLog()
	long := strings.Repeat("ein sehr langes Wort 𝒜 ", 2000)
	i := 0
	for _, key := range []string{"formula", "plus", "at", "minus", "control", "xml", "escaped", "bidi", "emoji", "invalid", "breaks", "noncharé"} {
		s := hostile[key]
		i++
		id := fmt.Sprintf("h%02d", i)
		log.Articles = append(log.Articles, record.Article{
			ID: id, Source: s, Role: "audited", Title: s, Byline: []string{s, s}, Outlet: s, Published: s, Language: s,
			Triage: "query", TriageReason: s, Removed: []record.Removed{{Text: s, Reason: s}}, SHA256: s, NotAssessed: s,
		})
		for _, check := range []string{"SRC001", "SRC008", "DUP002", s} {
			log.Findings = append(log.Findings, record.Finding{
				ID: id + check, Check: check, Severity: record.Severity(s), Article: id, Source: s, Text: s, Trigger: s,
				Why: s, Fix: s, Status: record.Status(s), Verdict: s, Before: s, After: s, Name: s, Nearest: s, Group: s, MatchKind: s,
				Attribution: &record.Attribution{Name: s, Level: 99}, Other: &record.Passage{Article: s, Source: s, Text: s + " more"},
			})
		}
		log.Sources = append(log.Sources, record.Source{Name: s, SourceKind: s, Domain: s, Rating: s, Note: s})
		log.Rejected = append(log.Rejected, record.Rejected{Source: s, Reason: s})
		log.Matches = append(log.Matches, record.Match{Group: s, Context: record.Context(s), MatchKind: s, A: record.Passage{Article: id, Text: s}, B: record.Passage{Article: s, Text: s}})
		log.Run.Config[s] = s
	}
	log.Findings = append(log.Findings,
		record.Finding{ID: "long", Check: "SRC001", Severity: record.High, Article: "a1", Text: long, Trigger: "sehr", Why: long, Before: long},
		record.Finding{ID: "longdup", Check: "DUP001", Severity: record.High, Article: "a1", Text: long, Other: &record.Passage{Article: "a2", Text: long + "Ende"}},
	)
	log.Articles[0].Title = "Say \"cheese\" " + long
	return log
}

// bigLog is a night with many findings, as alike and as different as real
// ones are.
func bigLog(findings int) *record.Log {
	log := sampleLog()
	log.Articles, log.Findings, log.Matches, log.Claims = nil, nil, nil, nil
	sample := sampleFindings()
	articles := max(1, findings/25)
	triage := []record.Triage{"hold", "query", "query", "clear"}
	for i := range articles {
		log.Articles = append(log.Articles, record.Article{
			ID: fmt.Sprintf("art-%06d", i), Source: fmt.Sprintf("inbox/desk-%d/article-%d.html", i%7, i), Role: "audited",
			Title: fmt.Sprintf("Story %d about the bridge, the port and the ring road", i), Outlet: "Coast Courier", Byline: []string{"Mara Lindqvist"},
			Published: "2026-11-19", Language: "en", Words: 300 + i%700, SHA256: strings.Repeat("d4", 32), Confidence: 0.9,
			Originality: ptr(float64(i * 37 % 101)), Sourcing: ptr(float64(i * 53 % 101)),
			OriginalityParts: &record.Parts{Formula: "100 × (640 words − 183 in unexcused matches) / 640"},
			Triage:           triage[i%4], TriageReason: "3 findings of high severity, the first a forecast without its document",
		})
	}
	for i := range findings {
		f := sample[i%len(sample)]
		f.ID = fmt.Sprintf("%s-%016x", strings.ToLower(f.Check), uint64(i)*2654435761)
		f.Article = fmt.Sprintf("art-%06d", i%articles)
		f.Start = i
		f.Text = fmt.Sprintf("%s That was so in %d of %d cases, as counted again last week.", f.Text, i%91, i)
		log.Findings = append(log.Findings, f)
	}
	return log
}
