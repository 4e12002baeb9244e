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

// parcel is the price of one parcel, which is paid by the started kilo.
func (t *Tariff) parcel(grams int) order.Cents {
	return t.Base + t.PerKilo*order.Cents((grams+999)/1000)
}

// Quote is the price of sending an order in as few parcels as possible.
func Quote(o *order.Order, weights Weights, tariff *Tariff) order.Cents {
	total, loaded := order.Cents(0), 0
	for i := range o.Lines {
		grams := weights[o.Lines[i].Class]
		for range o.Lines[i].Quantity {
			if loaded+grams > tariff.MaxKilo*1000 {
				total += tariff.parcel(loaded)
				loaded = 0
			}
			loaded += grams
			if grams > 10000 {
				total += tariff.Bulky
			}
		}
	}
	if loaded > 0 {
		total += tariff.parcel(loaded)
	}
	return total
}
