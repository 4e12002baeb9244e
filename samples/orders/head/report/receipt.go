package report

import (
	"strconv"
	"strings"

	"example.com/orders/order"
)

// Receipt is the text that is printed on the parcel's label.
func Receipt(o *order.Order) string {
	var text strings.Builder
	text.Grow(40 + 32*len(o.Lines))
	text.WriteString("order ")
	text.WriteString(strconv.FormatUint(o.ID, 10))
	for i := range o.Lines {
		line := &o.Lines[i]
		text.WriteByte('\n')
		text.WriteString(strconv.Itoa(line.Quantity))
		text.WriteString(" x ")
		text.WriteString(line.SKU)
		text.WriteString(" (")
		text.WriteString(line.Class)
		text.WriteByte(')')
	}
	text.WriteString("\ntotal ")
	text.Write(appendCents(nil, o.Gross()))
	text.WriteByte('\n')
	return text.String()
}
