package pricing

import "example.com/orders/order"

// TaxRate is a rate in hundredths of a percent, for one class in one region.
type TaxRate struct {
	Region string
	Class  string
	Rate   int64
}

// TaxTable is the rates in force; the first that fits wins, so that a region's
// exceptions stand before its rules. It is read by all requests at once and
// must not be changed while the service runs.
type TaxTable []TaxRate

// rate looks a class up; what is not listed is taxed at the standard rate.
func (table TaxTable) rate(region, class string, standard int64) int64 {
	for i := range table {
		if table[i].Class == class && table[i].Region == region {
			return table[i].Rate
		}
	}
	return standard
}

// roundHalfEven divides an amount in hundredths of a percent of a cent.
func roundHalfEven(amount int64) order.Cents {
	const scale = 10000
	quotient, rest := amount/scale, amount%scale
	if rest > scale/2 || rest == scale/2 && quotient%2 == 1 {
		quotient++
	}
	return order.Cents(quotient)
}

// Tax is the tax on an order, rounded line by line as the law demands.
func Tax(o *order.Order, table TaxTable, standard int64) order.Cents {
	var sum order.Cents
	for i := range o.Lines {
		line := &o.Lines[i]
		rate := table.rate(o.Region, line.Class, standard)
		sum += roundHalfEven(
			int64(line.Gross()) * rate,
		)
	}
	return sum
}
