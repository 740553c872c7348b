//! Which product carries exactly this code or barcode? One pass over the packed heads; nothing is unpacked, nothing is guessed.

use hashbrown::HashMap;
use shared::ids::{CategoryId, Id, ProductId};
use shared::money::{Currency, Decimal};
use shared::products::barcode::comparable;
use shared::products::import::Existing;
use shared::products::{Category, Product, ProductCost};
use shared::quantity::Unit;
use shared::rate::Percent;
use shared::record::{Record, RecordKey, Stored};
use shared::sync::Replica;
use shared::sync::base::Place;
use uuid::Uuid;

use super::Device;

/// The leading fields of a packed product, as far as its barcodes.
type Head<'a> = (
    &'a str,
    &'a str,
    Option<Decimal>,
    Currency,
    Unit,
    Option<&'a str>,
    &'a str,
    Option<CategoryId>,
    Percent,
    Vec<&'a str>,
);

/// The product whose code, provisional code or barcode this is, whatever the case of its letters.
pub fn product(device: Device, typed: &str) -> Option<ProductId> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let wanted = comparable(typed);
    let fits =
        |code: &str, provisional: Option<&str>, mut barcodes: &mut dyn Iterator<Item = &str>| {
            let same = |code: &str| code.eq_ignore_ascii_case(typed);
            same(code)
                || provisional.is_some_and(same)
                || Iterator::any(&mut barcodes, |barcode| comparable(barcode) == wanted)
        };
    device.with(|replica| first(replica, &fits)).flatten()
}

type Fits<'a> = dyn Fn(&str, Option<&str>, &mut dyn Iterator<Item = &str>) -> bool + 'a;

fn first(replica: &Replica, fits: &Fits<'_>) -> Option<ProductId> {
    let typed = |row: &Stored| {
        let product = row.typed::<Product>()?;
        let mut barcodes = product.barcodes.iter().map(String::as_str);
        fits(&product.code, product.provisional.as_deref(), &mut barcodes)
            .then_some(ProductId(row.id))
    };
    let mut own = replica.overlay().of_kind(Product::KIND);
    if let Some(found) = own.find_map(typed) {
        return Some(found);
    }
    let table = replica.base().table(Product::KIND)?;
    let found = table.places().find(|(id, place)| {
        // a product that waits in the overlay was looked at already, as it is now
        if replica.overlay().get(&key(*id)).is_some() {
            return false;
        }
        match place {
            Place::Packed(block, slot) => {
                let head = table.blocks[*block as usize].head::<Head<'_>>(*slot as usize);
                head.is_some_and(|head| fits(head.0, head.5, &mut head.9.iter().copied()))
            }
            Place::Journal(_) => table.get(*id).as_ref().and_then(typed).is_some(),
        }
    });
    found.map(|(id, _)| ProductId(id))
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
