package pricing

import "example.com/orders/order"

// Statement is what one customer owes for a batch of orders.
type Statement struct {
	Customer *order.Customer
	Orders   int
	Total    order.Cents
}

func (s *Statement) add(o *order.Order) {
	s.Orders++
	s.Total += o.Gross()
}

// find returns the statement of a customer, or nil.
func find(statements []Statement, id uint32) *Statement {
	for i := range statements {
		if statements[i].Customer.ID == id {
			return &statements[i]
		}
	}
	return nil
}

// Statements bills a batch of orders to the customers who placed them, in the
// order of the customers. It also returns how many orders had no customer.
func Statements(orders []order.Order, customers []order.Customer) ([]Statement, int) {
	statements := make([]Statement, len(customers))
	for i := range customers {
		statements[i].Customer = &customers[i]
	}

	orphans := 0
	for i := range orders {
		statement := find(statements, orders[i].CustomerID)
		if statement == nil {
			orphans++
			continue
		}
		statement.add(&orders[i])
	}
	return statements, orphans
}
