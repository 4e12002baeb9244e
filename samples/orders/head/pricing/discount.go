// Package pricing turns orders into amounts: discounts, tax and statements.
package pricing

import "example.com/orders/order"

// Rule grants a percentage off for a class of products, or for all if Class
// is empty, but no more than Limit a line.
type Rule struct {
	Name        string
	Class       string
	MinQuantity int
	Percent     int
	Limit       order.Cents
}

// Discount is what a rule takes off one line.
type Discount struct {
	Rule    string
	Percent int
	Amount  order.Cents
}

func (r *Rule) matches(line *order.Line) bool {
	return line.Quantity >= r.MinQuantity && (r.Class == "" || r.Class == line.Class)
}

// bestDiscount picks the rule that takes most off the line. It returns nil if
// no rule matches.
func bestDiscount(line *order.Line, rules []Rule) *Discount {
	best := Discount{}
	for i := range rules {
		rule := &rules[i]
		if rule.Percent > best.Percent && rule.matches(line) {
			best.Rule = rule.Name
			best.Percent = rule.Percent
			best.Amount = rule.Limit
		}
	}
	if best.Percent == 0 {
		return nil
	}
	best.Amount = min(best.Amount, line.Gross()*order.Cents(best.Percent)/100)
	return &best
}

// Net is the price of an order after discounts. Savings is how much each rule
// took off, and is updated.
func Net(o *order.Order, rules []Rule, savings *Savings) order.Cents {
	var sum order.Cents
	for i := range o.Lines {
		line := &o.Lines[i]
		sum += line.Gross()
		if discount := bestDiscount(line, rules); discount != nil {
			savings.add(discount.Percent, discount.Amount)
			sum -= discount.Amount
		}
	}
	return sum
}

// Savings counts what was taken off, by percentage.
type Savings struct {
	ByPercent [101]order.Cents
}

func (s *Savings) add(percent int, amount order.Cents) {
	if percent > 0 && percent < len(s.ByPercent) {
		s.ByPercent[percent] += amount
	}
}
