//! Every address of the app in one place: parse, print. No other file writes an address.

use std::str::FromStr;
use uuid::Uuid;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Route {
    Home,
    SignIn,
    /// Whose is this serial, and is it covered?
    Scan,
    /// Everything about the units of one serial.
    Unit {
        serial: String,
    },
    Products,
    Product(Uuid),
    ProductNew,
    ProductEdit(Uuid),
    ProductImport,
    Accounts,
    Account(Uuid),
    AccountNew,
    AccountEdit(Uuid),
    Offers,
    /// A new offer, perhaps for an account, perhaps with a first product.
    OfferNew {
        account: Option<Uuid>,
        product: Option<Uuid>,
    },
    Offer(Uuid),
    OfferPrint(Uuid),
    Tickets,
    /// A new ticket, perhaps for an account, perhaps for a unit that was scanned.
    TicketNew {
        account: Option<Uuid>,
        product: Option<Uuid>,
        serial: String,
    },
    Ticket(Uuid),
    TicketReport(Uuid),
    Returns,
    /// Goods come in, perhaps from a ticket's line.
    ReturnNew {
        ticket: Option<Uuid>,
        product: Option<Uuid>,
        serial: String,
    },
    Return(Uuid),
    /// Sales with their serials, returns and write-offs that are kept here.
    Documents,
    Document(Uuid),
    DocumentNew {
        account: Option<Uuid>,
    },
    /// Where goods lie: departments, vans.
    Warehouses,
    /// States, mail and field numbers of returns.
    ReturnsSetUp,
    ReturnState(Uuid),
    /// What the company calls the states of tickets.
    TicketStates,
    /// What the company keeps for tickets to go through.
    Checklists,
    Checklist(Uuid),
    /// The table of accessories (RMA-07).
    Accessories,
    PriceLists,
    Users,
    User(Uuid),
    UserNew,
    /// Which role has which right.
    Rights,
    Devices,
    Sync,
    Inbox,
    InboxEntry(Uuid),
    Prepare,
    Integrations,
    Set(Uuid),
    SetNew,
    /// What went to the ERP of a set.
    Transfers(Uuid),
    Settings,
    More,
    Gallery,
    /// What `cargo xtask bench` presses.
    Measure,
    Check,
    Unknown,
}

impl Route {
    pub fn parse(path: &str, query: &str) -> Route {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let id = |text: &str| Uuid::from_str(text).ok();
        let one = |text: &str, make: fn(Uuid) -> Route| id(text).map_or(Route::Unknown, make);
        match parts.as_slice() {
            [] => Route::Home,
            ["sign-in"] => Route::SignIn,
            ["scan"] => Route::Scan,
            ["serials"] => match parameter(query, "serial") {
                Some(text) => Route::Unit {
                    serial: unescaped(&text),
                },
                None => Route::Scan,
            },
            ["products"] => Route::Products,
            ["products", "new"] => Route::ProductNew,
            ["products", "import"] => Route::ProductImport,
            ["products", product] => one(product, Route::Product),
            ["products", product, "edit"] => one(product, Route::ProductEdit),
            ["accounts"] => Route::Accounts,
            ["accounts", "new"] => Route::AccountNew,
            ["accounts", account] => one(account, Route::Account),
            ["accounts", account, "edit"] => one(account, Route::AccountEdit),
            ["offers"] => Route::Offers,
            ["offers", "new"] => {
                let from = |name: &str| parameter(query, name).and_then(|text| id(&text));
                Route::OfferNew {
                    account: from("account"),
                    product: from("product"),
                }
            }
            ["offers", offer] => one(offer, Route::Offer),
            ["offers", offer, "print"] => one(offer, Route::OfferPrint),
            ["tickets"] => Route::Tickets,
            ["tickets", "new"] => {
                let from = |name: &str| parameter(query, name).and_then(|text| id(&text));
                Route::TicketNew {
                    account: from("account"),
                    product: from("product"),
                    serial: parameter(query, "serial")
                        .map(|text| unescaped(&text))
                        .unwrap_or_default(),
                }
            }
            ["tickets", ticket] => one(ticket, Route::Ticket),
            ["tickets", ticket, "report"] => one(ticket, Route::TicketReport),
            ["returns"] => Route::Returns,
            ["returns", "new"] => {
                let from = |name: &str| parameter(query, name).and_then(|text| id(&text));
                Route::ReturnNew {
                    ticket: from("ticket"),
                    product: from("product"),
                    serial: parameter(query, "serial")
                        .map(|text| unescaped(&text))
                        .unwrap_or_default(),
                }
            }
            ["returns", operation] => one(operation, Route::Return),
            ["documents"] => Route::Documents,
            ["documents", "new"] => Route::DocumentNew {
                account: parameter(query, "account").and_then(|text| id(&text)),
            },
            ["documents", document] => one(document, Route::Document),
            ["price-lists"] => Route::PriceLists,
            ["users"] => Route::Users,
            ["users", "new"] => Route::UserNew,
            ["users", "rights"] => Route::Rights,
            ["users", user] => one(user, Route::User),
            ["devices"] => Route::Devices,
            ["sync"] => Route::Sync,
            ["inbox"] => Route::Inbox,
            ["inbox", entry] => one(entry, Route::InboxEntry),
            ["prepare"] => Route::Prepare,
            ["integrations"] => Route::Integrations,
            ["integrations", "new"] => Route::SetNew,
            ["integrations", set] => one(set, Route::Set),
            ["integrations", set, "transfers"] => one(set, Route::Transfers),
            ["settings"] => Route::Settings,
            ["settings", "returns"] => Route::ReturnsSetUp,
            ["settings", "returns", "accessories"] => Route::Accessories,
            ["settings", "returns", state] => one(state, Route::ReturnState),
            ["settings", "warehouses"] => Route::Warehouses,
            ["settings", "tickets"] => Route::TicketStates,
            ["settings", "checklists"] => Route::Checklists,
            ["settings", "checklists", list] => one(list, Route::Checklist),
            ["more"] => Route::More,
            ["gallery"] => Route::Gallery,
            ["measure"] => Route::Measure,
            ["check"] => Route::Check,
            _ => Route::Unknown,
        }
    }

    pub fn href(&self) -> String {
        match self {
            Route::Home | Route::Unknown => "/".into(),
            Route::SignIn => "/sign-in".into(),
            Route::Scan => "/scan".into(),
            // a serial may have dots and strokes, which mean something in a path
            Route::Unit { serial } => format!("/serials?serial={}", escaped(serial)),
            Route::Products => "/products".into(),
            Route::Product(id) => format!("/products/{id}"),
            Route::ProductNew => "/products/new".into(),
            Route::ProductEdit(id) => format!("/products/{id}/edit"),
            Route::ProductImport => "/products/import".into(),
            Route::Accounts => "/accounts".into(),
            Route::Account(id) => format!("/accounts/{id}"),
            Route::AccountNew => "/accounts/new".into(),
            Route::AccountEdit(id) => format!("/accounts/{id}/edit"),
            Route::Offers => "/offers".into(),
            Route::OfferNew { account, product } => {
                let named = [("account", account), ("product", product)];
                let query: Vec<String> = named
                    .iter()
                    .filter_map(|(name, id)| id.map(|id| format!("{name}={id}")))
                    .collect();
                if query.is_empty() {
                    "/offers/new".into()
                } else {
                    format!("/offers/new?{}", query.join("&"))
                }
            }
            Route::Offer(id) => format!("/offers/{id}"),
            Route::OfferPrint(id) => format!("/offers/{id}/print"),
            Route::Tickets => "/tickets".into(),
            Route::TicketNew {
                account,
                product,
                serial,
            } => begun(
                "/tickets/new",
                [("account", account), ("product", product)],
                serial,
            ),
            Route::Ticket(id) => format!("/tickets/{id}"),
            Route::TicketReport(id) => format!("/tickets/{id}/report"),
            Route::Documents => "/documents".into(),
            Route::Document(id) => format!("/documents/{id}"),
            Route::DocumentNew { account: None } => "/documents/new".into(),
            Route::DocumentNew { account: Some(id) } => format!("/documents/new?account={id}"),
            Route::Warehouses => "/settings/warehouses".into(),
            Route::Returns => "/returns".into(),
            Route::ReturnNew {
                ticket,
                product,
                serial,
            } => begun(
                "/returns/new",
                [("ticket", ticket), ("product", product)],
                serial,
            ),
            Route::Return(id) => format!("/returns/{id}"),
            Route::PriceLists => "/price-lists".into(),
            Route::Users => "/users".into(),
            Route::User(id) => format!("/users/{id}"),
            Route::UserNew => "/users/new".into(),
            Route::Rights => "/users/rights".into(),
            Route::Devices => "/devices".into(),
            Route::Sync => "/sync".into(),
            Route::Inbox => "/inbox".into(),
            Route::InboxEntry(id) => format!("/inbox/{id}"),
            Route::Prepare => "/prepare".into(),
            Route::ReturnsSetUp => "/settings/returns".into(),
            Route::Accessories => "/settings/returns/accessories".into(),
            Route::ReturnState(id) => format!("/settings/returns/{id}"),
            Route::TicketStates => "/settings/tickets".into(),
            Route::Checklists => "/settings/checklists".into(),
            Route::Checklist(id) => format!("/settings/checklists/{id}"),
            Route::Integrations => "/integrations".into(),
            Route::Set(id) => format!("/integrations/{id}"),
            Route::SetNew => "/integrations/new".into(),
            Route::Transfers(id) => format!("/integrations/{id}/transfers"),
            Route::Settings => "/settings".into(),
            Route::More => "/more".into(),
            Route::Gallery => "/gallery".into(),
            Route::Measure => "/measure".into(),
            Route::Check => "/check".into(),
        }
    }
}

impl Route {
    /// A ticket that begins with nothing.
    pub fn ticket_new() -> Route {
        Route::TicketNew {
            account: None,
            product: None,
            serial: String::new(),
        }
    }

    /// A return that begins with nothing.
    pub fn return_new() -> Route {
        Route::ReturnNew {
            ticket: None,
            product: None,
            serial: String::new(),
        }
    }

    /// The address with what is searched for on its list, so that Back and a reload find it again.
    pub fn searched(&self, typed: &str) -> String {
        match typed.trim() {
            "" => self.href(),
            typed => format!("{}?{SEARCH}={}", self.href(), escaped(typed)),
        }
    }
}

/// A form's address with the unit it begins with.
fn begun(path: &str, records: [(&str, &Option<Uuid>); 2], serial: &str) -> String {
    let records = records.into_iter();
    let records = records.filter_map(|(name, id)| id.map(|id| format!("{name}={id}")));
    let serial = (!serial.is_empty()).then(|| format!("serial={}", escaped(serial)));
    match records.chain(serial).collect::<Vec<_>>() {
        none if none.is_empty() => path.to_owned(),
        query => format!("{path}?{}", query.join("&")),
    }
}

/// The name in the query under which a list keeps what is searched for.
pub const SEARCH: &str = "q";

/// Letters and digits as they are, all else in hexadecimal: safe inside a query.
fn escaped(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}

/// Back from [`escaped`]; what is no such text stays as it is.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| after.get(..2)).flatten();
        let code = code.and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn parameter(query: &str, name: &str) -> Option<String> {
    let pairs = query
        .trim_start_matches('?')
        .split('&')
        .filter_map(|pair| pair.split_once('='));
    pairs
        .into_iter()
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_searched_for_is_safe_in_an_address() {
        assert_eq!(
            Route::Products.searched(" vidalı & co "),
            "/products?q=vidal%C4%B1%20%26%20co"
        );
        assert_eq!(Route::Products.searched("  "), "/products");
    }

    #[test]
    fn an_address_printed_and_parsed_is_the_same_route() {
        let id = Uuid::from_u128(7);
        let all = [
            Route::Home,
            Route::Scan,
            Route::Unit {
                serial: "HK/40.2 & 5".into(),
            },
            Route::Products,
            Route::Product(id),
            Route::ProductEdit(id),
            Route::ProductImport,
            Route::Account(id),
            Route::OfferNew {
                account: Some(id),
                product: None,
            },
            Route::Offer(id),
            Route::OfferPrint(id),
            Route::Tickets,
            Route::Ticket(id),
            Route::TicketReport(id),
            Route::ticket_new(),
            Route::TicketNew {
                account: Some(id),
                product: None,
                serial: "HK 40/ž&=1%".into(),
            },
            Route::Returns,
            Route::Return(id),
            Route::return_new(),
            Route::ReturnNew {
                ticket: Some(id),
                product: Some(id),
                serial: "HK 40/ž&=1%".into(),
            },
            Route::Documents,
            Route::Document(id),
            Route::DocumentNew { account: None },
            Route::DocumentNew { account: Some(id) },
            Route::Warehouses,
            Route::InboxEntry(id),
            Route::Users,
            Route::User(id),
            Route::UserNew,
            Route::Rights,
            Route::Devices,
            Route::ReturnsSetUp,
            Route::ReturnState(id),
            Route::TicketStates,
            Route::Checklists,
            Route::Checklist(id),
            Route::Accessories,
            Route::Integrations,
            Route::Set(id),
            Route::SetNew,
            Route::Transfers(id),
        ];
        for route in all {
            let href = route.href();
            let (path, query) = href.split_once('?').unwrap_or((&href, ""));
            assert_eq!(Route::parse(path, query), route);
        }
    }
}
