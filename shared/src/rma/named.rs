//! What the text of field 1 names: a unit by its serial, or a product by its code (RMA-04). Looks nothing up.

use crate::ids::ProductId;

/// What a text may be meant as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Named {
    Serial,
    /// No serial that anybody knows, but the code of this product.
    Product(ProductId),
    /// Both: the user chooses, and the serial stands until then.
    Either(ProductId),
}

/// `serial_known`: a unit of this number was sold at some time. `product`: the one that carries the text as its code.
///
/// ```
/// # use shared::ids::{Id, ProductId};
/// # use uuid::Uuid;
/// use shared::rma::named::{Named, named};
/// let pump = ProductId::from_uuid(Uuid::from_u128(1));
/// assert_eq!(named(true, Some(pump)), Named::Either(pump));
/// assert_eq!(named(false, Some(pump)), Named::Product(pump));
/// // what nobody knows may still be a serial (RMA-05)
/// assert_eq!(named(false, None), Named::Serial);
/// ```
pub fn named(serial_known: bool, product: Option<ProductId>) -> Named {
    match (serial_known, product) {
        (true, Some(product)) => Named::Either(product),
        (false, Some(product)) => Named::Product(product),
        (_, None) => Named::Serial,
    }
}
