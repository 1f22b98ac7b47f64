package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"math"
	"slices"
	"strings"
)

// A site is one place where one small change can be made.
type site struct {
	Where         string // file:line
	Before, After string // what stands there, on one line, and what the mutant makes of it
	Kind          string
	Decl          ast.Decl // in which it stands
	Broken        bool     // it doesn't compile, and is not planted
}

// edit replaces the bytes [start, end) of a file for a site. Of edits at one
// place, those with the higher order come first.
type edit struct {
	site, start, end, order int
	text                    string
}

// A planter finds the sites of one file and writes the changes for them. A
// change never doubles an expression, so that changes can lie within each
// other, and never evaluates what the original would not, unless the mutant
// is on.
type planter struct {
	fset    *token.FileSet
	info    *types.Info
	src     []byte
	file    string
	sites   *[]site // of the whole package; a site's number is its place here
	decl    ast.Decl
	edits   []edit
	decided map[ast.Expr]bool // conditions for which forcing them is a site already
}

// find adds all sites of the file to sites.
func (p *planter) find(file *ast.File) {
	p.decided = map[ast.Expr]bool{}
	for _, p.decl = range file.Decls {
		ast.Inspect(p.decl, p.visit)
	}
	slices.SortStableFunc(p.edits, func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.order, a.order))
	})
}

// planted returns the file's source with the sites in it that aren't broken.
func (p *planter) planted() []byte {
	var out []byte
	at := 0
	for _, e := range p.edits {
		if !(*p.sites)[e.site].Broken {
			out = append(append(out, p.src[at:e.start]...), e.text...)
			at = e.end
		}
	}
	return append(out, p.src[at:]...)
}

func (p *planter) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.GenDecl:
		return n.Tok == token.VAR
	case *ast.BlockStmt:
		p.statements(n.List)
	case *ast.CaseClause:
		p.statements(n.Body)
	case *ast.CommClause:
		p.statements(n.Body)
	case *ast.IfStmt:
		p.force(n.Cond, true)
		p.force(n.Cond, false)
	case *ast.ForStmt:
		if n.Cond != nil {
			p.force(n.Cond, false)
		}
	case *ast.SwitchStmt:
		if n.Tag == nil {
			for _, clause := range n.Body.List {
				for _, cond := range clause.(*ast.CaseClause).List {
					p.force(cond, true)
					p.force(cond, false)
				}
			}
		}
	case *ast.RangeStmt:
		id := p.site("loop skipped", n, p.text(n.X), "nothing")
		p.insert(n.Body.Lbrace+1, -1, fmt.Sprintf("if mutantOn(%d) { break };", id))
	case *ast.ReturnStmt:
		for _, result := range n.Results {
			p.result(result)
		}
	case *ast.BinaryExpr:
		p.binary(n)
	case *ast.IndexExpr:
		p.literal(n.Index)
	case *ast.SliceExpr:
		p.literal(n.Low)
		p.literal(n.High)
	case *ast.CallExpr:
		if id, ok := n.Fun.(*ast.Ident); ok && !p.constant(n) && len(n.Args) > 1 {
			helper := map[string]string{"min": "mutantMin", "max": "mutantMax"}[id.Name]
			if _, builtin := p.info.Uses[id].(*types.Builtin); builtin && helper != "" {
				number := p.site("min or max", n, p.text(n), "the other")
				p.replace(id.Pos(), id.End(), helper)
				p.insert(n.Lparen+1, 1, fmt.Sprintf("%d, ", number))
			}
		}
	}
	return true
}

// statements can each be left out: calls, assignments, jumps and early returns.
func (p *planter) statements(list []ast.Stmt) {
	for _, s := range list {
		kind := "statement removed"
		switch s := s.(type) {
		case *ast.ExprStmt:
			call, ok := s.X.(*ast.CallExpr)
			if !ok || p.text(call.Fun) == "panic" {
				continue
			}
		case *ast.AssignStmt:
			if s.Tok == token.DEFINE || p.text(s.Lhs[0]) == "_" {
				continue
			}
		case *ast.IncDecStmt, *ast.DeferStmt:
		case *ast.BranchStmt:
			if s.Tok != token.BREAK && s.Tok != token.CONTINUE {
				continue
			}
			kind = "jump removed"
		case *ast.ReturnStmt:
			if len(s.Results) > 0 {
				continue
			}
			kind = "jump removed"
		default:
			continue
		}
		id := p.site(kind, s, p.text(s), "removed")
		p.wrap(s, fmt.Sprintf("if !mutantOn(%d) { ", id), " }")
	}
}

// force makes a condition always true or always false.
func (p *planter) force(cond ast.Expr, to bool) {
	if p.constant(cond) || !p.plainBool(cond) {
		return
	}
	p.decide(cond)
	id := p.site("condition forced", cond, p.text(cond), fmt.Sprint(to))
	if to {
		p.wrap(cond, "((", fmt.Sprintf(") || mutantOn(%d))", id))
	} else {
		p.wrap(cond, "((", fmt.Sprintf(") && !mutantOn(%d))", id))
	}
}

func (p *planter) decide(cond ast.Expr) {
	p.decided[cond] = true
	switch c := cond.(type) {
	case *ast.ParenExpr:
		p.decide(c.X)
	case *ast.UnaryExpr:
		p.decide(c.X)
	}
}

// result negates a truth value that is returned and empties any other.
func (p *planter) result(e ast.Expr) {
	t := p.info.Types[e].Type
	if p.plainBool(e) {
		p.decide(e)
		id := p.site("result changed", e, p.text(e), "negated")
		p.wrap(e, "((", fmt.Sprintf(") != mutantOn(%d))", id))
		return
	}
	_, several := t.(*types.Tuple)
	basic, _ := t.(*types.Basic)
	p.literal(e)
	if several || p.constant(e) || basic != nil && basic.Info()&types.IsUntyped != 0 {
		return
	}
	if lit, ok := e.(*ast.CompositeLit); ok && len(lit.Elts) == 0 {
		return
	}
	id := p.site("result changed", e, p.text(e), "zero value")
	p.wrap(e, fmt.Sprintf("mutantZero(%d, ", id), ")")
}

var swapped = map[token.Token]token.Token{
	token.ADD: token.SUB, token.SUB: token.ADD, token.MUL: token.QUO, token.QUO: token.MUL,
	token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR,
}

var helpers = map[token.Token]string{
	token.ADD: "Add", token.SUB: "Sub", token.MUL: "Mul", token.QUO: "Quo",
	token.LSS: "Less", token.LEQ: "LessEq", token.GTR: "Greater", token.GEQ: "GreaterEq",
}

func (p *planter) binary(n *ast.BinaryExpr) {
	if p.constant(n) {
		return
	}
	switch n.Op {
	case token.LAND, token.LOR: // one side has no say
		p.force(n.X, n.Op == token.LAND)
		p.force(n.Y, n.Op == token.LAND)
	case token.EQL, token.NEQ:
		if p.plainBool(n) && !p.decided[n] {
			id := p.site("comparison negated", n, p.text(n), "negated")
			p.wrap(n, "((", fmt.Sprintf(") != mutantOn(%d))", id))
		}
		p.literal(n.X)
		p.literal(n.Y)
	case token.ADD, token.SUB, token.MUL, token.QUO:
		p.swap(n, "arithmetic", types.IsNumeric)
		p.literal(n.X)
		p.literal(n.Y)
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		p.swap(n, "boundary", types.IsOrdered)
	}
}

// swap puts a call in the place of an operator, which does the same with another.
func (p *planter) swap(n *ast.BinaryExpr, kind string, want types.BasicInfo) {
	for _, side := range []ast.Expr{n.X, n.Y} {
		if shift, ok := side.(*ast.BinaryExpr); ok && shift.Op == token.SHL && p.constant(shift.X) {
			return // 1<<n has its type from what stands around it
		}
		basic, ok := p.info.Types[side].Type.Underlying().(*types.Basic)
		if !ok || basic.Info()&want == 0 || basic.Info()&types.IsUntyped != 0 && !p.constant(side) {
			return
		}
	}
	after := fmt.Sprint(p.text(n.X), " ", swapped[n.Op], " ", p.text(n.Y))
	id := p.site(kind, n, p.text(n), after)
	p.wrap(n, fmt.Sprintf("mutant%s(%d, ", helpers[n.Op], id), ")")
	p.replace(n.OpPos, n.OpPos+token.Pos(len(n.Op.String())), ",")
}

// literal makes a whole number one more.
func (p *planter) literal(e ast.Expr) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.INT || !types.Identical(p.info.Types[e].Type, types.Typ[types.Int]) {
		return
	}
	id := p.site("number changed", e, lit.Value, lit.Value+"+1")
	p.wrap(e, fmt.Sprintf("mutantMore(%d, ", id), ")")
}

func (p *planter) constant(e ast.Expr) bool { return p.info.Types[e].Value != nil }

func (p *planter) plainBool(e ast.Expr) bool {
	t := p.info.Types[e].Type
	return types.Identical(t, types.Typ[types.Bool]) || types.Identical(t, types.Typ[types.UntypedBool])
}

func (p *planter) offset(pos token.Pos) int { return p.fset.Position(pos).Offset }

// text is a node's source on one line.
func (p *planter) text(n ast.Node) string {
	return strings.Join(strings.Fields(string(p.src[p.offset(n.Pos()):p.offset(n.End())])), " ")
}

func (p *planter) site(kind string, n ast.Node, before, after string) int {
	where := fmt.Sprintf("%s:%d", p.file, p.fset.Position(n.Pos()).Line)
	*p.sites = append(*p.sites, site{Where: where, Before: before, After: after, Kind: kind, Decl: p.decl})
	return len(*p.sites) - 1
}

// replace edits for the site that was added last, as insert and wrap do.
func (p *planter) replace(from, to token.Pos, text string) {
	p.edits = append(p.edits, edit{len(*p.sites) - 1, p.offset(from), p.offset(to), math.MinInt, text})
}

// insert puts text before pos: what closes has an order above 0, the later the
// node was visited the higher; what opens has one below, the earlier the higher.
func (p *planter) insert(pos token.Pos, order int, text string) {
	p.edits = append(p.edits, edit{len(*p.sites) - 1, p.offset(pos), p.offset(pos), order, text})
}

func (p *planter) wrap(n ast.Node, open, closing string) {
	depth := len(p.edits) + 2
	p.insert(n.Pos(), -depth, open)
	p.insert(n.End(), depth, closing)
}
