// Package ledger books what customers owe and pay.
package ledger

import "example.com/orders/order"

// Entry is one booking.
type Entry struct {
	Account uint32
	Day     int32
	Amount  order.Cents
}

// Balance is the state of one account.
type Balance struct {
	Entries int
	LastDay int32
	Amount  order.Cents
}

// Balances adds up the entries of each account. Most accounts have one entry
// in a closing.
func Balances(entries []Entry) map[uint32]Balance {
	balances := make(map[uint32]Balance, len(entries))
	for i := range entries {
		entry := &entries[i]
		balance := balances[entry.Account]
		balance.Entries++
		balance.Amount += entry.Amount
		balance.LastDay = max(balance.LastDay, entry.Day)
		balances[entry.Account] = balance
	}
	return balances
}
