package claims

// attempt is one way to answer a question about a text: it answers, or leaves the
// question to the attempts after it. What is decided by many rules is a table of
// them, the more particular first; their names are what a trace shows.
type attempt[Q, A any] struct {
	name string
	try  func(Q) (A, bool)
}

// first returns the first answer of a table, and the name of the attempt that gave
// it; "" if none did.
func first[Q, A any](table []attempt[Q, A], question Q) (answer A, name string) {
	for i := range table {
		if answer, ok := table[i].try(question); ok {
			return answer, table[i].name
		}
	}
	return answer, ""
}

// unless is an attempt that ends the search with nothing where the condition
// holds.
func unless[Q, A any](name string, condition func(Q) bool) attempt[Q, A] {
	return attempt[Q, A]{name, func(question Q) (nothing A, ok bool) { return nothing, condition(question) }}
}
