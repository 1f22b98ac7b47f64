// Package reuse judges the passages that articles share: what excuses a match,
// which article the others are held against and by which check, and how that is
// explained to an editor.
//
// [Judge] asks each match, in the order of the list in excuse.go, whether
// something excuses it; [Findings] drafts findings from those that nothing does;
// [Altered] compares what articles have one speaker say.
package reuse
