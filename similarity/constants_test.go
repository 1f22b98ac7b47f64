package similarity

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	gotoken "go/token"
	"go/types"
	"hash/fnv"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"
)

var constants = flag.String("constants", "", "measure what a change of a constant does, of all whose names match this regular expression; with -timeout 0, as all (.) take half an hour")

// TestConstants builds the search with each constant a fifth smaller and a quarter
// larger, and prints what this does to the data that they were tuned on: every twelfth
// pair of the PAN training corpus, of each kind, every third of the news texts, and
// made-up texts that fill in forms. The table of all is kept beside the golden files,
// for the constants' comments to speak of; -update writes it. A constant that changes
// nothing at all is one of cost, or is to go.
func TestConstants(t *testing.T) {
	if *constants == "" {
		t.Skip("only with -constants, as it builds and measures the search a hundred times")
	}
	if _, err := os.Stat(sharedData); err != nil {
		t.Skip("no labelled data beside the project")
	}
	sample := sampleTexts{pan: readPAN(t, 12), news: readNews(t, 3)}
	for seed := range uint64(8) {
		sample.forms = append(sample.forms, madeUpForms(seed))
	}
	dir := t.TempDir()
	input := filepath.Join(dir, "texts")
	if err := writeTexts(input, append([][]string{sample.pan.Texts, sample.news.Texts}, sample.forms...)); err != nil {
		t.Fatal(err)
	}
	chosen, err := regexp.Compile(*constants)
	if err != nil {
		t.Fatal(err)
	}
	if *update && *constants != "." {
		t.Fatal("-update writes the table of all constants: it takes -constants .")
	}
	type variant struct {
		tunedConstant
		with string
		got  measured
	}
	variants := []variant{{}}
	for _, c := range numericConstants(t) {
		if !chosen.MatchString(c.name) {
			continue
		}
		for _, with := range c.changed() {
			variants = append(variants, variant{tunedConstant: c, with: with})
		}
	}
	var g errgroup.Group
	g.SetLimit(runtime.NumCPU())
	for i := range variants {
		g.Go(func() error {
			v := &variants[i]
			results, err := searchWith(filepath.Join(dir, strconv.Itoa(i)), input, v.tunedConstant, v.with)
			if err == nil {
				v.got = sample.measure(results)
				fmt.Fprintf(os.Stderr, "%d of %d: %s = %s: %+v\n", i+1, len(variants), v.name, v.with, v.got)
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	var table bytes.Buffer
	fmt.Fprintf(&table, "%-15s %7s %7s | PAN: %-44s | news: %-34s | made-up forms\n", "", "", "", "false alarms, plagdet by kind and of all", "pairs, matches by kind, forms")
	fmt.Fprintf(&table, "%-15s %7s %7s | %6s %8s %7s %7s %7s %7s | %5s %8s %6s %8s %5s | %7s %7s\n",
		"constant", "is", "with", "alarms", "verbatim", "random", "transl.", "summary", "all", "pairs", "verbatim", "edited", "reworded", "forms", "matches", "forms")
	variants[0].got.print(&table, "", "", "", measured{})
	for _, v := range variants[1:] {
		v.got.print(&table, v.name, v.value.String(), v.with, variants[0].got)
	}
	fmt.Print(table.String())
	if *update {
		if err := os.WriteFile("testdata/constants.txt", table.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// sampleTexts is what is searched.
type sampleTexts struct {
	pan   panCorpus
	news  newsCorpus
	forms [][]string
}

func writeTexts(file string, lists [][]string) error {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(lists); err != nil {
		return err
	}
	return os.WriteFile(file, b.Bytes(), 0o644)
}

// measured is what a search finds in the sample.
type measured struct {
	FalseAlarms int
	Plagdet     [5]float64 // by kind, but for the one without reuse, and of all
	Pairs       int        // of news texts that share 20 words, found
	Kinds       [3]int     // matches of news texts: verbatim, edited, reworded
	Forms       int        // of them, of forms
	MadeUp      [2]int     // matches of made-up texts that fill in forms, and those of forms
	All         uint64     // a hash of all that was found
}

// measure measures the results of all searches.
func (s sampleTexts) measure(results []*Result) (m measured) {
	byKind, total := s.pan.score(results[0].Matches)
	m.FalseAlarms = byKind[0].given
	for i, score := range append(byKind[1:], total) {
		m.Plagdet[i], _, _, _ = score.measures()
	}
	m.Pairs, m.Forms = s.news.found(results[1].Matches), countForms(results[1])
	for _, match := range results[1].Matches {
		m.Kinds[slices.Index([]Kind{Verbatim, Edited, Reworded}, match.Kind)]++
	}
	for _, result := range results[2:] {
		m.MadeUp[0] += len(result.Matches)
		m.MadeUp[1] += countForms(result)
	}
	hash := fnv.New64a()
	for _, result := range results {
		fmt.Fprintln(hash, *result)
	}
	m.All = hash.Sum64()
	return m
}

func countForms(r *Result) (n int) {
	for _, match := range r.Matches {
		if match.Form > 0 {
			n++
		}
	}
	return n
}

// madeUpForms is texts that fill in two forms, of which one is copied with some of
// its words changed, and few that fill in another.
func madeUpForms(seed uint64) []string {
	rng := rand.New(rand.NewPCG(seed, 37))
	texts := formTextsOf(rng, [][]string{randomForm(rng), randomForm(rng)}, 60)
	copied := strings.Fields(texts[30])
	for range 6 {
		copied[rng.IntN(len(copied))] = fmt.Sprintf("Other%d", rng.IntN(90))
	}
	texts = append(texts, strings.Join(copied, " "))
	return append(texts, formTextsOf(rng, [][]string{randomForm(rng)}, 3+int(seed%5))...)
}

// print writes one line of the table: of what is as in base, a dot.
func (m measured) print(w io.Writer, name, is, with string, base measured) {
	fmt.Fprintf(w, "%-15s %7s %7s |", name, is, with)
	if m.All == base.All {
		fmt.Fprintln(w, " the same")
		return
	}
	column := func(width int, got, was string) {
		if got == was && base.All != 0 {
			got = "·"
		}
		fmt.Fprintf(w, " %*s", width, got)
	}
	number := func(width, got, was int) { column(width, strconv.Itoa(got), strconv.Itoa(was)) }
	number(6, m.FalseAlarms, base.FalseAlarms)
	for i, width := range []int{8, 7, 7, 7, 7} {
		column(width, fmt.Sprintf("%.4f", m.Plagdet[i]), fmt.Sprintf("%.4f", base.Plagdet[i]))
	}
	fmt.Fprint(w, " |")
	number(5, m.Pairs, base.Pairs)
	for i, width := range []int{8, 6, 8} {
		number(width, m.Kinds[i], base.Kinds[i])
	}
	number(5, m.Forms, base.Forms)
	fmt.Fprint(w, " |")
	number(7, m.MadeUp[0], base.MadeUp[0])
	number(7, m.MadeUp[1], base.MadeUp[1])
	fmt.Fprintln(w)
}

// searchProgram searches lists of texts, as they come.
const searchProgram = `package main

import (
	"context"
	"encoding/gob"
	"log"
	"os"

	"copydesk.dev/similarity"
)

func main() {
	var lists [][]string
	if err := gob.NewDecoder(os.Stdin).Decode(&lists); err != nil {
		log.Fatal(err)
	}
	var results []*similarity.Result
	for _, texts := range lists {
		result, err := similarity.Find(context.Background(), texts, similarity.Options{})
		if err != nil {
			log.Fatal(err)
		}
		results = append(results, result)
	}
	if err := gob.NewEncoder(os.Stdout).Encode(results); err != nil {
		log.Fatal(err)
	}
}
`

// searchWith builds the search in a folder of its own, with another number in the
// place of a constant, and searches the texts of a file. Without a number it is as
// it stands.
func searchWith(dir, input string, c tunedConstant, with string) ([]*Result, error) {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return nil, err
	}
	root, err := filepath.Abs("searchprogram")
	if err != nil {
		return nil, err
	}
	program, binary := filepath.Join(dir, "main.go"), filepath.Join(dir, "search")
	if err := os.WriteFile(program, []byte(searchProgram), 0o644); err != nil {
		return nil, err
	}
	replaced := map[string]string{filepath.Join(root, "main.go"): program}
	if with != "" {
		if err := c.replace(replaced, dir, with); err != nil {
			return nil, err
		}
	}
	list, err := json.Marshal(map[string]any{"Replace": replaced})
	if err != nil {
		return nil, err
	}
	overlay := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(overlay, list, 0o644); err != nil {
		return nil, err
	}
	defer os.Remove(binary)
	if out, err := exec.Command("go", "build", "-overlay", overlay, "-o", binary, "./searchprogram").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%s = %s: %w\n%s", c.name, with, err, out)
	}
	texts, err := os.Open(input)
	if err != nil {
		return nil, err
	}
	defer texts.Close()
	search := exec.Command(binary)
	search.Stdin, search.Stderr = texts, os.Stderr
	out, err := search.Output()
	if err != nil {
		return nil, fmt.Errorf("%s = %s: %w", c.name, with, err)
	}
	var results []*Result
	err = gob.NewDecoder(bytes.NewReader(out)).Decode(&results)
	return results, err
}

// tunedConstant is a number in the source.
type tunedConstant struct {
	name     string
	value    constant.Value
	source   string // file
	from, to int    // bytes of the file
}

// fixed are the constants that are no measure of anything.
var fixed = []string{
	"FingerprintVersion",                                         // a name
	"lastOfList", "shingleBase", "inOne", "firstRune", "unknown", // of encodings
	"share", "some", "handful", "smallTable", "longTable", "pairsInPart", "pairsInRound", "maxPairRounds", "maxCells", // of what is done at once
}

// numericConstants lists the constants of the search and of the comparison of
// sentences, and the default options, in the order of the files.
func numericConstants(t *testing.T) []tunedConstant {
	t.Helper()
	var list []tunedConstant
	for _, pattern := range []string{"*.go", "sentences/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if !strings.HasSuffix(file, "_test.go") {
				list = append(list, constantsIn(t, file)...)
			}
		}
	}
	return list
}

func constantsIn(t *testing.T, file string) []tunedConstant {
	t.Helper()
	positions := gotoken.NewFileSet()
	parsed, err := parser.ParseFile(positions, file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var list []tunedConstant
	add := func(name *ast.Ident, value ast.Expr) {
		result, err := types.Eval(positions, nil, gotoken.NoPos, types.ExprString(value))
		if err != nil || slices.Contains(fixed, name.Name) { // not a number, but a name or an iota
			return
		}
		if kind := result.Value.Kind(); kind == constant.Int || kind == constant.Float {
			list = append(list, tunedConstant{name.Name, result.Value, file, positions.Position(value.Pos()).Offset, positions.Position(value.End()).Offset})
		}
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GenDecl:
			if n.Tok != gotoken.CONST {
				return n.Tok != gotoken.IMPORT
			}
			for _, spec := range n.Specs {
				spec := spec.(*ast.ValueSpec)
				for i, value := range spec.Values {
					add(spec.Names[i], value)
				}
			}
		case *ast.FuncDecl:
			if n.Name.Name != "DefaultOptions" {
				return true
			}
			ast.Inspect(n, func(n ast.Node) bool {
				if pair, ok := n.(*ast.KeyValueExpr); ok {
					add(pair.Key.(*ast.Ident), pair.Value)
				}
				return true
			})
		}
		return true
	})
	return list
}

// changed is the constant times 0.8 and 1.25, as Go writes it.
func (c tunedConstant) changed() []string {
	value, _ := constant.Float64Val(c.value)
	if c.value.Kind() == constant.Float {
		return []string{fmt.Sprintf("%.4g", value*0.8), fmt.Sprintf("%.4g", value*1.25)}
	}
	return []string{fmt.Sprintf("%.0f", min(value-1, math.Round(value*0.8))), fmt.Sprintf("%.0f", max(value+1, math.Round(value*1.25)))}
}

// replace writes a file that has another number in the constant's place, and adds
// it to those that replace others.
func (c tunedConstant) replace(replaced map[string]string, dir, with string) error {
	source, err := os.ReadFile(c.source)
	if err != nil {
		return err
	}
	file := filepath.Join(dir, "changed.go")
	if err := os.WriteFile(file, slices.Concat(source[:c.from], []byte(with), source[c.to:]), 0o644); err != nil {
		return err
	}
	path, err := filepath.Abs(c.source)
	replaced[path] = file
	return err
}
