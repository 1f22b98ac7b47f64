package article

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed bylines.yaml
var bylinesFile []byte

// bylineWords is bylines.yaml, where the fields are explained, folded.
type bylineWords struct{ accounts, whole, endings map[string]bool }

var bylines = sync.OnceValue(func() bylineWords {
	var file struct {
		Accounts []string
		Whole    [][]string
		Ending   []string
	}
	if err := yaml.Unmarshal(bylinesFile, &file); err != nil {
		panic(fmt.Sprintf("article: bylines.yaml: %v", err)) // a test reads it
	}
	set := func(lists ...[]string) map[string]bool {
		m := map[string]bool{}
		for _, list := range lists {
			for _, phrase := range list {
				m[folded(phrase)] = true
			}
		}
		return m
	}
	return bylineWords{set(file.Accounts), set(file.Whole...), set(file.Ending)}
})

// IsGenericByline reports whether a byline is nobody's name: "Staff", "Post
// Newsroom", "Die Redaktion". Two articles with the same one need not be by the
// same author. Agencies are no generic bylines.
func IsGenericByline(name string) bool {
	name = folded(name)
	if isAccount(name) || bylines().whole[name] {
		return true
	}
	for ending := name; ; {
		if bylines().endings[ending] {
			return true
		}
		i := strings.IndexAny(ending, " -")
		if i < 0 {
			return false
		}
		ending = ending[i+1:]
	}
}

// namesSomebody reports whether a byline has a name that is somebody's.
func namesSomebody(byline []string) bool {
	return slices.ContainsFunc(byline, func(name string) bool { return !IsGenericByline(name) })
}

// isAccount reports whether a name is what a system calls somebody who has no
// name there.
func isAccount(name string) bool { return bylines().accounts[folded(name)] }

// tidyByline drops from a byline what is no author: accounts, and beside an
// author's name the outlet, its address, its staff and the author's job.
func tidyByline(names []string, outlet string) []string {
	names = slices.DeleteFunc(slices.Clone(names), isAccount)
	beside := func(name string) bool {
		return jobTitle.MatchString(name) || domain.MatchString(name) || carrier.MatchString(name) || IsGenericByline(name) ||
			outlet != "" && strings.HasPrefix(folded(name), folded(outlet))
	}
	if slices.ContainsFunc(names, func(name string) bool { return !beside(name) }) {
		names = slices.DeleteFunc(names, beside)
	}
	return names
}
