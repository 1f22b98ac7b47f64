package audit

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// plumbing are calls of the stages' packages that are no step of a run.
var plumbing = []string{"sourcing.Unrelated"}

// TestStagesDocumented holds the package comment's list of stages against what
// [Auditor.Run] and the stages call, in the order in which they call it.
func TestStagesDocumented(t *testing.T) {
	methods, comment := methodsOf(t, "Auditor")
	var stages []string
	steps := make(map[string][]string) // by stage
	for _, row := range regexp.MustCompile(`(?m)^\t(\w*) +(\w+\.\w+) .*→`).FindAllStringSubmatch(comment, -1) {
		if row[1] != "" {
			stages = append(stages, row[1])
		}
		stage := stages[len(stages)-1]
		steps[stage] = append(steps[stage], row[2])
	}
	var run []string
	for _, call := range callsIn(methods["Run"]) {
		if name, ok := strings.CutPrefix(call, "a."); ok && !ast.IsExported(name) && name != "newCourse" {
			run = append(run, name)
		}
	}
	if !slices.Equal(run, stages) {
		t.Fatalf("Run has the stages %q, its documentation %q", run, stages)
	}
	for _, stage := range stages {
		calls := callsIn(methods[stage])
		rest := calls
		for _, step := range steps[stage] {
			_, name, _ := strings.Cut(step, ".")
			i := slices.IndexFunc(rest, func(call string) bool { return call == step || strings.HasSuffix(call, "."+name) })
			if i < 0 {
				t.Errorf("%s does not call %s, or not in that order: %q", stage, step, calls)
				continue
			}
			rest = rest[i+1:]
		}
		for _, call := range calls {
			of, _, _ := strings.Cut(call, ".")
			stands := slices.Contains(steps[stage], call) || slices.Contains(plumbing, call)
			if slices.Contains([]string{"finding", "reuse", "review", "score", "similarity", "sourcing"}, of) && !stands {
				t.Errorf("%s calls %s, which its documentation does not have", stage, call)
			}
		}
	}
}

// methodsOf returns the methods of a type of this package by name, and the
// package comment.
func methodsOf(t *testing.T, receiver string) (methods map[string]*ast.FuncDecl, comment string) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	methods = make(map[string]*ast.FuncDecl)
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		comment += file.Doc.Text()
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Recv == nil {
				continue
			}
			if star, ok := f.Recv.List[0].Type.(*ast.StarExpr); ok && star.X.(*ast.Ident).Name == receiver {
				methods[f.Name.Name] = f
			}
		}
	}
	return methods, comment
}

// callsIn returns what a function calls by a name with a dot in it, as "of.Name",
// in the order in which the calls end: what an argument calls comes first. Of is
// "" where it is no single word.
func callsIn(f *ast.FuncDecl) (calls []string) {
	var within []ast.Node
	ast.Inspect(f, func(n ast.Node) bool {
		if n != nil {
			within = append(within, n)
			return true
		}
		left := within[len(within)-1]
		within = within[:len(within)-1]
		call, ok := left.(*ast.CallExpr)
		if !ok {
			return true
		}
		if s, ok := call.Fun.(*ast.SelectorExpr); ok {
			of := ""
			if x, ok := s.X.(*ast.Ident); ok {
				of = x.Name
			}
			calls = append(calls, of+"."+s.Sel.Name)
		}
		return true
	})
	return calls
}
