//! Stories of returns, step by step, in the words of a service desk.

use super::shop::{Shop, WORKSHOP, person, product, sale};
use shared::desk::Effect;
use shared::documents::{self, Booked, Document, DocumentCost, Kind, NewLine};
use shared::edit::Edit;
use shared::ids::{DocumentId, LineId, OperationId, StepId};
use shared::integrations::NeutralDocument;
use shared::money::{Currency, Decimal};
use shared::pricing::Slots;
use shared::quantity::Quantity;
use shared::rma::chain::chain;
use shared::rma::change::{Saw, Settled};
use shared::rma::{Accessory, Change, Draft, Meaning, Operation, Part, Standing, Task};
use support::cases;
use uuid::Uuid;

struct Desk {
    shop: Shop,
    /// The return that is talked about.
    at: Option<OperationId>,
    /// What somebody remembers who did not look again.
    seen: Option<Operation>,
    steps: u128,
}

impl Desk {
    fn operation(&self) -> Result<(OperationId, &Operation), String> {
        let id = self.at.ok_or("no return was taken in")?;
        Ok((id, self.shop.operation(id)))
    }

    fn fresh(&mut self) -> Uuid {
        self.steps += 1;
        Uuid::from_u128(0x5_0000 + self.steps)
    }

    fn step(&mut self, text: &str) -> Result<String, String> {
        let (who, deed) = text.split_once(' ').ok_or("nobody does anything")?;
        let words: Vec<&str> = deed.split_whitespace().collect();
        let told = self.shop.effects.len();
        match words.as_slice() {
            ["takes", "in", rest @ ..] => self.takes_in(who, rest)?,
            ["turns", "to", number] => {
                let all = self.shop.all::<Operation>();
                let found = all.iter().find(|(_, row)| row.code.shown() == *number);
                self.at = Some(found.ok_or("no such return")?.0);
            }
            ["looks", "away"] => self.seen = Some(self.operation()?.1.clone()),
            ["cancels", "the", "return", rest @ ..] => {
                let how = format!("cancelling {}", rest.join(" "));
                self.confirms(who, &how, false)?;
            }
            ["confirms", rest @ ..] => self.confirms(who, &rest.join(" "), false)?,
            ["confirms,", "as", "remembered", rest @ ..] => {
                self.confirms(who, &rest.join(" "), true)?
            }
            ["chooses", task] => {
                let (operation, row) = self.operation()?;
                let task = Edit::new(row.task, Task::from_code(task));
                self.act(who, Change::TaskChosen { operation, task })?;
            }
            ["gives", "replacement", serial @ ..] => {
                let (operation, row) = self.operation()?;
                let serial = Edit::new(row.replacement.clone(), serial.join(" "));
                self.act(who, Change::ReplacementEntered { operation, serial })?;
            }
            ["reverses", "the", "exchange", rest @ ..] => {
                let step = Some(StepId(self.fresh()));
                let (operation, row) = self.operation()?;
                let (made_at, reason) = (Some(row.made_at), "repaired after all".into());
                let row = self.as_seen(row, !rest.is_empty())?;
                let saw = row.standing(Part::NewSale).map(|made| made.step);
                let change = Change::ExchangeReversed {
                    operation,
                    reason,
                    step,
                    made_at,
                    saw,
                };
                self.act(who, change)?;
            }
            ["undoes", rest @ ..] => {
                let step = StepId(self.fresh());
                let (operation, row) = self.operation()?;
                let row = self.as_seen(row, !rest.is_empty())?;
                let confirmed = row.undoable().map(|line| line.step);
                let (saw, made_at) = (row.state, row.made_at);
                let note = "by mistake".to_owned();
                let change = Change::Undone {
                    operation,
                    step,
                    saw,
                    made_at,
                    note,
                    confirmed,
                };
                self.act(who, change)?;
            }
            ["uses", "part", code] => self.uses_part(who, code)?,
            ["removes", "part", code] => self.removes_part(who, code)?,
            ["cancels", "document", number] => {
                let document = self.document(number)?;
                let reason = "wrong".to_owned();
                self.act(who, documents::Change::Cancelled { document, reason })?;
                return Ok("cancelled".into());
            }
            [deed @ ("takes" | "refuses" | "sends"), "document", number] => {
                let document = self.document(number)?;
                let booked = match *deed {
                    "sends" => Booked::Waits,
                    "takes" => Booked::Taken { slip: "F-1".into() },
                    _ => Booked::Refused {
                        reason: "period closed".into(),
                    },
                };
                self.act(who, documents::Change::Answered { document, booked })?;
                return Ok("noted".into());
            }
            ["sells", code, "with", serial] => return self.sells(who, code, serial),
            ["looks", "back", "at", serial] => {
                let all = self.shop.all::<Operation>();
                let all: Vec<_> = all.into_iter().map(|(id, row)| (id, row.clone())).collect();
                let links = chain(&all, serial).into_iter();
                let links: Vec<String> =
                    links.map(|it| format!("{} → {}", it.old, it.new)).collect();
                return Ok(match links.is_empty() {
                    true => "never exchanged".into(),
                    false => links.join(", "),
                });
            }
            ["lists", code] => return self.lists(who, code, true),
            ["unlists", code] => return self.lists(who, code, false),
            ["sets", "up", "again"] => self.act(who, Change::SetUp)?,
            _ => return Err(format!("nobody knows how to: {deed}")),
        }
        Ok(self.told(told))
    }

    fn act(&mut self, who: &str, change: impl Into<shared::sync::AnyChange>) -> Result<(), String> {
        self.shop.act(&person(who), change)
    }

    /// The return as it stands, or as somebody remembers it.
    fn as_seen<'a>(
        &'a self,
        stands: &'a Operation,
        remembered: bool,
    ) -> Result<&'a Operation, String> {
        match &self.seen {
            Some(seen) if remembered => Ok(seen),
            None if remembered => Err("nobody looked away".into()),
            _ => Ok(stands),
        }
    }

    fn document(&self, number: &str) -> Result<DocumentId, String> {
        let all = self.shop.all::<Document>();
        let found = all.into_iter().find(|(_, row)| row.number == number);
        found.map(|(id, _)| id).ok_or("no such document".into())
    }

    /// `SN-1`, `SN-1 of HK-40`, `PUMP from S-2`, `HK-40 from S-1 because TEXT`.
    fn takes_in(&mut self, who: &str, words: &[&str]) -> Result<(), String> {
        let draft = match words {
            [serial, "of", code] => Draft {
                serial: Some((*serial).into()),
                product: Some(product(code)),
                ..Draft::default()
            },
            [code, "from", number, why @ ..] => Draft {
                product: Some(product(code)),
                sale: (*number != "nowhere").then(|| sale(number)),
                without_serial: why.get(1..).unwrap_or_default().join(" "),
                ..Draft::default()
            },
            serial => Draft {
                serial: Some(serial.join(" ")),
                ..Draft::default()
            },
        };
        let id = OperationId(self.fresh());
        let (operation, provisional) = (id, format!("T-1-{}", self.steps));
        self.act(
            who,
            Change::TakenIn {
                operation,
                draft,
                provisional,
            },
        )?;
        self.at = Some(id);
        Ok(())
    }

    fn confirms(&mut self, who: &str, how: &str, remembered: bool) -> Result<(), String> {
        let step = self.fresh();
        let (id, operation) = self.operation()?;
        let mut confirmation = self.shop.confirmation(id, step);
        if how.contains("for the workshop") {
            confirmation.department = Some(WORKSHOP);
        }
        confirmation.cancels = how.contains("cancelling");
        confirmation.present_cost = how.contains("at the present cost");
        let settles = |made: &shared::rma::Made| {
            let kept = how.contains("keeping all")
                || how.contains("keeping the sale") && made.part == Part::NewSale;
            Settled {
                document: made.document,
                reason: kept.then(|| "the customer has it".to_owned()),
            }
        };
        if how.contains("reversing") || how.contains("keeping") {
            confirmation.settled = operation.unsettled().map(settles).collect();
        }
        if remembered {
            let row = self.as_seen(operation, remembered)?;
            let (state, task) = (row.state, row.task);
            confirmation.saw = Saw { state, task };
            confirmation.replacement = Some(row.replacement.clone());
        }
        let operation = id;
        self.act(
            who,
            Change::Confirmed {
                operation,
                confirmation,
            },
        )
    }

    fn uses_part(&mut self, who: &str, code: &str) -> Result<(), String> {
        let line = NewLine {
            id: LineId(self.fresh()),
            product: product(code),
            quantity: Quantity::pieces(1),
            price: Decimal::ZERO,
            slots: Slots::EMPTY,
            typed: String::new(),
        };
        let document = self.stock_operation()?;
        self.act(who, documents::Change::LineAdded { document, line })
    }

    fn removes_part(&mut self, who: &str, code: &str) -> Result<(), String> {
        let document = self.stock_operation()?;
        let row = self.shop.get::<Document>(document).ok_or("no document")?;
        let mut lines = row.lines.iter();
        let was = lines.find(|line| line.product == product(code)).cloned();
        let was = was.ok_or("no such part")?;
        let line = was.id;
        let removed = documents::Change::LineRemoved {
            document,
            line,
            was,
        };
        self.act(who, removed)
    }

    fn stock_operation(&self) -> Result<DocumentId, String> {
        let made = self.operation()?.1.standing(Part::StockOperation);
        Ok(made.ok_or("no stock operation")?.document)
    }

    /// On the table of accessories, or off it.
    fn lists(&mut self, who: &str, code: &str, now: bool) -> Result<String, String> {
        let product = product(code);
        let was = self.shop.get::<Accessory>(product);
        let listed = Edit::new(was.is_some_and(|accessory| accessory.listed), now);
        self.act(who, Change::AccessoryListed { product, listed })?;
        let is = self.shop.get::<Accessory>(product);
        let is = is.is_some_and(|accessory| accessory.listed);
        let words = if is { "an accessory" } else { "no accessory" };
        Ok(words.into())
    }

    fn sells(&mut self, who: &str, code: &str, serial: &str) -> Result<String, String> {
        let document = DocumentId(self.fresh());
        let line = NewLine {
            id: LineId(self.fresh()),
            product: product(code),
            quantity: Quantity::pieces(1),
            price: Decimal::from(80),
            slots: Slots::EMPTY,
            typed: serial.to_owned(),
        };
        let draft = documents::Draft {
            kind: Kind::SaleDispatch,
            account: super::shop::ACCOUNT,
            day: super::shop::today(),
            currency: Currency::EUR,
            warehouse: None,
            of: None,
            lines: vec![line],
            note: String::new(),
        };
        let provisional = format!("T-1-{}", self.steps);
        self.act(
            who,
            documents::Change::Entered {
                document,
                draft,
                provisional,
            },
        )?;
        Ok(format!(
            "sold by {}",
            self.shop
                .get::<Document>(document)
                .expect("it is sold")
                .number
        ))
    }

    fn sent(&self, effect: &Effect) -> Option<String> {
        let Effect::Transfer {
            record, document, ..
        } = effect
        else {
            return None;
        };
        let ours = self.shop.get::<Document>(DocumentId(*record))?;
        Some(match ours.stands() {
            true => sent(document),
            false => format!("not to the ERP any more: {}", ours.number),
        })
    }

    /// The return as it stands, and the mail that was asked for.
    fn told(&self, before: usize) -> String {
        let Ok((_, row)) = self.operation() else {
            return "done".into();
        };
        let task = row.task.map_or("no task", Task::code);
        let mut said = vec![
            row.code.shown().to_owned(),
            row.state.word().to_owned(),
            task.to_owned(),
        ];
        if row.log.is_empty() {
            let sold = row.sale.and_then(|id| self.shop.get::<Document>(id));
            said.push(format!(
                "sold by {}",
                sold.map_or("?", |sold| sold.number.as_str())
            ));
        }
        said.extend(row.documents.iter().map(|made| self.made(made)));
        let mails = self.shop.effects[before..]
            .iter()
            .filter_map(|effect| match effect {
                Effect::TellCustomer {
                    state, language, ..
                } => Some(format!("mail “{state}” in {}", language.code())),
                _ => None,
            });
        said.extend(mails);
        said.extend(
            self.shop.effects[before..]
                .iter()
                .filter_map(|effect| self.sent(effect)),
        );
        said.join(" · ")
    }

    fn made(&self, made: &shared::rma::Made) -> String {
        let document = self
            .shop
            .get::<Document>(made.document)
            .expect("a document");
        let standing = match (&made.standing, document.stands()) {
            (Standing::Stands, true) => "",
            (Standing::Kept { .. }, true) => ", kept",
            (Standing::Reversed, false) => ", reversed",
            _ => ", HALF",
        };
        let costs = self.shop.get::<DocumentCost>(made.document);
        let lines = document.lines.iter().map(|line| {
            let cost = costs.and_then(|costs| costs.of_line(line.id));
            let cost = cost.map_or("?".into(), |cost| cost.price.to_string());
            let serials = match line.serials.is_empty() {
                true => "no serial".into(),
                false => line.serials.join(" "),
            };
            let amount = line.amount(document.currency).expect("an amount");
            format!(" {serials} {amount} cost {cost}")
        });
        let lines: String = lines.collect();
        format!("{}{lines}{standing}", document.number)
    }
}

/// What goes to the ERP: “Return R-00001 of S-1 for 120.01: 1 HK-40 SN-1 cost 60, 85.5”.
fn sent(document: &serde_json::Value) -> String {
    let sent: NeutralDocument = serde_json::from_value(document.clone()).expect("a document");
    let lines = sent.lines.iter().map(|line| {
        let cost = line.cost.as_ref();
        let cost = cost.map_or(String::new(), |cost| format!(" cost {}", cost.price));
        let serials: String = line
            .serials
            .iter()
            .map(|serial| format!(" {serial}"))
            .collect();
        format!("{} {}{serials}{cost}", line.quantity.value, line.code)
    });
    let lines: Vec<String> = lines.collect();
    let of = match sent.takes_back.as_str() {
        "" => String::new(),
        sale => format!(" of {sale}"),
    };
    let from = match sent.warehouse.as_str() {
        "" => String::new(),
        warehouse => format!(" from {warehouse}"),
    };
    format!(
        "to the ERP: {:?} {}{of}{from} for {}: {}, {}",
        sent.kind,
        sent.our_number,
        sent.account,
        lines.join(" + "),
        sent.net_total
    )
}

#[test]
fn stories_of_returns() {
    cases::check("rma/stories.txt", |case| {
        let mut shop = Shop::open();
        if case.given_or("ERP", "–") == "linked" {
            shop.link();
        }
        for text in case.each("sold") {
            let words: Vec<&str> = text.split_whitespace().collect();
            let [number, code, days, serials @ ..] = words.as_slice() else {
                return Err(format!("no sale: {text}"));
            };
            let days = days.parse().map_err(|_| "no days")?;
            match serials {
                [lot, "pieces:", pieces] => {
                    let pieces = pieces.parse().map_err(|_| "no pieces")?;
                    shop.sold_pieces(number, (*code, pieces), &[*lot], days);
                }
                serials => shop.sold(number, code, serials, days),
            }
        }
        let mut desk = Desk {
            shop,
            at: None,
            seen: None,
            steps: 0,
        };
        let mut lines = Vec::new();
        for (number, text) in (1..).zip(case.each("do")) {
            let said = match desk.step(text) {
                Ok(said) => said,
                Err(why) => format!("NO: {why}"),
            };
            lines.push(format!("{number:<10} {said}"));
        }
        no_half_documents(&desk.shop);
        Ok(lines.join("\n"))
    });
}

/// Of an exchange both stand or neither; what a return calls standing stands.
pub fn no_half_documents(shop: &Shop) {
    for (id, operation) in shop.all::<Operation>() {
        for made in &operation.documents {
            let document = shop.get::<Document>(made.document).expect("it was made");
            assert_eq!(document.operation, Some(id));
            let stands = made.standing != Standing::Reversed;
            assert_eq!(document.stands(), stands, "{operation:?}");
        }
        let exchanges = operation.documents.iter();
        for back in exchanges.filter(|made| made.part == Part::SaleReturn) {
            let of_step =
                |other: &&shared::rma::Made| other.step == back.step && other.part == Part::NewSale;
            let new = operation.documents.iter().find(of_step).expect("its sale");
            assert_eq!(new.standing, back.standing, "{operation:?}");
        }
        let repairing = operation.state == Meaning::Repairing;
        assert!(!repairing || operation.standing(Part::StockOperation).is_some());
    }
    let of_operations = shop.all::<Document>();
    for (id, document) in of_operations {
        if let Some(owner) = document.operation {
            let owner = shop.operation(owner);
            assert!(
                owner.documents.iter().any(|made| made.document == id),
                "an orphan"
            );
        }
    }
}
