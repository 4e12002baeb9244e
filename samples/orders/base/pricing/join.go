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

// Statements bills a batch of orders to the customers who placed them, in the
// order of the customers. It also returns how many orders had no customer.
func Statements(orders []order.Order, customers []order.Customer) ([]Statement, int) {
	statements := make([]Statement, len(customers))
	position := make(map[uint32]int, len(customers))
	for i := range customers {
		statements[i].Customer = &customers[i]
		position[customers[i].ID] = i
	}

	orphans := 0
	for i := range orders {
		at, known := position[orders[i].CustomerID]
		if !known {
			orphans++
			continue
		}
		statements[at].add(&orders[i])
	}
	return statements, orphans
}
