// Package shipping computes what it costs to send an order.
package shipping

import "example.com/orders/order"

// Tariff is a carrier's price list.
type Tariff struct {
	Base    order.Cents
	PerKilo order.Cents
	Bulky   order.Cents
	MaxKilo int
}

// Weights is the weight of one piece of each class, in grams.
type Weights map[string]int

// Quote is the price of sending an order in as few parcels as possible.
func Quote(o *order.Order, weights Weights, tariff *Tariff) order.Cents {
	total, current := order.Cents(0), 0
	for i := range o.Lines {
		grams := weights[o.Lines[i].Class]
		for range o.Lines[i].Quantity {
			if current+grams > tariff.MaxKilo*1000 {
				kilos := (current + 999) / 1000
				total += tariff.Base + tariff.PerKilo*order.Cents(kilos)
				current = 0
			}
			current += grams
			if grams > 10000 {
				total += tariff.Bulky
			}
		}
	}
	if current > 0 {
		kilos := (current + 999) / 1000
		total += tariff.Base + tariff.PerKilo*order.Cents(kilos)
	}
	return total
}
