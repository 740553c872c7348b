//! What is typed and chosen for a new ticket, and how it comes back after a reload.

use leptos::prelude::*;
use shared::calendar::Moment;
use shared::ids::{AccountId, ProductId};
use shared::tickets::{Channel, Kind, Priority};

use super::new_page::From;
use crate::state::Inputs;

/// By the names under which it is kept.
#[derive(Clone, Copy)]
pub struct Typed {
    pub account: RwSignal<Option<AccountId>>,
    pub title: RwSignal<String>,
    pub text: RwSignal<String>,
    pub contact: RwSignal<String>,
    pub priority: RwSignal<Priority>,
    pub kind: RwSignal<Option<Kind>>,
    pub channel: RwSignal<Option<Channel>>,
    pub promised: RwSignal<Option<Moment>>,
    /// The machine, where it began with one.
    pub product: RwSignal<Option<ProductId>>,
}

impl Typed {
    pub fn new(from: &From) -> Typed {
        Typed {
            account: RwSignal::new(from.account),
            title: RwSignal::default(),
            text: RwSignal::default(),
            contact: RwSignal::default(),
            priority: RwSignal::new(Priority::Normal),
            kind: RwSignal::new(None),
            channel: RwSignal::new(None),
            promised: RwSignal::new(None),
            product: RwSignal::new(from.product),
        }
    }

    /// Back as it was left; what the page was opened for is newer.
    pub fn fill(self, back: &Inputs, from: &From) {
        let words = [
            ("title", self.title),
            ("text", self.text),
            ("contact", self.contact),
        ];
        for (name, of) in words {
            put(of, back.get(name).cloned());
        }
        let of = |name: &str| back.get(name).map(String::as_str);
        put(self.priority, of("priority").and_then(Priority::from_name));
        put(self.kind, of("kind").map(Kind::from_name));
        put(self.channel, of("channel").map(Channel::from_name));
        put(self.promised, of("promised").map(|at| at.parse().ok()));
        let account = of("account").filter(|_| from.account.is_none());
        put(self.account, account.map(|id| id.parse().ok()));
        let product = chosen(back, from).filter(|_| from.product.is_none());
        put(self.product, product.map(Some));
    }

    /// As it begins.
    pub fn clear(self, from: &From) {
        for of in [self.title, self.text, self.contact] {
            of.set(String::new());
        }
        self.priority.set(Priority::Normal);
        self.kind.set(None);
        self.channel.set(None);
        self.promised.set(None);
        self.account.set(from.account);
        self.product.set(from.product);
    }
}

/// What did not come back stays as it is.
fn put<T: Send + Sync + 'static>(of: RwSignal<T>, back: Option<T>) {
    if let Some(back) = back {
        of.set(back);
    }
}

/// Under this name the product that was chosen for a serial is kept.
pub fn product_of(serial: &str) -> String {
    format!("product of {serial}")
}

/// Of the serial it begins with, not of another one.
fn chosen(back: &Inputs, from: &From) -> Option<ProductId> {
    let kept = back.get(&product_of(&from.serial));
    kept.filter(|_| !from.serial.is_empty())?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_product_comes_back_for_its_own_serial() {
        let product = ProductId(Uuid::from_u128(7));
        let back = Inputs::from([(product_of("S-1"), product.to_string())]);
        let of = |serial: &str| {
            let serial = serial.to_owned();
            chosen(
                &back,
                &From {
                    serial,
                    ..From::default()
                },
            )
        };
        assert_eq!(["S-1", "S-2", ""].map(of), [Some(product), None, None]);
    }
}
