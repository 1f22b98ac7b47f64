// Package grammar reads the grammar of English sentences: words and marks with
// their parts of speech, base forms, heads and relations, after Universal
// Dependencies (Nivre and others 2016, 2020) as the English Web Treebank has them.
//
//	for i, t := range grammar.Default().Parse("Sales rose by a third, the firm said.") { … }
//
// A sentence is cut (tokenize.go), tagged by an averaged perceptron from left to
// right (Collins 2002), given base forms by rules and exceptions, and parsed by a
// greedy arc-hybrid parser (Kuhlmann, Gómez-Rodríguez and Satta 2011) that was
// trained with a dynamic oracle (Goldberg and Nivre 2013) on features after Zhang
// and Nivre (2011). All of it takes time in proportion to the sentence's length,
// is the same on every machine, and takes any bytes for a sentence.
//
// The model, model.bin, was learned by the command in train from UD English-EWT,
// with WordNet's words as a dictionary, and is under the treebank's licence, CC BY-SA
// 4.0: MODEL-LICENSE beside it has that and whom to credit, model.pedigree the
// command, what it was given and the figures.
package grammar
