package pricing

import (
	"strings"

	"example.com/orders/order"
)

// Voucher takes a fixed amount off an order of at least Minimum.
type Voucher struct {
	Code    string
	Amount  order.Cents
	Minimum order.Cents
}

// Vouchers are the vouchers of a campaign, the newest first: most of what is
// redeemed was printed last.
type Vouchers []Voucher

// Redeem is what the voucher with a code takes off an amount. Customers
// type codes in either case.
func (vouchers Vouchers) Redeem(code string, amount order.Cents) (order.Cents, bool) {
	for i := range vouchers {
		voucher := &vouchers[i]
		if !strings.EqualFold(voucher.Code, code) {
			continue
		}
		if amount < voucher.Minimum {
			return 0, false
		}
		return min(voucher.Amount, amount), true
	}
	return 0, false
}
