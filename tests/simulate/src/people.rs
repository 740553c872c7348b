//! What people tap: a random change to something they can see, as the pages make it. Whether it applies is not asked here.

use crate::chance::Chance;
use crate::start::set;
use shared::accounts::{self, Account};
use shared::brought::Brought;
use shared::edit::Edit;
use shared::ids::{AccountId, LineId, OfferId, OperationId, ProductId, TicketId, UserId};
use shared::integrations::DocumentKind;
use shared::money::{Currency, Decimal};
use shared::offers::{self, Line, Offer};
use shared::pricing::{PriceSource, Slots};
use shared::products::{self, Product};
use shared::quantity::Quantity;
use shared::rate::Percent;
use shared::record::{Record, RecordKey};
use shared::sync::{AnyChange, Replica};
use shared::text::Language;
use shared::users::{self, Context, Right, User};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use uuid::Uuid;

pub const TERRITORIES: [&str; 2] = ["ege", "marmara"];

/// Every id that was ever made, to pick from; what a device does not see it does not find.
#[derive(Debug, Default)]
pub struct Made {
    pub accounts: RefCell<Vec<AccountId>>,
    pub products: RefCell<Vec<ProductId>>,
    pub offers: RefCell<Vec<OfferId>>,
    pub tickets: RefCell<Vec<TicketId>>,
    pub operations: RefCell<Vec<OperationId>>,
    pub users: RefCell<Vec<UserId>>,
    next: Cell<u64>,
}

impl Made {
    /// Ids look like those devices make (version 7), and are the same in every run of a seed.
    pub fn id(&self, chance: &Chance) -> Uuid {
        self.next.set(self.next.get() + 1);
        let high = u128::from(self.next.get()) << 80;
        let low = u128::from(chance.next()) << 2 >> 2;
        Uuid::from_u128(high | (0x7 << 76) | (0b10 << 62) | (low & ((1 << 62) - 1)))
    }

    pub fn starting_at(first: u64) -> Self {
        Self {
            next: Cell::new(first),
            ..Self::default()
        }
    }
}

/// One person at one screen.
pub struct Tapping<'a> {
    pub chance: &'a Chance,
    pub replica: &'a Replica,
    pub context: &'a Context,
    pub made: &'a Made,
}

impl Tapping<'_> {
    pub fn change(&self) -> Option<AnyChange> {
        if self.context.has(Right::TakeInReturns) && self.chance.below(6) == 0 {
            return self.return_goods();
        }
        match self.chance.below(if self.context.has(Right::ManageUsers) {
            33
        } else {
            31
        }) {
            0 => Some(self.new_account()),
            1..=3 => self.edit_account(),
            4 => Some(self.new_product()),
            5..=6 => self.edit_product(),
            7..=8 => self.new_offer(),
            9..=11 => self.add_line(),
            12..=15 => self.edit_line(),
            16 => self.edit_header(),
            17 => self.move_status(),
            18..=19 => self.import(),
            20 => self.move_account(),
            21..=23 => self.convert(),
            24..=25 => self.answer_conversion(),
            26..=30 => self.serve(),
            31 => self.set_setting(),
            _ => self.new_user(),
        }
    }

    pub(crate) fn see<R: Record>(&self, id: R::Id) -> Option<R> {
        self.replica
            .get(&RecordKey::of::<R>(id))?
            .typed::<R>()
            .cloned()
    }

    pub(crate) fn one<T: Copy>(&self, of: &RefCell<Vec<T>>) -> Option<T> {
        self.chance.pick(&of.borrow()).copied()
    }

    pub(crate) fn id(&self) -> Uuid {
        self.made.id(self.chance)
    }

    /// Few words, so that two people often write the same one.
    pub(crate) fn word(&self) -> String {
        format!(
            "{} {}",
            ["Vana", "Şamandıra", "Pompa", "ąžuolas", "İğne"][self.chance.below(5)],
            self.chance.below(6)
        )
    }

    fn new_account(&self) -> AnyChange {
        let account = AccountId(self.id());
        self.made.accounts.borrow_mut().push(account);
        let territory = self.context.territories.iter().next();
        let draft = accounts::change::Draft {
            name: self.word(),
            territory: territory.cloned().unwrap_or_else(|| TERRITORIES[0].into()),
            city: String::new(),
            country: "TR".into(),
            address: String::new(),
            phone: String::new(),
            email: String::new(),
            language: Language::Tr,
            currency: Currency::TRY,
            price_list: None,
            payment_method: String::new(),
            note: String::new(),
        };
        accounts::Change::Created {
            account,
            draft,
            provisional: self.label(),
        }
        .into()
    }

    pub(crate) fn label(&self) -> String {
        format!("T-{}", self.chance.below(1000))
    }

    fn edit_account(&self) -> Option<AnyChange> {
        let account = self.one(&self.made.accounts)?;
        let seen: Account = self.see(account)?;
        use accounts::change::Field;
        let field = match self.chance.below(4) {
            0 => Field::Name {
                edit: Edit::new(seen.name, self.word()),
            },
            1 => Field::City {
                edit: Edit::new(seen.city, self.word()),
            },
            2 => Field::Note {
                edit: Edit::new(seen.note, self.word()),
            },
            _ => Field::Phone {
                edit: Edit::new(seen.phone, format!("+90 {}", self.chance.below(5))),
            },
        };
        Some(accounts::Change::Edited { account, field }.into())
    }

    fn move_account(&self) -> Option<AnyChange> {
        let account = self.one(&self.made.accounts)?;
        let seen: Account = self.see(account)?;
        let now = TERRITORIES[self.chance.below(TERRITORIES.len())];
        let territory = Edit::new(seen.place.territory, now.to_owned());
        Some(accounts::Change::Moved { account, territory }.into())
    }

    fn new_product(&self) -> AnyChange {
        let product = ProductId(self.id());
        self.made.products.borrow_mut().push(product);
        let draft = products::Draft {
            name: self.word(),
            price: Some(Decimal::from(100)),
            ..products::Draft::blank(Currency::TRY)
        };
        products::Change::Created {
            product,
            draft,
            provisional: self.label(),
        }
        .into()
    }

    fn edit_product(&self) -> Option<AnyChange> {
        let product = self.one(&self.made.products)?;
        let seen: Product = self.see(product)?;
        use products::Field;
        let field = match self.chance.below(2) {
            0 => Field::Name {
                edit: Edit::new(seen.name, self.word()),
            },
            _ => {
                let price = Some(Decimal::from(self.chance.below(20) as i64));
                Field::Price {
                    edit: Edit::new(seen.price, price),
                }
            }
        };
        Some(products::Change::Edited { product, field }.into())
    }

    /// Rows of a file, each with what it would change of a product that is seen here, or with a new one.
    fn import(&self) -> Option<AnyChange> {
        let rows = (0..=self.chance.below(4)).filter_map(|line| self.row(line as u64));
        let rows: Vec<products::Row> = rows.collect();
        (!rows.is_empty()).then(|| products::Change::Imported { rows }.into())
    }

    fn row(&self, line: u64) -> Option<products::Row> {
        let (id, seen) = match self.chance.below(6) {
            0 => (ProductId(self.id()), None),
            _ => {
                let id = self.one(&self.made.products)?;
                (id, Some(self.see::<Product>(id)?))
            }
        };
        let mut now = match &seen {
            Some(seen) => seen.clone(),
            None => Product::blank(&self.label(), Currency::TRY),
        };
        now.name = self.word();
        if self.chance.below(2) == 0 {
            now.brand = self.word();
        }
        if self.chance.below(2) == 0 {
            now.price = Some(Decimal::from(self.chance.below(20) as i64));
        }
        if seen.is_none() {
            self.made.products.borrow_mut().push(id);
        }
        let product = Brought::between(seen.as_ref(), now);
        let cost = None;
        let line = Some(line);
        product.is_some().then_some(products::Row {
            id,
            line,
            product,
            cost,
        })
    }

    fn new_offer(&self) -> Option<AnyChange> {
        let account = self.one(&self.made.accounts)?;
        self.see::<Account>(account)?;
        let offer = OfferId(self.id());
        self.made.offers.borrow_mut().push(offer);
        let lines = (0..self.chance.below(3))
            .filter_map(|_| self.line())
            .collect();
        let draft = offers::change::Draft {
            account,
            day: self.context.today,
            valid_until: None,
            currency: Currency::TRY,
            price_list: None,
            payment_method: String::new(),
            set: None,
            note: String::new(),
            lines,
            ticket: None,
        };
        Some(
            offers::Change::Created {
                offer,
                draft,
                provisional: self.label(),
            }
            .into(),
        )
    }

    fn line(&self) -> Option<offers::change::NewLine> {
        let product = self.one(&self.made.products)?;
        let seen: Product = self.see(product)?;
        Some(offers::change::NewLine {
            id: LineId(self.id()),
            product: Some(product),
            text: String::new(),
            quantity: Quantity::pieces(1 + self.chance.below(4) as i64),
            price: seen.price,
            source: PriceSource::Standard,
            slots: Slots::EMPTY,
        })
    }

    fn offer(&self) -> Option<(OfferId, Offer)> {
        let offer = self.one(&self.made.offers)?;
        Some((offer, self.see(offer)?))
    }

    fn add_line(&self) -> Option<AnyChange> {
        let (offer, _) = self.offer()?;
        let line = self.line()?;
        Some(offers::Change::LineAdded { offer, line }.into())
    }

    fn edit_line(&self) -> Option<AnyChange> {
        use offers::Change;
        let (offer, seen) = self.offer()?;
        let at: &Line = self.chance.pick(&seen.lines)?;
        let line = at.id;
        let count = 1 + self.chance.below(6) as i64;
        let change = match self.chance.below(6) {
            0 | 1 => {
                let quantity = Edit::new(at.quantity.clone(), Quantity::pieces(count));
                Change::QuantitySet {
                    offer,
                    line,
                    quantity,
                }
            }
            2 => Change::PriceSet {
                offer,
                line,
                price: Edit::new(at.price, Some(Decimal::from(count * 10))),
            },
            3 => {
                let slot = 6 + self.chance.below(5) as u8;
                let was = at.slots.get(usize::from(slot)).map(|slot| slot.value);
                let value = Edit::new(was, Percent::new(Decimal::from(count)).ok());
                Change::DiscountSet {
                    offer,
                    line,
                    slot,
                    value,
                }
            }
            4 => Change::LineRemoved {
                offer,
                line,
                was: at.clone(),
            },
            _ => {
                let after = self.chance.pick(&seen.lines).map(|line| line.id);
                Change::LineMoved {
                    offer,
                    line,
                    after: after.filter(|after| *after != line),
                }
            }
        };
        Some(change.into())
    }

    fn edit_header(&self) -> Option<AnyChange> {
        let (offer, seen) = self.offer()?;
        let field = offers::change::Field::Note {
            edit: Edit::new(seen.note, self.word()),
        };
        Some(offers::Change::HeaderEdited { offer, field }.into())
    }

    fn move_status(&self) -> Option<AnyChange> {
        use offers::Change;
        let (offer, _) = self.offer()?;
        Some(match self.chance.below(4) {
            0 | 1 => Change::Sent { offer }.into(),
            2 => Change::TakenBack { offer }.into(),
            _ => Change::Lost {
                offer,
                reason: self.word(),
            }
            .into(),
        })
    }

    /// An offer that can become a document now, as far as this device knows.
    fn convert(&self) -> Option<AnyChange> {
        let ready = |offer: &Offer| {
            let kinds = offers::transfer::missing(offer, DocumentKind::Order, None);
            offer.status.is_open() && kinds == [offers::transfer::Missing::Set]
        };
        let (offer, _) = self.offer_that(ready)?;
        let kinds = [DocumentKind::Order, DocumentKind::Dispatch];
        let kind = kinds[usize::from(self.chance.below(4) == 0)];
        let set = Some(set());
        Some(offers::Change::ConversionRequested { offer, kind, set }.into())
    }

    /// It came back with differences that the seller takes, or was asked for too early.
    fn answer_conversion(&self) -> Option<AnyChange> {
        let asked = |offer: &Offer| match &offer.conversion {
            None => false,
            Some(_) if offer.status == offers::Status::ConversionRequested => true,
            Some(conversion) => offer.status.is_open() && !conversion.differences.is_empty(),
        };
        let (offer, seen) = self.offer_that(asked)?;
        if !seen.status.is_open() {
            return Some(offers::Change::ConversionWithdrawn { offer }.into());
        }
        let mut differences = seen.conversion?.differences;
        differences.retain(offers::conversion::acceptable);
        Some(offers::Change::DifferencesAccepted { offer, differences }.into())
    }

    fn offer_that(&self, fits: impl Fn(&Offer) -> bool) -> Option<(OfferId, Offer)> {
        let made = self.made.offers.borrow();
        let seen = made.iter().filter_map(|id| Some((*id, self.see(*id)?)));
        let found: Vec<(OfferId, Offer)> = seen.filter(|(_, offer)| fits(offer)).collect();
        self.chance.pick(&found).cloned()
    }

    fn set_setting(&self) -> Option<AnyChange> {
        None
    }

    fn new_user(&self) -> Option<AnyChange> {
        let user = UserId(self.id());
        let grants = grants(
            &format!("user {}", self.chance.below(5)),
            users::Role::ReadOnly,
            &[],
        );
        Some(
            users::Change::Invited {
                user,
                name: self.word(),
                grants,
            }
            .into(),
        )
    }
}

pub fn grants(login: &str, role: users::Role, territories: &[&str]) -> User {
    User {
        login: login.into(),
        roles: BTreeSet::from([role]),
        territories: territories.iter().map(|name| (*name).to_owned()).collect(),
        warehouses: BTreeSet::new(),
        sets: BTreeSet::new(),
        default_set: None,
        language: Language::Tr,
        active: true,
    }
}
