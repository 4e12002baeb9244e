// Package bench measures the service: one benchmark for each hot path.
package bench

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"example.com/orders/catalog"
	"example.com/orders/ledger"
	"example.com/orders/order"
	"example.com/orders/pricing"
	"example.com/orders/shipping"
)

var (
	classes   = []string{"books", "garden", "grocery", "office", "sports", "toys"}
	regions   = []string{"north", "south", "east", "west"}
	random    = rand.New(rand.NewPCG(7, 42))
	feed      = makeFeed(480)
	products  = makeProducts()
	customers = makeCustomers(400)
	orders    = makeOrders(600)
	entries   = makeEntries(2000)
	rules     = makeRules()
	taxes     = makeTaxes()
	vouchers  = makeVouchers(96)
	weights   = shipping.Weights{
		"books": 640, "garden": 4100, "grocery": 900, "office": 350, "sports": 2300, "toys": 1200,
	}
	tariff = shipping.Tariff{Base: 350, PerKilo: 80, Bulky: 900, MaxKilo: 30}
)

func makeFeed(count int) string {
	var text strings.Builder
	for i := range count {
		fmt.Fprintf(&text, "SKU-%05d;%s;%d.%02d;%d\n", i, classes[i%len(classes)],
			1+random.IntN(400), random.IntN(100), random.IntN(30))
	}
	return text.String()
}

func makeProducts() []catalog.Product {
	parsed, err := catalog.ParseFeed(nil, feed)
	if err != nil {
		panic(err)
	}
	return parsed
}

func makeCustomers(count int) []order.Customer {
	made := make([]order.Customer, count)
	for i := range made {
		made[i] = order.Customer{ID: uint32(1000 + i*7), Name: fmt.Sprint("customer ", i)}
	}
	random.Shuffle(count, func(i, j int) { made[i], made[j] = made[j], made[i] })
	return made
}

func makeOrders(count int) []order.Order {
	made := make([]order.Order, count)
	for i := range made {
		made[i] = order.Order{
			ID:         uint64(500000 + i),
			CustomerID: customers[random.IntN(len(customers))].ID,
			Region:     regions[random.IntN(len(regions))],
			Lines:      make([]order.Line, 3+random.IntN(6)),
		}
		for j := range made[i].Lines {
			product := &products[random.IntN(len(products))]
			made[i].Lines[j] = order.Line{SKU: product.SKU, Class: product.Class,
				Quantity: 1 + random.IntN(12), Unit: product.Price}
		}
	}
	return made
}

func makeEntries(count int) []ledger.Entry {
	made := make([]ledger.Entry, count)
	for i := range made {
		made[i] = ledger.Entry{Account: random.Uint32N(1 << 16), Day: int32(i / 100),
			Amount: order.Cents(random.IntN(100000))}
	}
	return made
}

func makeRules() []pricing.Rule {
	made := []pricing.Rule{{Name: "bulk", MinQuantity: 10, Percent: 5, Limit: 5000}}
	for i, class := range classes {
		made = append(made, pricing.Rule{Name: class, Class: class, MinQuantity: 2 + i,
			Percent: 3 + i, Limit: 10000})
	}
	return made
}

func makeVouchers(count int) pricing.Vouchers {
	made := make(pricing.Vouchers, count)
	for i := range made {
		made[i] = pricing.Voucher{Code: fmt.Sprintf("WIN-%06X", random.IntN(1<<24)),
			Amount: 500, Minimum: 2000}
	}
	return made
}

func makeTaxes() pricing.TaxTable {
	var made pricing.TaxTable
	for i, region := range regions {
		for j, class := range classes {
			made = append(made, pricing.TaxRate{Region: region, Class: class, Rate: int64(700 + 50*i + 25*j)})
		}
	}
	return made
}
