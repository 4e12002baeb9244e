package ledger

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

func mix(hash, value uint64) uint64 {
	for range 8 {
		hash = (hash ^ value&0xff) * fnvPrime
		value >>= 8
	}
	return hash
}

// Fingerprint tells whether two closings hold the same entries in the same
// order.
func Fingerprint(entries []Entry) uint64 {
	hash := uint64(fnvOffset)
	for i := range entries {
		hash = mix(hash, uint64(entries[i].Account)<<32|uint64(uint32(entries[i].Day)))
		hash = mix(hash, uint64(entries[i].Amount))
	}
	return hash
}
