package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestExitCodesDocumented holds the tables of exit codes against the help.
func TestExitCodesDocumented(t *testing.T) {
	codes := regexp.MustCompile(`(?m)^  (\d+) `).FindAllStringSubmatch(exitStatus, -1)
	if len(codes) < 7 {
		t.Fatalf("%d exit codes in the help", len(codes))
	}
	for _, path := range []string{"../../README.md", "../../docs/operations.md"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, code := range codes {
			if !strings.Contains(string(text), "\n| "+code[1]+" | ") {
				t.Errorf("%s: nothing about exit code %s", path, code[1])
			}
		}
	}
}

// TestCommandsDocumented looks for commands and flags in the documents and in
// contrib that don't exist.
func TestCommandsDocumented(t *testing.T) {
	root := newRoot()
	root.InitDefaultCompletionCmd()
	command := regexp.MustCompile("(?:^| |/|`)copydesk\"? ((?:archive |config )?[a-z]+)\\b([^`|#]*)")
	flag := regexp.MustCompile(`--([a-z][a-z-]+)`)
	for _, path := range []string{"../../README.md", "../../docs/operations.md", "../../contrib/crontab", "../../contrib/systemd/copydesk.service"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for line := range strings.Lines(string(text)) {
			var code []string
			switch {
			case !strings.HasSuffix(path, ".md"):
				if !strings.HasPrefix(line, "#") {
					code = []string{line}
				}
			case strings.HasPrefix(line, "    "):
				code = []string{line}
			default:
				for i, part := range strings.Split(line, "`") {
					if i%2 == 1 {
						code = append(code, part)
					}
				}
			}
			for _, c := range code {
				m := command.FindStringSubmatch(c)
				if m == nil {
					continue
				}
				found++
				cmd, rest, err := root.Find(strings.Fields(m[1]))
				if err != nil || cmd == root || cmd.HasSubCommands() && cmd.Name() != "completion" {
					t.Errorf("%s: there is no command copydesk %s (%v): %s", path, m[1], rest, c)
					continue
				}
				for _, f := range flag.FindAllStringSubmatch(m[2], -1) {
					if cmd.Flags().Lookup(f[1]) == nil && f[1] != "help" {
						t.Errorf("%s: %s has no flag --%s: %s", path, cmd.CommandPath(), f[1], c)
					}
				}
			}
		}
		if found == 0 {
			t.Errorf("%s: no command in it", path)
		}
	}
}

// TestThreatModel checks that every test that docs/security.md names is there,
// in the package it names, and that every package and file it names is too.
func TestThreatModel(t *testing.T) {
	const root = "../../"
	text, err := os.ReadFile(root + "docs/security.md")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`([a-z/]+): (Test|Fuzz)(\\w+)`").FindAllStringSubmatch(string(text), -1)
	if len(named) < 30 {
		t.Fatalf("only %d tests are named", len(named))
	}
	for _, m := range named {
		files, err := filepath.Glob(root + m[1] + "/*_test.go")
		if err != nil || len(files) == 0 {
			t.Errorf("%s: no tests there (%v)", m[0], err)
		}
		found := false
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			found = found || strings.Contains(string(source), "func "+m[2]+m[3]+"(")
		}
		if !found {
			t.Errorf("%s has no %s%s", m[1], m[2], m[3])
		}
	}
	for _, m := range regexp.MustCompile("`([a-z/_]+\\.(?:go|sh|yaml|txt|golden))`").FindAllStringSubmatch(string(text), -1) {
		if _, err := os.Stat(root + m[1]); err != nil {
			t.Error(err)
		}
	}
}
