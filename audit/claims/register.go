package claims

import (
	"net/url"
	"strings"

	"copydesk.dev/audit/claims/segment"
)

// Kinds of source that are not in the register but come from how a sentence
// speaks of them.
const (
	sourcePerson    = "person"
	sourceBody      = "organisation"
	sourceDocument  = "document"
	sourceVague     = "vague"
	sourceAnonymous = "anonymous"
	sourceSelf      = "self"
	sourceResearch  = "research firm"
	sourceOutlet    = "outlet"
	sourceAgency    = "agency"
	sourceAcademic  = "academic"

	sourceCompany     = "company"
	sourceGovernment  = "government"
	sourceInstitution = "institution"
)

// source is one entry of the register.
type source struct {
	name, kind    string
	domain        string // the first of its domains, or ""
	needsDocument bool   // its name alone is no source for a forecast
}

// register finds sources by name and by domain.
type register struct {
	byName   map[string]*source // folded, without "the"
	byDomain map[string]*source
}

func newRegister(kinds []registerKind) *register {
	r := &register{byName: map[string]*source{}, byDomain: map[string]*source{}}
	for _, k := range kinds {
		for _, s := range k.Sources {
			e := &source{name: s.Name, kind: k.Kind, needsDocument: k.NeedsDocument}
			if len(s.Domains) > 0 {
				e.domain = s.Domains[0]
			}
			for _, name := range append([]string{s.Name}, s.Aliases...) {
				r.byName[strings.TrimPrefix(segment.Normal(name), "the ")] = e
			}
			for _, d := range s.Domains {
				r.byDomain[d] = e
			}
		}
	}
	return r
}

// named returns the entry for a name, with or without its article, or nil.
func (r *register) named(name string) *source {
	return r.byName[strings.TrimPrefix(segment.Normal(name), "the ")]
}

// linked returns the entry whose domain, or whose subdomain, the link leads
// to, or nil.
func (r *register) linked(href string) *source {
	u, err := url.Parse(href)
	if err != nil {
		return nil
	}
	for host := strings.ToLower(u.Hostname()); host != ""; {
		if e := r.byDomain[host]; e != nil {
			return e
		}
		_, rest, ok := strings.Cut(host, ".")
		if !ok {
			return nil
		}
		host = rest
	}
	return nil
}
