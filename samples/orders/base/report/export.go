// Package report writes orders for people and for other programs.
package report

import (
	"strconv"

	"example.com/orders/order"
)

// appendCents writes an amount as "12.34".
func appendCents(out []byte, amount order.Cents) []byte {
	if amount < 0 {
		out = append(out, '-')
		amount = -amount
	}
	out = strconv.AppendInt(out, int64(amount/100), 10)
	hundredths := amount % 100
	return append(out, '.', byte('0'+hundredths/10), byte('0'+hundredths%10))
}

// AppendCSV writes one record for each line of an order.
func AppendCSV(out []byte, o *order.Order) []byte {
	for i := range o.Lines {
		line := &o.Lines[i]
		out = strconv.AppendUint(out, o.ID, 10)
		out = append(out, ',')
		out = strconv.AppendQuote(out, line.SKU)
		out = append(out, ',')
		out = strconv.AppendInt(out, int64(line.Quantity), 10)
		out = append(out, ',')
		out = appendCents(out, line.Gross())
		out = append(out, '\n')
	}
	return out
}
