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
	candidates := slices.Clone(index.classes[class])
	slices.SortFunc(candidates, byPrice)
	for i := range candidates {
		if candidates[i].InStock > 0 && candidates[i].Price <= limit {
			skus = append(skus, candidates[i].SKU)
		}
	}
	return skus
}
