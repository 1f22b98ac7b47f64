package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"copydesk.dev/audit/claims/lexis"
)

// choice is what classes.yaml says of a class.
type choice struct {
	Times  int      `yaml:"times"`  // how often its senses count; 1 where nothing is said
	Of     []string `yaml:"of"`     // classes all of whose members belong
	Roots  []string `yaml:"roots"`  // synsets that belong, with all below them
	Only   []string `yaml:"only"`   // synsets that belong by themselves
	Except []string `yaml:"except"` // synsets that don't, with all below them, unless "only" or "of" brings them in
}

// membership is what the classes of sourcing make of a synset.
type membership struct {
	classes []lexis.Class
	times   int // the largest of its classes'
}

// parseChoice reads classes.yaml and finds the members of each class.
func parseChoice(data []byte, d *dict) (map[synsetID]membership, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	var choices map[string]choice
	if err := decoder.Decode(&choices); err != nil {
		return nil, err
	}
	trees := map[string]map[synsetID]bool{}
	for _, name := range slices.Sorted(maps.Keys(choices)) {
		c := choices[name]
		if k, ok := lexis.ParseClass(name); !ok || k.Divides() || k == lexis.Name {
			return nil, fmt.Errorf("%s: there is no such class of sourcing in class.go", name)
		}
		tree, err := d.members(c)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		trees[name] = tree
	}
	all := map[synsetID]membership{}
	for _, k := range lexis.Classes() { // in order, so that a synset's classes are
		c, ok := choices[k.String()]
		if !ok {
			continue
		}
		tree := trees[k.String()]
		for _, part := range c.Of {
			if len(choices[part].Of) > 0 || trees[part] == nil {
				return nil, fmt.Errorf("%s: %s is no class of synsets", k, part)
			}
			for id := range trees[part] {
				tree[id] = true
			}
		}
		for id := range tree {
			m := all[id]
			m.classes = append(m.classes, k)
			m.times = max(m.times, c.Times, 1)
			all[id] = m
		}
	}
	return all, nil
}

// members are the synsets of a class, but for those of other classes.
func (d *dict) members(c choice) (map[synsetID]bool, error) {
	in, out, only := map[synsetID]bool{}, map[synsetID]bool{}, map[synsetID]bool{}
	var errs []error
	gather := func(names []string, into map[synsetID]bool, below bool) {
		for _, name := range names {
			id, err := d.find(name)
			if err != nil {
				errs = append(errs, err)
				continue
			}
			d.gather(id, into, below)
		}
	}
	gather(c.Roots, in, true)
	gather(c.Except, out, true)
	gather(c.Only, only, false)
	for id := range out {
		delete(in, id)
	}
	for id := range only {
		in[id] = true
	}
	return in, errors.Join(errs...)
}

// gather puts a synset into a set and, if asked, all below it.
func (d *dict) gather(id synsetID, into map[synsetID]bool, below bool) {
	if into[id] {
		return
	}
	into[id] = true
	if !below {
		return
	}
	for _, lower := range d.synsets[id].below {
		// Adjectives that are similar to one are so on both sides: one step is
		// all there is to go.
		d.gather(lower, into, id.part != lexis.PartAdjective)
	}
}

// partLetters are the letters that synsets' names have for parts of speech.
var partLetters = map[string]lexis.Part{
	"n": lexis.PartNoun, "v": lexis.PartVerb, "a": lexis.PartAdjective, "r": lexis.PartAdverb,
}

// find gives the synset of a name such as "expert.n.01": the first sense of the
// noun expert. Words of a lemma are joined by underscores.
func (d *dict) find(name string) (synsetID, error) {
	before, number := cutLast(name)
	lemma, letter := cutLast(before)
	part, ok := partLetters[letter]
	rank, err := strconv.Atoi(number)
	if !ok || err != nil {
		return synsetID{}, fmt.Errorf("%q is no name like expert.n.01", name)
	}
	for _, s := range d.senses[word{part, strings.ReplaceAll(lemma, "_", " ")}] {
		if s.rank == rank {
			return s.synset, nil
		}
	}
	return synsetID{}, fmt.Errorf("WordNet has no sense %q", name)
}

// cutLast cuts a name at its last point.
func cutLast(name string) (before, after string) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return name, ""
	}
	return name[:i], name[i+1:]
}
