// Orderd prices orders over HTTP: POST an order as JSON to /price.
package main

import (
	"encoding/json"
	"flag"
	"log"
	"net/http"

	"example.com/orders/inventory"
	"example.com/orders/order"
	"example.com/orders/pricing"
	"example.com/orders/report"
	"example.com/orders/shipping"
)

type answer struct {
	Net      order.Cents `json:"net"`
	Tax      order.Cents `json:"tax"`
	Shipping order.Cents `json:"shipping"`
	Receipt  string      `json:"receipt"`
}

type server struct {
	stock   *inventory.Stock
	rules   []pricing.Rule
	taxes   pricing.TaxTable
	weights shipping.Weights
	tariff  shipping.Tariff
}

func (s *server) price(w http.ResponseWriter, r *http.Request) {
	var o order.Order
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&o); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if _, err := s.stock.Reserve(&o); err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	var savings pricing.Savings
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(answer{
		Net:      pricing.Net(&o, s.rules, &savings),
		Tax:      pricing.Tax(&o, s.taxes, 1900),
		Shipping: shipping.Quote(&o, s.weights, &s.tariff),
		Receipt:  report.Receipt(&o),
	})
}

func main() {
	address := flag.String("listen", "localhost:8080", "address to listen on")
	key := flag.String("key", "", "key that signs reservations")
	flag.Parse()

	s := &server{
		stock:  inventory.NewStock([]byte(*key)),
		rules:  []pricing.Rule{{Name: "bulk", MinQuantity: 10, Percent: 5, Limit: 5000}},
		tariff: shipping.Tariff{Base: 350, PerKilo: 80, Bulky: 900, MaxKilo: 30},
	}
	http.HandleFunc("POST /price", s.price)
	log.Fatal(http.ListenAndServe(*address, nil))
}
