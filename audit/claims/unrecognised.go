package claims

import (
	"fmt"

	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/names"
	"copydesk.dev/audit/claims/segment"
)

// names finds the names of products in sentence i that are in no list and not
// explained in the article.
func (r *reader) names(i int) []Problem {
	s := &r.sentences[i]
	var found []Problem
	for _, k := range s.products {
		if k > 0 && s.Surface(k-1) == "/" { // part of an address
			continue
		}
		name := s.Surface(k)
		key, numbered := names.Key(name), names.ProductShaped(name)
		if s.Lexicon.Names.Knows(key) || r.explained[name] {
			continue
		}
		if numbered && s.Regarding(0, len(s.Tokens), lang.Market) {
			continue // an exchange's code for a contract
		}
		near, edits := r.nearest(key, numbered)
		if numbered || near != "" {
			found = append(found, *s.unknownName(k, near, edits))
		}
	}
	return found
}

// shapedLikeProduct reports whether token k, a word of no list, looks like the name
// of a product.
func (s *sentence) shapedLikeProduct(k int) bool {
	t := &s.Tokens[k]
	if t.Kind != segment.Word || t.Word != lang.Unknown || names.Plain(s.Surface(k)) {
		return false
	}
	return names.ProductShaped(s.Surface(k)) || names.CamelCase(s.Surface(k))
}

// unknownName is what is to be said of the name at token k, to which a known one is
// near, or "".
func (s *sentence) unknownName(k int, near string, edits int) *Problem {
	name := s.Surface(k)
	p := s.problem(checkName, medium, k, k+1, fmt.Sprintf("%s is in no list of names and the article doesn't say what it is.", name), "")
	p.Name = name
	if near == "" {
		return p
	}
	p.Nearest = near
	p.Why = fmt.Sprintf("%s is in no list of names, and near to %s, which is.", name, near)
	p.Fix = fmt.Sprintf("If %s is meant, correct it; otherwise say in half a sentence what %s is.", near, name)
	if edits == 1 {
		p.Severity = high
	}
	return p
}

// nearest is the list's nearest, asked once a name.
func (r *reader) nearest(key string, numbered bool) (name string, edits int) {
	n, ok := r.neighbours[key]
	if !ok {
		if numbered {
			n.name, n.edits = r.lexicon.Names.Nearest(key)
		} else {
			n.name, n.edits = r.lexicon.Names.NearestMixed(key), 1
		}
		r.neighbours[key] = n
	}
	return n.name, n.edits
}

// neighbour is the known name nearest to an unknown one.
type neighbour struct {
	name  string
	edits int
}

// findProducts returns the words that look like names of products.
func (s *sentence) findProducts() []int {
	var found []int
	for k := range s.Tokens {
		if s.shapedLikeProduct(k) {
			found = append(found, k)
		}
	}
	return found
}

// glosses returns the product-shaped names that a sentence explains: "X, a …",
// "X (…)", "(X)", "X is a …", "called X".
func (s *sentence) glosses() []string {
	var names []string
	for _, k := range s.products {
		if s.Tokens[k].Capital && s.explains(k) {
			names = append(names, s.Surface(k))
		}
	}
	return names
}

// explains reports whether the words around token k say what it names.
func (s *sentence) explains(k int) bool {
	if k > 0 {
		switch s.Surface(k - 1) {
		case "(", "@", "#":
			return true
		}
		if t := &s.Tokens[k-1]; t.Is(lang.Participle|lang.Terming) && !t.Is(lang.Definite|lang.Indefinite|lang.Preposition|lang.Clause) {
			return true
		}
	}
	if k+1 < len(s.Tokens) && s.Surface(k+1) == "(" {
		return true
	}
	return k+2 < len(s.Tokens) && (s.Surface(k+1) == "," || s.Tokens[k+1].Is(lang.Be)) && s.Tokens[k+2].Is(lang.Article)
}
