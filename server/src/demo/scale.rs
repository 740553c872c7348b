//! How large the demo company is: products are given, everything else follows in proportion.

/// The company people see with `--demo`.
pub const PRODUCTS: usize = 10_000;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scale {
    pub products: usize,
    pub accounts: usize,
    pub documents: usize,
    pub offers: usize,
}

impl Scale {
    /// 100,000 products give the workload of `speed.md`: 20,000 accounts, about 50,000 serials, 3,000 offers.
    pub fn of_products(products: usize) -> Self {
        Self {
            products,
            accounts: (products / 5).max(20),
            documents: (products / 4).max(20),
            offers: (products * 3 / 100).max(6),
        }
    }
}

impl Default for Scale {
    fn default() -> Self {
        Self::of_products(PRODUCTS)
    }
}
