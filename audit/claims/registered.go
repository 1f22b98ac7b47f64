package claims

// SourceKind returns the kind that the register gives a source of this name,
// such as "agency", or "" when it doesn't know the name.
func (a *Assessor) SourceKind(name string) string {
	if e := a.lexicon.register.named(name); e != nil {
		return e.kind
	}
	return ""
}
