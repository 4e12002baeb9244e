// Package order holds the types that every part of the service shares.
package order

// Cents is an amount of money.
type Cents int64

// Line is one position of an order.
type Line struct {
	SKU      string
	Class    string
	Quantity int
	Unit     Cents
}

// Gross is the price of the line before discounts and tax.
func (l *Line) Gross() Cents {
	return l.Unit * Cents(l.Quantity)
}

// Order is what a customer sent us.
type Order struct {
	ID         uint64
	CustomerID uint32
	Region     string
	Lines      []Line
}

// Gross is the price of all lines before discounts and tax.
func (o *Order) Gross() Cents {
	var sum Cents
	for i := range o.Lines {
		sum += o.Lines[i].Gross()
	}
	return sum
}

// Customer is somebody who has ordered at least once.
type Customer struct {
	ID      uint32
	Name    string
	Email   string
	Partner bool
}
