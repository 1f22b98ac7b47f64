package article

// RejectedError says that an input gave no article, and why. Every error of
// [Reader.Articles] is one, so that a run can list it and go on.
type RejectedError struct {
	Source string // the input as given
	Reason string // one clause an editor understands, without the source's name
	Err    error  // the cause, nil when the reason says it all

	// Skipped is set for files found in a folder and passed over by rule:
	// hidden, or of a format not read here. They are worth listing, but nothing
	// about them failed.
	Skipped bool
}

// Error names the input, the reason and the cause.
func (e *RejectedError) Error() string {
	msg := e.Source + ": " + e.Reason
	if e.Err != nil {
		msg += ": " + e.Err.Error()
	}
	return msg
}

// Unwrap returns the cause, so that errors.Is finds fs.ErrNotExist or
// context.Canceled.
func (e *RejectedError) Unwrap() error { return e.Err }

// reject is a rejection whose reason says it all. Like every error made below
// [Reader.Articles] it does not know the source, which is filled in there.
func reject(reason string) error { return &RejectedError{Reason: reason} }
