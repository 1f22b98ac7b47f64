package grammar

import "math/bits"

// index says where the row of a feature is among rows that are sorted by key. The
// keys are hashes, so they lie evenly: the high bits of a key are its cell, and row
// after row takes its key's cell or, if another has that, the next one that is free.
// So the number of taken cells before a feature's own is the number of the row to
// look at first. A cell is one bit, so that the index stays in the processor's cache,
// and asking it takes no branch, so that the look-ups of many features overlap.
type index struct {
	shift  uint
	blocks []block
}

// block is 32 cells.
type block struct {
	taken  uint32 // the lowest bit is the first cell
	before uint32 // how many cells are taken in the blocks before
}

// cellsPerRow is how many cells there are for each row at least: the more, the less
// often one is taken that isn't the feature's own.
const cellsPerRow = 4

// lastKey ends the rows of a table, so that looking for a row needs no other end.
const lastKey = 1<<32 - 1

// candidate is a feature that may have a row, and the first row to look at.
type candidate struct{ key, row uint32 }

// newIndex indexes n rows by their keys, which must rise.
func newIndex(n int, key func(row int) uint32) index {
	size := max(bits.Len(uint(cellsPerRow*n)), 5)
	x := index{shift: uint(32 - size), blocks: make([]block, 1<<(size-5), 1<<(size-5)+1)}
	free := uint32(0)
	for row := range n {
		cell := max(key(row)>>x.shift, free)
		for int(cell/32) >= len(x.blocks) { // the last cells were full
			x.blocks = append(x.blocks, block{})
		}
		x.blocks[cell/32].taken |= 1 << (cell % 32)
		free = cell + 1
	}
	for i := 1; i < len(x.blocks); i++ {
		b := x.blocks[i-1]
		x.blocks[i].before = b.before + uint32(bits.OnesCount32(b.taken))
	}
	return x
}

// mostFeatures is how many features may be asked for at once.
const mostFeatures = 128

// candidates returns the features whose cells are taken, in found.
func (x *index) candidates(found *[mostFeatures]candidate, features []uint32) []candidate {
	n := 0
	for _, key := range features {
		cell := key >> x.shift
		b := x.blocks[cell/32]
		found[n] = candidate{key, b.before + uint32(bits.OnesCount32(b.taken&(1<<(cell%32)-1)))}
		n += int(b.taken >> (cell % 32) & 1)
	}
	return found[:n]
}
