package bench

import (
	"sync/atomic"
	"testing"

	"example.com/orders/catalog"
	"example.com/orders/inventory"
	"example.com/orders/ledger"
	"example.com/orders/order"
	"example.com/orders/pricing"
	"example.com/orders/report"
	"example.com/orders/shipping"
)

func BenchmarkParseFeed(b *testing.B) {
	parsed := make([]catalog.Product, 0, len(products))
	for b.Loop() {
		for range 10 {
			parsed, _ = catalog.ParseFeed(parsed[:0], feed)
		}
	}
}

func BenchmarkSubstitutes(b *testing.B) {
	index := catalog.NewIndex(products)
	skus := make([]string, 0, len(products))
	for b.Loop() {
		for limit := order.Cents(5000); limit <= 20000; limit += 5000 {
			for _, class := range classes {
				skus = index.Substitutes(skus[:0], class, limit)
			}
		}
	}
}

func BenchmarkStatements(b *testing.B) {
	for b.Loop() {
		for range 4 {
			pricing.Statements(orders, customers)
		}
	}
}

func BenchmarkNet(b *testing.B) {
	var savings pricing.Savings
	for b.Loop() {
		for i := range orders {
			pricing.Net(&orders[i], rules, &savings)
		}
	}
}

func BenchmarkRedeem(b *testing.B) {
	for b.Loop() {
		for i := range orders {
			vouchers.Redeem(vouchers[i%len(vouchers)].Code, orders[i].Gross())
		}
	}
}

func BenchmarkTax(b *testing.B) {
	for b.Loop() {
		for i := range orders {
			pricing.Tax(&orders[i], taxes, 1900)
		}
	}
}

func BenchmarkBalances(b *testing.B) {
	for b.Loop() {
		ledger.Balances(entries)
	}
}

func BenchmarkFingerprint(b *testing.B) {
	for b.Loop() {
		for range 4 {
			ledger.Fingerprint(entries)
		}
	}
}

func BenchmarkQuote(b *testing.B) {
	for b.Loop() {
		for i := range orders {
			shipping.Quote(&orders[i], weights, &tariff)
		}
	}
}

func BenchmarkAppendCSV(b *testing.B) {
	out := make([]byte, 0, 1<<16)
	for b.Loop() {
		out = out[:0]
		for i := range orders[:200] {
			out = report.AppendCSV(out, &orders[i])
		}
	}
}

func BenchmarkReceipt(b *testing.B) {
	for b.Loop() {
		for i := range orders[:200] {
			report.Receipt(&orders[i])
		}
	}
}

func BenchmarkReserve(b *testing.B) {
	stock := inventory.NewStock([]byte("gate 4"))
	for i := range products {
		stock.Receive(products[i].SKU, 100000)
	}
	var workers atomic.Int32
	b.RunParallel(func(pb *testing.PB) {
		first := int(workers.Add(1)-1) % 4 * 100
		mine := orders[first : first+100]
		for pb.Next() {
			for i := range mine {
				if _, err := stock.Reserve(&mine[i]); err != nil {
					b.Error(err)
				}
				stock.Cancel(&mine[i])
			}
		}
	})
}

func BenchmarkJournal(b *testing.B) {
	journal := ledger.NewJournal(4096)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			for range 5 {
				for at := range entries {
					journal.Append(entries[at])
				}
			}
		}
	})
}

func TestNothingIsLost(t *testing.T) {
	var gross, billed, booked order.Cents
	for i := range orders {
		gross += orders[i].Gross()
	}
	statements, orphans := pricing.Statements(orders, customers)
	for _, statement := range statements {
		billed += statement.Total
	}
	if billed != gross || orphans != 0 {
		t.Errorf("billed %d of %d, %d orphans", billed, gross, orphans)
	}
	count := 0
	for _, balance := range ledger.Balances(entries) {
		booked += balance.Amount
		count += balance.Entries
	}
	if count != len(entries) || booked <= 0 {
		t.Errorf("booked %d in %d entries", booked, count)
	}
}
