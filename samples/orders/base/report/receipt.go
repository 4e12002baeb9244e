package report

import (
	"strconv"

	"example.com/orders/order"
)

// Receipt is the text that is printed on the parcel's label.
func Receipt(o *order.Order) string {
	text := "order " + strconv.FormatUint(o.ID, 10) + "\n"
	for i := range o.Lines {
		line := &o.Lines[i]
		text += strconv.Itoa(line.Quantity) + " x " + line.SKU + " (" + line.Class + ")\n"
	}
	return text + "total " + string(appendCents(nil, o.Gross())) + "\n"
}
