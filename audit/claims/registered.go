package claims

import "slices"

// SourceKind returns the kind that the register gives a source of this name,
// such as "agency", or "" when it doesn't know the name.
func (a *Assessor) SourceKind(name string) string {
	if e := a.lexicon.register.named(name); e != nil {
		return e.kind
	}
	return ""
}

// SourceNames returns all names, folded and sorted, that the register has for
// the source of this name: "ap" and "associated press" are one.
func (a *Assessor) SourceNames(name string) []string {
	e := a.lexicon.register.named(name)
	if e == nil {
		return nil
	}
	var names []string
	for other, source := range a.lexicon.register.byName {
		if source == e {
			names = append(names, other)
		}
	}
	slices.Sort(names)
	return names
}

// SourceDomain returns the domain at which the register knows a source of this
// name, such as "reuters.com", or "".
func (a *Assessor) SourceDomain(name string) string {
	if e := a.lexicon.register.named(name); e != nil {
		return e.domain
	}
	return ""
}
