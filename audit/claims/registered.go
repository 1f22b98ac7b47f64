package claims

import (
	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/register"
)

// register is the register of sources, with what extensions add to it.
func (a *Assessor) register() *register.Register { return a.lexicons[lang.Default].Register }

// SourceKind returns the kind that the register gives a source of this name,
// such as "agency", or "" when it doesn't know the name.
func (a *Assessor) SourceKind(name string) string {
	if e := a.register().Named(name); e != nil {
		return e.Kind
	}
	return ""
}

// SourceNames returns all names, folded and sorted, that the register has for
// the source of this name: "ap" and "associated press" are one.
func (a *Assessor) SourceNames(name string) []string {
	e := a.register().Named(name)
	if e == nil {
		return nil
	}
	return a.register().NamesOf(e)
}

// SourceDomain returns the domain at which the register knows a source of this
// name, such as "reuters.com", or "".
func (a *Assessor) SourceDomain(name string) string {
	if e := a.register().Named(name); e != nil {
		return e.Domain
	}
	return ""
}
