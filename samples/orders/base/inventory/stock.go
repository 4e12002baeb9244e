// Package inventory reserves goods for orders.
package inventory

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"sync"

	"example.com/orders/order"
)

// ErrShort is returned when an order asks for more than there is.
var ErrShort = errors.New("inventory: not enough in stock")

// Reservation is the warehouse's promise to deliver an order.
type Reservation struct {
	OrderID uint64
	Token   [sha256.Size]byte
}

// Stock is what the warehouse holds. It is safe for concurrent use.
type Stock struct {
	key []byte

	mu        sync.Mutex
	available map[string]int
	open      map[uint64]Reservation
}

// NewStock returns an empty warehouse that signs reservations with key.
func NewStock(key []byte) *Stock {
	return &Stock{
		key:       key,
		available: make(map[string]int),
		open:      make(map[uint64]Reservation),
	}
}

// Receive adds goods.
func (s *Stock) Receive(sku string, quantity int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.available[sku] += quantity
}

// sign makes the token that the carrier checks at the gate.
func (s *Stock) sign(o *order.Order) (token [sha256.Size]byte) {
	mac := hmac.New(sha256.New, s.key)
	var number [8]byte
	mac.Write(binary.BigEndian.AppendUint64(number[:0], o.ID))
	for i := range o.Lines {
		mac.Write([]byte(o.Lines[i].SKU))
		mac.Write(binary.BigEndian.AppendUint64(number[:0], uint64(o.Lines[i].Quantity)))
	}
	mac.Sum(token[:0])
	return token
}

// covers reports whether all lines are in stock. The caller holds the lock.
func (s *Stock) covers(o *order.Order) bool {
	for i := range o.Lines {
		if s.available[o.Lines[i].SKU] < o.Lines[i].Quantity {
			return false
		}
	}
	return true
}

// Reserve takes the goods of an order out of the stock.
func (s *Stock) Reserve(o *order.Order) (Reservation, error) {
	reservation := Reservation{OrderID: o.ID, Token: s.sign(o)}

	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.covers(o) {
		return Reservation{}, ErrShort
	}
	for i := range o.Lines {
		s.available[o.Lines[i].SKU] -= o.Lines[i].Quantity
	}
	s.open[o.ID] = reservation
	return reservation, nil
}

// Cancel puts the goods of a reserved order back.
func (s *Stock) Cancel(o *order.Order) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, reserved := s.open[o.ID]; !reserved {
		return
	}
	delete(s.open, o.ID)
	for i := range o.Lines {
		s.available[o.Lines[i].SKU] += o.Lines[i].Quantity
	}
}
