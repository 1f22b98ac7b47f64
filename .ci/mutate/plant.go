package main

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"strings"
)

//go:embed helpers.go.txt
var helperSource string

// plantPackage rewrites a package's files in place. The sites it returns are
// numbered as in the files; those that are broken don't stand there.
func plantPackage(root, pkg string) ([]site, error) {
	p, err := loadPackage(root, pkg)
	if err != nil {
		return nil, err
	}
	if err := p.leaveOutBroken(); err != nil {
		return nil, err
	}
	for i, planter := range p.planters {
		if err := os.WriteFile(p.paths[i], planter.planted(), 0o644); err != nil {
			return nil, err
		}
	}
	return p.sites, os.WriteFile(filepath.Join(p.dir, helperFile), []byte(p.helper()), 0o644)
}

const helperFile = "mutant_helpers.go"

// A plantation is a package with the sites that were found in it.
type plantation struct {
	importPath, name, dir string
	importer              types.Importer
	paths                 []string // of its files
	files                 []*ast.File
	planters              []*planter // one for each file
	sites                 []site
}

func loadPackage(root, pkg string) (*plantation, error) {
	helper, err := parser.ParseFile(token.NewFileSet(), helperFile, helperSource, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	args := []string{"list", "-deps", "-export", "-json=ImportPath,Export,Dir,GoFiles"}
	for _, spec := range helper.Imports {
		args = append(args, strings.Trim(spec.Path.Value, `"`))
	}
	list, err := output(root, "go", append(args, pkg)...)
	if err != nil {
		return nil, err
	}
	type listed struct {
		ImportPath, Export, Dir string
		GoFiles                 []string
	}
	exports := map[string]string{}
	var target listed // the last one listed
	for dec := json.NewDecoder(strings.NewReader(list)); dec.More(); {
		target = listed{}
		if err := dec.Decode(&target); err != nil {
			return nil, err
		}
		exports[target.ImportPath] = target.Export
	}
	fset := token.NewFileSet()
	p := &plantation{importPath: target.ImportPath, dir: target.Dir}
	p.importer = importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(exports[path])
	})
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
	for _, name := range target.GoFiles {
		path := filepath.Join(target.Dir, name)
		src, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		f, err := parser.ParseFile(fset, path, src, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		p.name = f.Name.Name
		p.paths, p.files = append(p.paths, path), append(p.files, f)
		p.planters = append(p.planters, &planter{fset: fset, info: info, src: src, file: name, sites: &p.sites})
	}
	config := types.Config{Importer: p.importer}
	if _, err := config.Check(p.importPath, fset, p.files, info); err != nil {
		return nil, err
	}
	for i, f := range p.files {
		p.planters[i].find(f)
	}
	return p, nil
}

func (p *plantation) helper() string {
	return strings.NewReplacer("PACKAGE", p.name, "SITES", fmt.Sprint(len(p.sites))).Replace(helperSource)
}

// leaveOutBroken marks the sites with which the package doesn't compile. In a
// declaration that has an error, sites are planted again one by one, and those
// that bring one are left out.
func (p *plantation) leaveOutBroken() error {
	wrong, err := p.wrong()
	if err != nil {
		return err
	}
	for decl := range wrong {
		var within []int
		for id := range p.sites {
			if p.sites[id].Decl == decl {
				within = append(within, id)
				p.sites[id].Broken = true
			}
		}
		for _, id := range within {
			p.sites[id].Broken = false
			now, err := p.wrong()
			if err != nil {
				return err
			}
			p.sites[id].Broken = now[decl] != nil
		}
	}
	wrong, err = p.wrong()
	for _, why := range wrong {
		err = errors.Join(err, why)
	}
	return err
}

// wrong compiles the planted files as far as their types, and returns the
// declarations of the package in which an error stands, and one of each.
func (p *plantation) wrong() (map[ast.Decl]error, error) {
	fset := token.NewFileSet()
	helper, err := parser.ParseFile(fset, filepath.Join(p.dir, helperFile), p.helper(), 0)
	if err != nil {
		return nil, err
	}
	files := []*ast.File{helper}
	owner := map[ast.Decl]ast.Decl{} // of a planted declaration, the one as it was
	for i, planter := range p.planters {
		f, err := parser.ParseFile(fset, p.paths[i], planter.planted(), 0)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
		for j, decl := range f.Decls {
			owner[decl] = p.files[i].Decls[j]
		}
	}
	wrong := map[ast.Decl]error{}
	config := types.Config{Importer: p.importer, Error: func(err error) {
		if at := (types.Error{}); errors.As(err, &at) {
			for planted, decl := range owner {
				if planted.Pos() <= at.Pos && at.Pos < planted.End() {
					wrong[decl] = err
				}
			}
		}
	}}
	_, err = config.Check(p.importPath, fset, files, nil)
	if len(wrong) > 0 {
		err = nil
	}
	return wrong, err
}
