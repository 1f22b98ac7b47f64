package claims

import (
	"fmt"
	"strings"

	"copydesk.dev/audit/claims/segment"
)

// Step is one decision in the reading of a sentence, and the rule that took it.
type Step struct {
	About  string `json:"about"`  // "source phrase", "source", "claim", or the name of a check
	Rule   string `json:"rule"`   // the attempts that decided, the outermost first: "a verb of saying: right before the verb: a name"
	Words  string `json:"words"`  // the words it saw; "": the whole sentence
	Result string `json:"result"` // the source, the kind of claim, "found", or why not
}

// trace says how sentence i was read, which came to be out: who was looked for as
// its source, who speaks in it, what it claims, and which rules found or excused a
// fault.
func (r *reader) trace(i int, out *Sentence) []Step {
	steps := r.sentences[i].tracePhrases()
	if out.Attribution != nil {
		steps = append(steps, r.traceSource(i, out))
	}
	if kind, rule := r.kind(i, out); kind != KindNone {
		steps = append(steps, Step{About: "claim", Rule: rule, Result: string(kind)})
	}
	if r.sentences[i].heading {
		return steps
	}
	return append(steps, r.traceFindings(i, out)...)
}

// tracePhrases says of every cue whose words it ties to the sentence, and why a
// verb of saying has no source.
func (s *sentence) tracePhrases() (steps []Step) {
	for k := range s.attributions {
		a := s.attributions[k]
		result := a.name
		if a.reference == refNone {
			result = "nobody"
		}
		steps = append(steps, Step{"source phrase", joinRules(a.rule, a.sourcePhrase.rule), s.Words(min(a.from, a.at), max(a.to, a.at+1)), result})
	}
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if t.Kind != segment.Word || t.Capital || t.Quoted || !t.Is(verbClasses) {
			continue
		}
		if m, rule := s.subject(k); m.reference == refNone {
			if m.rule == "" && m.to > 0 {
				m.rule = "no word for a source"
			}
			steps = append(steps, Step{"source phrase", joinRules(rule, m.rule), s.Surface(k), "nobody"})
		}
	}
	return steps
}

// traceSource says why the sentence has the source it has.
func (r *reader) traceSource(i int, out *Sentence) Step {
	a, v := out.Attribution, r.effective[i]
	step := Step{About: "source", Words: a.Cue, Result: fmt.Sprintf("%s, level %d", a.Name, a.Level)}
	if a.Name == "" {
		step.Result = fmt.Sprintf("unnamed, level %d", a.Level)
	}
	switch own := r.own[i]; {
	case !r.hasSource(i, out):
		_, step.Rule = r.sentences[i].attitudeSource(out.Kind == KindNone && len(out.Problems) == 0)
	case v != own:
		step.Rule = v.carriedBy
	case v.link != "":
		step.Rule = "a link"
	case len(r.sentences[i].attributions) > 1:
		step.Rule = "the one that tells most of several"
	default:
		step.Rule = joinRules(v.rule, v.sourcePhrase.rule)
	}
	return step
}

// traceFindings says which rules found a fault in the sentence, and which would have
// but for an excuse. None is asked behind the first that finds one.
func (r *reader) traceFindings(i int, out *Sentence) (steps []Step) {
	for _, x := range gravity {
		step, ok := x.trace(r.judge(i))
		if !ok {
			continue
		}
		if steps = append(steps, step); step.Result == resultFound {
			break
		}
	}
	for _, p := range out.Problems {
		if rule := otherRules[p.Check]; rule != "" {
			steps = append(steps, Step{p.Check, rule, p.Trigger, resultFound})
		}
	}
	return steps
}

const resultFound = "found"

// otherRules are the checks that are no question of a sentence's source.
var otherRules = map[string]string{
	checkInconsistent: "words of one article that can't both be so",
	checkPastDue:      "a look ahead to a day that has passed",
	checkName:         "a product's name that no list has and nobody explains",
}

// trace says what a rule decides of a sentence; ok is false if it sees nothing in it.
func (x *rule) trace(j judged) (step Step, ok bool) {
	excuse := ""
	for _, a := range x.attempts {
		var p *Problem
		var answered bool
		if a.ends != nil {
			answered = a.ends(j)
		} else {
			p, answered = a.try(j)
		}
		switch {
		case !answered:
		case p == nil && a.name == "":
			return step, false
		case p == nil && excuse == "":
			excuse = a.name
		case p != nil && excuse != "":
			return Step{x.check, a.name, p.Trigger, "excused: " + excuse}, true
		case p != nil:
			return Step{x.check, a.name, p.Trigger, resultFound}, true
		}
	}
	return step, false
}

// joinRules joins the names of attempts of which one hands on to the next.
func joinRules(names ...string) string {
	return strings.Trim(strings.Join(names, ": "), ": ")
}
