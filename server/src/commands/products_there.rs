//! The products and categories that are there, as an import compares with them. Read at one moment.

use crate::db::{DbError, Snapshot};
use hashbrown::HashMap;
use shared::ids::{CategoryId, ProductId};
use shared::products::import::Existing;
use shared::products::{Category, Product, ProductCost};
use shared::record::Record;
use uuid::Uuid;

const ROWS_AT_ONCE: i64 = 5_000;

#[derive(Default)]
pub struct ProductsThere {
    products: HashMap<String, (ProductId, Product)>,
    costs: HashMap<ProductId, ProductCost>,
    categories: Vec<(CategoryId, Category)>,
}

impl ProductsThere {
    pub async fn read(snapshot: &mut dyn Snapshot) -> Result<Self, DbError> {
        let products = all::<Product>(snapshot).await?;
        let costs = all::<ProductCost>(snapshot).await?;
        let categories = all::<Category>(snapshot).await?;
        Ok(Self {
            products: products
                .into_iter()
                .map(|(id, product)| (product.code.clone(), (ProductId(id), product)))
                .collect(),
            costs: costs
                .into_iter()
                .map(|(id, cost)| (ProductId(id), cost))
                .collect(),
            categories: categories
                .into_iter()
                .map(|(id, category)| (CategoryId(id), category))
                .collect(),
        })
    }
}

/// Every record of one kind; one that cannot be read is left out and said in the log.
async fn all<R: Record>(snapshot: &mut dyn Snapshot) -> Result<Vec<(Uuid, R)>, DbError> {
    let (mut found, mut last) = (Vec::new(), Uuid::nil());
    loop {
        let rows = snapshot.records_after(R::KIND, last, ROWS_AT_ONCE).await?;
        let count = rows.len();
        let ours = rows.into_iter().filter(|row| row.kind == R::KIND);
        let before = found.len();
        for row in ours.filter(|row| !row.deleted) {
            last = row.id;
            match serde_json::from_str(&row.body) {
                Ok(body) => found.push((row.id, body)),
                Err(error) => tracing::error!(kind = R::KIND, id = %row.id, "unreadable: {error}"),
            }
        }
        let whole_piece = i64::try_from(count).unwrap_or(0) == ROWS_AT_ONCE;
        if !whole_piece || found.len() == before {
            return Ok(found);
        }
    }
}

impl Existing for ProductsThere {
    fn product(&self, code: &str) -> Option<(ProductId, Product)> {
        self.products.get(code).cloned()
    }

    fn cost(&self, product: ProductId) -> Option<ProductCost> {
        self.costs.get(&product).cloned()
    }

    fn costs_visible(&self) -> bool {
        true
    }

    fn categories(&self) -> Vec<(CategoryId, Category)> {
        self.categories.clone()
    }
}
