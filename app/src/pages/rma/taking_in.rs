//! What is typed and chosen when a good comes in, the draft that it makes, and the field that a refusal belongs to.

use leptos::prelude::*;
use shared::ids::{AccountId, DocumentId, OperationId, ProductId, TicketId};
use shared::products::{Product, Tracking};
use shared::rma::origin::Origin;
use shared::rma::{Change, Draft, Refusal, Task};
use shared::sync::any_change;
use shared::sync::outcome::Reason;
use shared::tickets::Ticket;

use super::known::{Known, known};
use crate::messages::{language_now, rma};
use crate::pages::problems::{self, Problems};
use crate::pages::tickets::checked::tracked;
use crate::pages::unsaved::Unsaved;
use crate::state::device::NotSaved;
use crate::state::register::Register;
use crate::state::{App, Device, Inputs};

/// Where it began: from a line of a ticket.
#[derive(Clone, Default, PartialEq)]
pub struct From {
    pub ticket: Option<TicketId>,
    pub product: Option<ProductId>,
    pub serial: String,
}

/// How the good is known (RMA-01).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum By {
    Serial,
    Product,
}

impl By {
    const PRODUCT: &'static str = "product";
    pub const ALL: [(By, &'static str); 2] = [(By::Serial, "serial"), (By::Product, By::PRODUCT)];
}

/// What is typed and chosen.
#[derive(Clone, Copy)]
pub struct Typed {
    pub by: RwSignal<By>,
    pub serial: RwSignal<String>,
    pub product: RwSignal<Option<ProductId>>,
    pub sale: RwSignal<Option<DocumentId>>,
    pub reason: RwSignal<String>,
    pub fault: RwSignal<String>,
    pub task: RwSignal<Option<Task>>,
    pub ticket: StoredValue<Option<TicketId>>,
    /// Of the ticket it began with.
    pub account: StoredValue<Option<AccountId>>,
}

impl Typed {
    pub fn begun(device: Device, from: From) -> Typed {
        let ticket = from.ticket.and_then(|id| device.peek::<Ticket>(id));
        let by = match from.product.is_some() && from.serial.is_empty() {
            true => By::Product,
            false => By::Serial,
        };
        let told = ticket.as_ref().map(|ticket| match ticket.text.trim() {
            "" => ticket.title.clone(),
            text => text.to_owned(),
        });
        Typed {
            by: RwSignal::new(by),
            serial: RwSignal::new(from.serial),
            product: RwSignal::new(from.product),
            sale: RwSignal::new(None),
            reason: RwSignal::new(String::new()),
            fault: RwSignal::new(told.unwrap_or_default()),
            task: RwSignal::new(None),
            ticket: StoredValue::new(from.ticket),
            account: StoredValue::new(ticket.map(|ticket| ticket.account)),
        }
    }
}

impl Typed {
    /// What was chosen before the page closed. What it was begun with is newer, but for the task, which nothing begins with.
    pub fn take_back(self, back: &Inputs) {
        let of = |name: &str| back.get(name).map_or("", String::as_str);
        if let Some(task) = Task::from_code(of("task")) {
            self.task.set(Some(task));
        }
        let begun = self.serial.with_untracked(|serial| !serial.is_empty())
            || self.product.with_untracked(Option::is_some);
        if begun {
            return;
        }
        if let Some((by, _)) = By::ALL.into_iter().find(|(_, name)| *name == of("by")) {
            self.by.set(by);
        }
        self.product.set(of("product").parse().ok());
        self.sale.set(of("sale").parse().ok());
    }

    /// Everything that was chosen is thrown away.
    pub fn forget_choices(self) {
        self.by.set(By::Serial);
        self.product.set(None);
        self.sale.set(None);
        self.task.set(None);
    }
}

/// Nothing chosen is an empty word.
fn written<T: ToString>(chosen: Option<T>) -> String {
    chosen.map_or_else(String::new, |chosen| chosen.to_string())
}

/// The form and what its pieces share.
#[derive(Clone, Copy)]
pub struct Paper {
    pub app: App,
    pub typed: Typed,
    pub problems: Problems,
    pub unsaved: Unsaved,
    pub register: Memo<Register>,
    /// The serial as it was finished, and what is known of it.
    pub asked: RwSignal<String>,
}

impl Paper {
    pub fn input(self, name: &'static str, of: RwSignal<String>) -> Callback<String> {
        Callback::new(move |text: String| {
            self.problems.clear(name);
            of.set(text.clone());
            self.unsaved.type_in(name, text);
        })
    }

    pub fn choose_by(self, (by, name): (By, &str)) {
        self.typed.by.set(by);
        self.unsaved.type_in("by", name.to_owned());
    }

    pub fn choose_product(self, product: Option<ProductId>) {
        if self.typed.product.get_untracked() != product {
            self.typed.product.set(product);
            self.unsaved.type_in("product", written(product));
        }
    }

    pub fn choose_sale(self, sale: Option<DocumentId>) {
        if self.typed.sale.get_untracked() != sale {
            self.typed.sale.set(sale);
            self.unsaved.type_in("sale", written(sale));
        }
    }

    pub fn choose_task(self, task: Option<Task>) {
        self.typed.task.set(task);
        let code = task.map_or_else(String::new, |task| task.code().to_owned());
        self.unsaved.type_in("task", code);
    }

    /// What was typed for a serial is the code of this product.
    pub fn take_as_product(self, product: ProductId) {
        self.input("serial", self.typed.serial).run(String::new());
        self.asked.set(String::new());
        self.choose_sale(None);
        self.choose_product(Some(product));
        self.choose_by((By::Product, By::PRODUCT));
    }

    /// What was typed for a serial is a lot's number, which leads to this product and this sale.
    pub fn take_of_lot(self, origin: &Origin) {
        self.take_as_product(origin.product);
        self.choose_sale(Some(origin.sale));
    }

    /// Units of the chosen product have numbers.
    pub fn has_serials(self) -> bool {
        let device = self.app.device;
        let product = self.typed.product.get();
        let card = product.and_then(|id| device.get::<Product>(id));
        tracked(device, card.as_ref()) == Tracking::Serial
    }

    /// A serial leads to the sale: where it is asked for first, and where a product's was given.
    pub fn by_serial(self) -> bool {
        let given = || !self.typed.serial.with(|serial| serial.trim().is_empty());
        self.typed.by.get() == By::Serial || (self.has_serials() && given())
    }

    pub fn known(self, serial: &str) -> Known {
        let product = self.typed.product.get();
        self.register
            .with(|register| known(self.app, register, serial, product))
    }
}

/// Why nothing was taken in.
pub enum Wrong {
    Refused(Refusal),
    Else(String),
}

impl Wrong {
    /// Under its field where it has one; else the words for the top of the page.
    pub fn said(self, paper: Paper) -> Option<String> {
        let why = match self {
            Wrong::Refused(why) => why,
            Wrong::Else(words) => return Some(words),
        };
        let words = rma::refusal(language_now(), &why);
        match field(&why, untrack(|| paper.by_serial())) {
            Some(field) => {
                paper.problems.say(field, words);
                None
            }
            None => Some(words),
        }
    }
}

/// The field a refusal belongs to.
fn field(why: &Refusal, by_serial: bool) -> Option<&'static str> {
    Some(match (why, by_serial) {
        (Refusal::NothingNamed | Refusal::NoSuchProduct, false) => "product",
        (Refusal::SerialWanted, _) => "reason",
        (Refusal::SaleMissing | Refusal::NoSuchSale | Refusal::NotInSale, false) => "sale",
        (
            Refusal::NothingNamed
            | Refusal::SerialInvalid
            | Refusal::SerialUnknown
            | Refusal::SerialReturned
            | Refusal::NotThisProduct
            | Refusal::SeveralProducts
            | Refusal::IsLot
            | Refusal::OpenAlready,
            true,
        ) => "serial",
        _ => return None,
    })
}

/// Takes the good in; the return's id, or why not.
pub async fn made(paper: Paper) -> Result<OperationId, Wrong> {
    let device = paper.app.device;
    let draft = untrack(|| draft(paper)).map_err(Wrong::Refused)?;
    let operation = device.new_id();
    let change = Change::TakenIn {
        operation,
        draft,
        provisional: device.provisional(),
    };
    match device.commit(change).await {
        Ok(_) => Ok(operation),
        Err(NotSaved::Refused(
            _,
            Reason::Refused {
                refusal: any_change::Refusal::Rma(why),
            },
        )) => Err(Wrong::Refused(why)),
        Err(why) => Err(Wrong::Else(problems::not_saved(language_now(), &why))),
    }
}

/// By serial with the sale that the register shows; without one as it was chosen.
fn draft(paper: Paper) -> Result<Draft, Refusal> {
    let typed = paper.typed;
    let whole = Draft {
        fault: typed.fault.get(),
        task: typed.task.get(),
        ticket: typed.ticket.get_value(),
        ..Draft::default()
    };
    if !paper.by_serial() {
        return Ok(Draft {
            product: typed.product.get(),
            sale: typed.sale.get(),
            without_serial: typed.reason.get(),
            ..whole
        });
    }
    let serial = typed.serial.get();
    let seen = match paper.known(&serial) {
        Known::Nothing => return Err(Refusal::NothingNamed),
        Known::Refused(why) => return Err(why),
        Known::Several(_) => return Err(Refusal::SeveralProducts),
        Known::Lot(_) => return Err(Refusal::IsLot),
        Known::Open(_) => return Err(Refusal::OpenAlready),
        Known::Sold(origin) => Some(origin),
        Known::Elsewhere { .. } => None,
    };
    Ok(Draft {
        serial: Some(serial.trim().to_owned()),
        product: seen
            .as_ref()
            .map_or(typed.product.get(), |origin| Some(origin.product)),
        sale: seen.map(|origin| origin.sale),
        ..whole
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::Id;
    use uuid::Uuid;

    fn taken_back(from: From) -> (bool, Option<ProductId>, Option<DocumentId>, Option<Task>) {
        let (pump, sale) = (Uuid::from_u128(7), Uuid::from_u128(8));
        let kept = [
            ("by", By::PRODUCT.to_owned()),
            ("product", pump.to_string()),
            ("sale", sale.to_string()),
            ("task", Task::Exchange.code().to_owned()),
        ];
        let kept = kept.map(|(field, text)| (field.to_owned(), text)).into();
        Owner::new().with(|| {
            let typed = Typed::begun(Device::new(), from);
            typed.take_back(&kept);
            let by_product = typed.by.get_untracked() == By::Product;
            let (product, sale) = (typed.product.get_untracked(), typed.sale.get_untracked());
            (by_product, product, sale, typed.task.get_untracked())
        })
    }

    #[test]
    fn what_was_chosen_comes_back_unless_the_return_was_begun_with_a_unit() {
        let (pump, sale) = (Uuid::from_u128(7), Uuid::from_u128(8));
        let chosen = (
            Some(ProductId::from_uuid(pump)),
            Some(DocumentId::from_uuid(sale)),
        );
        let task = Some(Task::Exchange);
        assert_eq!(
            taken_back(From::default()),
            (true, chosen.0, chosen.1, task)
        );
        let scanned = From {
            serial: "VK-7".to_owned(),
            ..From::default()
        };
        assert_eq!(taken_back(scanned), (false, None, None, task));
    }
}
