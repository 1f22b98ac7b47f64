package similarity

import (
	"bytes"
	"context"
	"encoding/gob"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/constant"
	"go/format"
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
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	constants  = flag.Bool("constants", false, "measure what a change of each constant does; with -timeout 0, as it takes half an hour")
	sampleFile = flag.String("sample", "", "measure the sample in this file; set by TestConstants")
)

// TestConstants builds the search with each constant a fifth smaller and a quarter
// larger, and prints what this does to the data that they were tuned on: every sixth
// pair of the PAN training corpus, of each kind, the news texts, and made-up texts
// that fill in forms. The table is kept beside the golden files, for the constants'
// comments to speak of; -update writes it. A constant that changes nothing at all
// is one of cost, or is to go.
func TestConstants(t *testing.T) {
	if !*constants {
		t.Skip("only with -constants, as it builds and measures the search a hundred times")
	}
	if _, err := os.Stat(sharedData); err != nil {
		t.Skip("no labelled data beside the project")
	}
	dir := t.TempDir()
	sample := filepath.Join(dir, "sample")
	writeSample(t, sample)
	base := measureWith(t, dir, sample, nil)
	var written bytes.Buffer
	table := io.MultiWriter(os.Stdout, &written)
	fmt.Fprintf(table, "%-15s %7s %7s | PAN: %-44s | news: %-34s | made-up forms\n", "", "", "", "false alarms, plagdet by kind and of all", "pairs of 974, matches by kind, forms")
	fmt.Fprintf(table, "%-15s %7s %7s | %6s %8s %7s %7s %7s %7s | %5s %8s %6s %8s %5s | %7s %7s\n",
		"constant", "is", "with", "alarms", "verbatim", "random", "transl.", "summary", "all", "pairs", "verbatim", "edited", "reworded", "forms", "matches", "forms")
	base.print(table, "", "", "", measured{})
	for _, c := range numericConstants(t) {
		for _, with := range c.changed() {
			got := measureWith(t, dir, sample, c.file(t, with))
			got.print(table, c.name, c.value.String(), with, base)
		}
	}
	if *update {
		if err := os.WriteFile("testdata/constants.txt", written.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// sampleTexts is what is measured.
type sampleTexts struct {
	PAN  panCorpus
	News newsCorpus
}

func writeSample(t *testing.T, file string) {
	t.Helper()
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(sampleTexts{readPAN(t, 6), readNews(t, 1)}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
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

// marker stands before what TestConstantsSample prints.
const marker = "measured: "

// TestConstantsSample is what TestConstants runs in each build.
func TestConstantsSample(t *testing.T) {
	if *sampleFile == "" {
		t.Skip("a part of TestConstants")
	}
	data, err := os.ReadFile(*sampleFile)
	if err != nil {
		t.Fatal(err)
	}
	var sample sampleTexts
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&sample); err != nil {
		t.Fatal(err)
	}
	var m measured
	hash := fnv.New64a()
	result, err := Find(context.Background(), sample.PAN.Texts, Options{})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(hash, result)
	byKind, total := sample.PAN.score(result.Matches)
	m.FalseAlarms = byKind[0].given
	for i, score := range append(byKind[1:], total) {
		m.Plagdet[i], _, _, _ = score.measures()
	}
	if result, err = Find(context.Background(), sample.News.Texts, Options{}); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(hash, result)
	m.Pairs, m.Forms = sample.News.found(result.Matches), countForms(result)
	for _, match := range result.Matches {
		m.Kinds[slices.Index([]Kind{Verbatim, Edited, Reworded}, match.Kind)]++
	}
	for seed := range uint64(20) {
		result = find(t, madeUpForms(seed)...)
		fmt.Fprintln(hash, result)
		m.MadeUp[0] += len(result.Matches)
		m.MadeUp[1] += countForms(result)
	}
	m.All = hash.Sum64()
	line, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(marker + string(line))
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

// measureWith builds the search with some files in the place of others, by their
// paths, and measures it.
func measureWith(t *testing.T, dir, sample string, files map[string]string) measured {
	t.Helper()
	list, err := json.Marshal(map[string]any{"Replace": files})
	if err != nil {
		t.Fatal(err)
	}
	overlay, binary := filepath.Join(dir, "overlay.json"), filepath.Join(dir, "measure")
	if err := os.WriteFile(overlay, list, 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "test", "-c", "-overlay", overlay, "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", files, err, out)
	}
	out, err := exec.Command(binary, "-test.run", "^TestConstantsSample$", "-sample", sample).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", files, err, out)
	}
	_, line, _ := strings.Cut(string(out), marker)
	line, _, _ = strings.Cut(line, "\n")
	var m measured
	if err := json.Unmarshal([]byte(line), &m); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	return m
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

// file returns the path of a file that has another number in the constant's place,
// by the path of the one that it replaces.
func (c tunedConstant) file(t *testing.T, with string) map[string]string {
	t.Helper()
	source, err := os.ReadFile(c.source)
	if err != nil {
		t.Fatal(err)
	}
	changed, err := format.Source(slices.Concat(source[:c.from], []byte(with), source[c.to:]))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "changed.go")
	if err := os.WriteFile(file, changed, 0o644); err != nil {
		t.Fatal(err)
	}
	path, err := filepath.Abs(c.source)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{path: file}
}
