package intake

import (
	"fmt"
	"math"
	"sync"

	"copydesk.dev/audit/article"
	"copydesk.dev/audit/text"
)

// memoryBefore is what a run takes for the word lists and the like, in bytes.
const memoryBefore = 128 << 20

// Budget is what there is, in bytes of memory, for inputs, and for what an archive
// has to compare with them besides, if there is one. A limit of 0 is none.
func Budget(limit int64, archive bool) (inputs, earlier int64) {
	if limit == 0 {
		return math.MaxInt64, 0
	}
	inputs = max(0, limit-memoryBefore)
	if archive {
		earlier = inputs / 4
	}
	return inputs - earlier, earlier
}

// Spent says that no more memory may be taken, of a limit in bytes.
func Spent(limit int64) string {
	return fmt.Sprintf("what the run may take of memory (%d MB) is taken", limit>>20)
}

// noMemory says why a source, or the rest of it, was not read.
func (r *Reader) noMemory(source string, read int) *article.RejectedError {
	what := "not read"
	if read > 0 {
		what = "not read beyond its first " + text.Count(read, "article")
	}
	return &article.RejectedError{Source: source, Reason: what + ": " + Spent(r.MaxMemory) + "; audit it in parts, or raise max-memory"}
}

// allowance tells readers that work side by side when the sources up to theirs
// have taken what there is. What goes beyond is taken away afterwards, in the
// sources' order; until then no more than the allowance is held, but for one
// article a reader.
type allowance struct {
	mu    sync.Mutex
	total int64
	taken []int64 // a Fenwick tree of what each source has taken
}

func newAllowance(sources int, total int64) *allowance {
	return &allowance{total: total, taken: make([]int64, sources+1)}
}

// take adds what an article of a source takes, and reports whether there may be
// room for more.
func (a *allowance) take(source int, n int64) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	for i := source + 1; i < len(a.taken) && n > 0; i += i & -i {
		a.taken[i] += n
	}
	left := a.total
	for i := source + 1; i > 0; i -= i & -i {
		left -= a.taken[i]
	}
	return left >= 0
}
