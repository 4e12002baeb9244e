// Package catalog knows what can be ordered and what it costs.
package catalog

import (
	"errors"
	"strings"

	"example.com/orders/order"
)

// Product is one line of the supplier's price feed.
type Product struct {
	SKU     string
	Class   string
	Price   order.Cents
	InStock int
}

var errFeed = errors.New("catalog: malformed feed line")

// cut splits off the first field of a semicolon separated line.
func cut(line string) (field, rest string) {
	at := strings.IndexByte(line, ';')
	if at < 0 {
		return line, ""
	}
	return line[:at], line[at+1:]
}

// parseCents reads "12.34"; two decimals are required.
func parseCents(text string) (order.Cents, error) {
	dot := len(text) - 3
	if dot < 1 || text[dot] != '.' {
		return 0, errFeed
	}
	units, err := parseCount(text[:dot])
	if err != nil {
		return 0, err
	}
	hundredths, err := parseCount(text[dot+1:])
	if err != nil {
		return 0, err
	}
	return order.Cents(units*100 + hundredths), nil
}

// parseCount reads a number without a sign.
func parseCount(text string) (int, error) {
	if text == "" || len(text) > 9 {
		return 0, errFeed
	}
	n := 0
	for i := 0; i < len(text); i++ {
		digit := text[i] - '0'
		if digit > 9 {
			return 0, errFeed
		}
		n = n*10 + int(digit)
	}
	return n, nil
}

// ParseFeed appends the products of a feed, one "sku;class;price;stock" a line.
func ParseFeed(products []Product, feed string) ([]Product, error) {
	for feed != "" {
		var line string
		line, feed, _ = strings.Cut(feed, "\n")
		if line == "" {
			continue
		}
		var product Product
		product.SKU, line = cut(line)
		product.Class, line = cut(line)
		price, stock := cut(line)

		var err error
		if product.Price, err = parseCents(price); err != nil {
			return nil, err
		}
		if product.InStock, err = parseCount(stock); err != nil {
			return nil, err
		}
		products = append(products, product)
	}
	return products, nil
}
