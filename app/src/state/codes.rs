//! Which product carries exactly this code or barcode? Looked up in an index over the packed heads; nothing is guessed.

use hashbrown::HashMap;
use shared::ids::{CategoryId, Id, ProductId};
use shared::products::barcode::comparable;
use shared::products::import::Existing;
use shared::products::{Category, Product, ProductCost};
use shared::record::{Record, RecordKey, Stored};
use shared::sync::Replica;
use uuid::Uuid;

use super::Device;
use super::code_index::CodeIndex;

/// The product whose code, provisional code or barcode this is, whatever the case of its letters.
pub fn product(device: Device, typed: &str) -> Option<ProductId> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let found = device.with_codes(|replica, index| first(replica, index, typed));
    found.flatten()
}

/// Has the index made before the first code comes.
pub fn prepare(device: Device) {
    device.with_codes(|replica, index| index.follow(replica));
}

/// What waits here first, then what came since the blocks, then the blocks.
fn first(replica: &Replica, index: &mut CodeIndex, typed: &str) -> Option<ProductId> {
    let wanted = comparable(typed);
    let fits = |row: &Stored| {
        let product = row.typed::<Product>()?;
        let same = |code: &str| code.eq_ignore_ascii_case(typed);
        let carries = same(&product.code)
            || product.provisional.as_deref().is_some_and(same)
            || product
                .barcodes
                .iter()
                .any(|code| comparable(code) == wanted);
        carries.then_some(ProductId(row.id))
    };
    let mut own = replica.overlay().of_kind(Product::KIND);
    let table = replica.base().table(Product::KIND);
    // what stands now: a row of the index may have changed since
    let now = |id: Uuid| replica.get(&key(id)).as_ref().and_then(fits);
    own.find_map(fits)
        .or_else(|| table?.journal.iter().find_map(|row| now(row.id)))
        .or_else(|| index.find(replica, typed).into_iter().find_map(now))
}

fn key(id: Uuid) -> RecordKey {
    RecordKey::of::<Product>(ProductId(id))
}

/// What an import compares a table with: everything aboard, found by code.
pub struct Aboard {
    device: Device,
    codes: HashMap<String, ProductId>,
    costs_visible: bool,
}

impl Aboard {
    pub fn new(device: Device, costs_visible: bool) -> Aboard {
        let codes = device.with(codes).unwrap_or_default();
        Aboard {
            device,
            codes,
            costs_visible,
        }
    }
}

fn codes(replica: &Replica) -> HashMap<String, ProductId> {
    let mut codes = HashMap::new();
    if let Some(table) = replica.base().table(Product::KIND) {
        let head = |place| shared::sync::listing::code_and_name(table, place);
        codes.extend(
            table
                .places()
                .filter_map(|(id, place)| Some((head(place)?.0.to_owned(), ProductId(id)))),
        );
    }
    let own = replica
        .overlay()
        .of_kind(Product::KIND)
        .filter_map(|row| Some((row.id, row.typed::<Product>()?)));
    codes.extend(own.map(|(id, product)| (product.code.clone(), ProductId::from_uuid(id))));
    codes
}

impl Existing for Aboard {
    fn product(&self, code: &str) -> Option<(ProductId, Product)> {
        let id = *self.codes.get(code)?;
        let product = self.device.peek::<Product>(id)?;
        // the overlay may have given it another code since
        (product.code == code).then_some((id, product))
    }

    fn cost(&self, product: ProductId) -> Option<ProductCost> {
        self.device.peek::<ProductCost>(product)
    }

    fn costs_visible(&self) -> bool {
        self.costs_visible
    }

    fn categories(&self) -> Vec<(CategoryId, Category)> {
        leptos::prelude::untrack(|| self.device.all::<Category>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::money::Currency;
    use shared::shelf::Shelf;
    use shared::sync::block::{Entry, pack};
    use shared::sync::wire::Row;

    const BARCODE: &str = "4006381333931";

    fn card(number: u128) -> Product {
        Product {
            provisional: Some(format!("T1-{number}")),
            barcodes: vec![format!("house {number}"), BARCODE.into()],
            ..Product::blank(&format!("KMP-{number}"), Currency::EUR)
        }
    }

    fn block(numbers: std::ops::Range<u128>) -> Vec<u8> {
        let cards: Vec<_> = numbers.map(|number| (number, card(number))).collect();
        let entries = cards.iter().map(|(number, card)| Entry {
            id: Uuid::from_u128(*number),
            revision: 1,
            body: card,
        });
        let entries: Vec<_> = entries.collect();
        pack(Product::KIND, &Shelf("products".into()), &entries)
    }

    fn aboard() -> Replica {
        let mut replica = Replica::new(Id::from_uuid(Uuid::nil()));
        replica.add_block(block(1..300)).expect("a whole block");
        replica
    }

    fn number(found: Option<ProductId>) -> Option<u128> {
        found.map(|id| id.0.as_u128())
    }

    #[test]
    fn a_product_is_found_by_each_of_its_codes() {
        let (replica, mut index) = (aboard(), CodeIndex::default());
        let mut find = |typed: &str| number(first(&replica, &mut index, typed));
        for of in 1..300 {
            let typed = [
                format!("kmp-{of}"),
                format!("t1-{of}"),
                format!("house {of}"),
            ];
            assert_eq!(typed.map(|typed| find(&typed)), [Some(of); 3]);
        }
        assert!(find(&format!("0{BARCODE}")).is_some(), "as fourteen digits");
        assert_eq!(find("KMP-300"), None);
    }

    #[test]
    fn what_came_since_counts() {
        let (mut replica, mut index) = (aboard(), CodeIndex::default());
        assert_eq!(number(first(&replica, &mut index, "KMP-7")), Some(7));
        let renamed = Product {
            code: "KMP-NEW".into(),
            ..card(7)
        };
        let row = Row {
            kind: Product::KIND.into(),
            id: Uuid::from_u128(7),
            rev: 2,
            body: Some(serde_json::to_value(renamed).expect("JSON")),
            on: vec![Shelf("products".into())],
        };
        assert_eq!(replica.add_row(&row), Ok(true));
        replica.add_block(block(300..320)).expect("a whole block");
        let mut find = |typed: &str| number(first(&replica, &mut index, typed));
        assert_eq!(find("KMP-7"), None);
        assert_eq!((find("kmp-new"), find("KMP-319")), (Some(7), Some(319)));
    }
}
