//! Which kinds stand in lists, and what each list shows and finds of a record.

use shared::accounts::Account;
use shared::offers::Offer;
use shared::products::Product;
use shared::record::{Record, Stored};
use shared::sync::base::{Base, Place, Table};
use shared::sync::listing::{Entry, Found, Listing, code_and_name};
use shared::text::Language;

/// Is there a list of this kind?
pub fn is_listed(kind: &str) -> bool {
    [Product::KIND, Account::KIND, Offer::KIND].contains(&kind)
}

/// Builds the list of a kind from what is packed.
pub fn build(base: &Base, kind: &str, language: Language) -> Listing {
    let mut listing = match kind {
        kind if kind == Product::KIND => Listing::of_heads(base, kind, language, code_and_name),
        kind => Listing::of_heads(base, kind, language, coded_name),
    };
    // rows of the journal of other kinds than products are described one by one
    if kind != Product::KIND {
        let Some(table) = base.table(kind) else {
            return listing;
        };
        for row in &table.journal {
            let stored = row.body.clone().map(|body| Stored {
                id: row.id,
                revision: row.revision,
                body,
            });
            listing.update(row.id, stored.as_ref().and_then(describe));
        }
    }
    listing
}

/// The first rows of a list without building it, where the packed heads alone say them.
pub fn first(base: &Base, kind: &str, language: Language, count: usize) -> Option<Found> {
    let long = base.table(kind).is_some_and(|table| table.len() > count);
    (kind == Product::KIND && long)
        .then(|| Listing::first_of_heads(base, kind, language, count, code_and_name))
}

/// What a list shows of one record.
pub fn describe(row: &Stored) -> Option<Entry> {
    if let Some(product) = row.typed::<Product>() {
        let provisional = product.provisional.clone().unwrap_or_default();
        let words = format!(
            "{} {provisional} {}",
            product.code,
            product.barcodes.join(" ")
        );
        return Some(Entry {
            title: product.name.clone(),
            words,
        });
    }
    if let Some(account) = row.typed::<Account>() {
        let codes: Vec<&str> = account.code.all().collect();
        return Some(Entry {
            title: account.name.clone(),
            words: codes.join(" "),
        });
    }
    let offer = row.typed::<Offer>()?;
    let codes: Vec<&str> = offer.code.all().collect();
    Some(Entry {
        title: offer.account_name.clone(),
        words: codes.join(" "),
    })
}

/// Accounts and offers begin with their two codes and a name.
fn coded_name(table: &Table, place: Place) -> Option<(&str, &str)> {
    match place {
        Place::Packed(block, slot) => {
            let (number, provisional, name) =
                table.blocks[block as usize]
                    .head::<(Option<&str>, Option<&str>, &str)>(slot as usize)?;
            Some((number.or(provisional).unwrap_or_default(), name))
        }
        Place::Journal(_) => None,
    }
}
