package ledger

import "sync"

// Journal keeps the latest entries. It is safe for concurrent use.
type Journal struct {
	mu      sync.Mutex
	entries []Entry
	next    int
}

// NewJournal returns a journal that remembers size entries.
func NewJournal(size int) *Journal {
	return &Journal{entries: make([]Entry, size)}
}

// Append books entries and returns the position of the last one.
func (j *Journal) Append(entries ...Entry) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, entry := range entries {
		j.entries[j.next%len(j.entries)] = entry
		j.next++
	}
	return j.next
}
