package claims

// attempt is one way to answer a question about a text: it answers, or leaves the
// question to the attempts after it. What is decided by many rules is a table of
// them, the more particular first; their names are what a trace shows.
type attempt[Q, A any] struct {
	name string
	try  func(Q) (A, bool)

	// ends is instead of try where holding ends the search with nothing. Most
	// attempts are such, and most answers large: none is made to be thrown away.
	ends func(Q) bool
}

// first returns the first answer of a table, and the name of the attempt that gave
// it; "" if none did.
func first[Q, A any](table []attempt[Q, A], question Q) (answer A, name string) {
	for i := range table {
		a := &table[i]
		if a.ends != nil {
			if a.ends(question) {
				return answer, a.name
			}
		} else if answer, ok := a.try(question); ok {
			return answer, a.name
		}
	}
	return answer, ""
}

// unless is an attempt that ends the search with nothing where the condition
// holds.
func unless[Q, A any](name string, condition func(Q) bool) attempt[Q, A] {
	return attempt[Q, A]{name: name, ends: condition}
}
