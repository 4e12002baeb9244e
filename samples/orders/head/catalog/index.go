package catalog

import (
	"cmp"
	"slices"

	"example.com/orders/order"
)

// Index finds products by class.
type Index struct {
	classes map[string][]Product
}

func byPrice(a, b Product) int {
	return cmp.Or(cmp.Compare(a.Price, b.Price), cmp.Compare(a.SKU, b.SKU))
}

// NewIndex builds the index of a feed.
func NewIndex(products []Product) *Index {
	index := &Index{classes: make(map[string][]Product)}
	for _, product := range products {
		index.classes[product.Class] = append(index.classes[product.Class], product)
	}
	return index
}

// Substitutes appends the SKUs of the products of a class that are in stock and
// cost no more than limit, cheapest first.
func (index *Index) Substitutes(skus []string, class string, limit order.Cents) []string {
	products := index.classes[class]
	candidates := make([]Product, 0, len(products))
	for i := range products {
		if products[i].InStock > 0 && products[i].Price <= limit {
			candidates = append(candidates, products[i])
		}
	}
	slices.SortFunc(candidates, byPrice)
	for i := range candidates {
		skus = append(skus, candidates[i].SKU)
	}
	return skus
}
