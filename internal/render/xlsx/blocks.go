package xlsx

import (
	"runtime"
	"sync"
)

// blocks are kept from sheet to sheet.
var blocks = sync.Pool{New: func() any { return new(block) }}

// inOrder makes and compresses n blocks, as many at a time as there are
// processors, and hands them to take in their order. The first error ends it.
func inOrder(n int, make func(dst []byte, i int) []byte, take func(*block) error) error {
	queue := newQueue(n, make)
	var failed error
	for next := range queue {
		b := <-next
		if failed == nil {
			failed = take(b)
		}
		blocks.Put(b)
	}
	return failed
}

// newQueue yields the blocks in order while others are still being made.
func newQueue(n int, content func(dst []byte, i int) []byte) <-chan chan *block {
	queue := make(chan chan *block, runtime.GOMAXPROCS(0))
	go func() {
		defer close(queue)
		for i := range n {
			next := make(chan *block, 1)
			queue <- next
			go func() {
				b := blocks.Get().(*block)
				b.content = content(b.content[:0], i)
				b.packed.Reset()
				deflate(&b.packed, i == n-1, b.content)
				next <- b
			}()
		}
	}()
	return queue
}
