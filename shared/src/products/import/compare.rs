//! Which fields of a known product would get another value?
//! Takes both products apart by name, so that a new field cannot be forgotten here.

use crate::products::product::Product;

/// The names of the fields that differ.
pub(super) fn changed_fields(before: &Product, now: &Product) -> Vec<String> {
    let Product {
        code,
        name,
        price,
        currency,
        unit,
        provisional,
        brand,
        category,
        vat,
        barcodes,
        producer_code,
        attributes,
        serial_tracked,
        service,
        recorded,
        links,
        archived,
    } = before;
    let differs = [
        ("code", *code != now.code),
        ("name", *name != now.name),
        ("price", *price != now.price),
        ("currency", *currency != now.currency),
        ("unit", *unit != now.unit),
        ("provisional", *provisional != now.provisional),
        ("brand", *brand != now.brand),
        ("category", *category != now.category),
        ("vat", *vat != now.vat),
        ("barcodes", *barcodes != now.barcodes),
        ("producer_code", *producer_code != now.producer_code),
        ("attributes", *attributes != now.attributes),
        ("serial_tracked", *serial_tracked != now.serial_tracked),
        ("service", *service != now.service),
        ("recorded", *recorded != now.recorded),
        ("links", *links != now.links),
        ("archived", *archived != now.archived),
    ];
    let changed = differs.into_iter().filter(|(_, differs)| *differs);
    changed.map(|(name, _)| name.to_owned()).collect()
}
