package article

import "copydesk.dev/audit/article/rejection"

// RejectedError says that an input gave no article, and why. Every error of
// [Reader.Articles] is one.
type RejectedError = rejection.Error

// reject is a rejection whose reason says it all. Like every error made below
// [Reader.Articles] it does not know the source, which is filled in there.
func reject(reason string) error { return rejection.New(reason) }
