//! The documents of a warranty return reach the ERP once each, whatever goes wrong, and hold the return back while it refuses them
//! (RMA-47).

use crate::company::Company;
use server::connectors::simulator::{Booked as Entry, Call, Fault};
use shared::calendar::{Day, Moment};
use shared::documents::{self, Booked, Document, Kind, NewLine, Recorded, RecordedLine};
use shared::edit::Edit;
use shared::ids::{DocumentId, LineId, OperationId, StepId, WarehouseId};
use shared::integrations::DocumentKind;
use shared::money::Currency;
use shared::pricing::Slots;
use shared::quantity::Quantity;
use shared::rma::change::{Confirmation, Saw, Settled};
use shared::rma::{Change, Draft, Meaning, Operation, Part, Task};
use shared::shelf::Place;
use shared::stock::Warehouse;
use std::collections::BTreeMap;
use uuid::Uuid;

const SOLD: &str = "SN-1";
const WORKSHOP: WarehouseId = WarehouseId(Uuid::from_u128(7));

impl Company {
    /// Sold from the ERP, 199.90 each.
    async fn sold(&self) -> DocumentId {
        let sale = DocumentId(Uuid::new_v4());
        let line = RecordedLine {
            id: LineId(Uuid::new_v4()),
            product: self.products[0],
            quantity: Quantity::pieces(1),
            price: crate::goods::decimal("199.9"),
            serials: vec![SOLD.into()],
            slots: Slots::EMPTY,
        };
        let row = Recorded {
            number: "FTR-1".into(),
            kind: Kind::SaleInvoice,
            account: self.account,
            place: Place {
                territory: "ege".into(),
            },
            day: Day::parse("2026-10-01").expect("a day"),
            currency: Currency::TRY,
            lines: vec![line],
            warehouse: None,
            of: None,
            cancelled: None,
        };
        let rows = vec![(sale, row)];
        self.happens(documents::Change::Recorded { rows }.into())
            .await;
        sale
    }

    /// Taken in and received, to be repaired or exchanged.
    async fn received(&self, task: Task) -> OperationId {
        let named = shared::stock::Change::WarehouseNamed {
            warehouse: WORKSHOP,
            record: Warehouse {
                name: "Atölye".into(),
            },
        };
        self.happens(named.into()).await;
        self.sold().await;
        let operation = OperationId(Uuid::new_v4());
        let draft = Draft {
            serial: Some(SOLD.into()),
            task: Some(task),
            ..Draft::default()
        };
        let provisional = "T-1-9".to_owned();
        let taken_in = Change::TakenIn {
            operation,
            draft,
            provisional,
        };
        self.happens(taken_in.into()).await;
        self.confirms(operation).await;
        self.confirms(operation).await;
        operation
    }

    async fn confirmation(&self, id: OperationId) -> Confirmation {
        let operation: Operation = self.record(id).await;
        let (state, task) = (operation.state, operation.task);
        let begins = task == Some(Task::Repair) && state == Meaning::Received;
        Confirmation {
            step: StepId(Uuid::new_v4()),
            saw: Saw { state, task },
            made_at: Moment::EPOCH,
            note: String::new(),
            department: begins.then_some(WORKSHOP),
            present_cost: false,
            settled: Vec::new(),
            cancels: false,
            replacement: Some(operation.replacement),
        }
    }

    async fn confirms(&self, operation: OperationId) {
        let confirmation = self.confirmation(operation).await;
        let confirmed = Change::Confirmed {
            operation,
            confirmation,
        };
        self.happens(confirmed.into()).await;
    }

    async fn may_not_confirm(&self, operation: OperationId) -> bool {
        let confirmation = self.confirmation(operation).await;
        let confirmed = Change::Confirmed {
            operation,
            confirmation,
        };
        self.refuses(confirmed.into()).await
    }

    async fn replaces(&self, operation: OperationId, serial: &str) {
        let was = self.record::<Operation>(operation).await.replacement;
        let serial = Edit::new(was, serial.to_owned());
        self.happens(Change::ReplacementEntered { operation, serial }.into())
            .await;
    }

    async fn exchange(&self) -> OperationId {
        let operation = self.received(Task::Exchange).await;
        self.confirms(operation).await;
        self.replaces(operation, "SN-9").await;
        operation
    }

    async fn made(&self, operation: OperationId, part: Part) -> (DocumentId, Document) {
        let operation: Operation = self.record(operation).await;
        let made = operation.documents.iter().rev();
        let made = made.clone().find(|made| made.part == part).expect("made");
        (made.document, self.record(made.document).await)
    }

    fn in_the_erp(&self, kind: DocumentKind) -> Vec<Entry> {
        let all = self.erp.documents().into_iter();
        all.filter(|entry| entry.document.kind == kind).collect()
    }

    /// One of each, both known here by their numbers there.
    async fn is_exchanged_once(&self, operation: OperationId) {
        for (kind, part) in [
            (DocumentKind::Return, Part::SaleReturn),
            (DocumentKind::Dispatch, Part::NewSale),
        ] {
            let entries = self.in_the_erp(kind);
            assert_eq!(entries.len(), 1, "{entries:?}");
            let slip = entries[0].slip.number.clone();
            let booked = self.made(operation, part).await.1.booked;
            assert_eq!(booked, Some(Booked::Taken { slip }));
        }
    }

    fn nothing_twice(&self) {
        let mut count: BTreeMap<_, u32> = BTreeMap::new();
        for entry in self.erp.documents() {
            *count.entry(entry.document.key).or_default() += 1;
        }
        assert!(count.values().all(|count| *count == 1), "{count:?}");
    }

    async fn states(&self) -> Vec<String> {
        let rows = self.transfers().await;
        rows.into_iter().map(|row| row.state).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exchange_reaches_the_erp_as_a_return_and_a_sale() {
    let company = Company::open().await;
    let operation = company.exchange().await;
    let waits = company.made(operation, Part::NewSale).await.1;
    assert_eq!(waits.booked, Some(Booked::Requested));
    company.work().await;
    company.is_exchanged_once(operation).await;
    let back = company.in_the_erp(DocumentKind::Return).remove(0).document;
    assert_eq!(
        (back.takes_back.as_str(), &back.lines[0].serials[..]),
        ("FTR-1", &[SOLD.to_owned()][..])
    );
    let new = company.in_the_erp(DocumentKind::Dispatch).remove(0);
    assert_eq!(new.document.lines[0].serials, ["SN-9"]);
    assert_eq!(new.net_total, back.net_total, "the pair comes to nothing");
    company.confirms(operation).await;
    let state = company.record::<Operation>(operation).await.state;
    assert_eq!(state, Meaning::Shipped);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_on_every_call_ends_with_one_return_and_one_sale() {
    let faults = [
        Fault::Down,
        Fault::LosesRequest,
        Fault::LosesAnswer,
        Fault::Late {
            milliseconds: 9_000,
        },
        Fault::DuplicateReference,
    ];
    for fault in faults {
        for on in [Call::Send, Call::LookUp] {
            let company = Company::open().await;
            let operation = company.exchange().await;
            company.goes_wrong(fault.clone(), on, 3);
            for _ in 0..6 {
                company.work().await;
                company.nothing_twice();
                company.hand.forward(7_000);
            }
            company.heal().await;
            company.is_exchanged_once(operation).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_at_every_step_goes_on_without_a_second_document() {
    for refuses in [false, true] {
        for dies_at in 0.. {
            let mut company = Company::open().await;
            let operation = company.exchange().await;
            if refuses {
                let reason = "closed period".to_owned();
                company.goes_wrong(Fault::Refuses { reason }, Call::Send, 1);
            }
            let died = company.work_and_die(dies_at).await;
            for _ in 0..4 {
                company.work().await;
                company.nothing_twice();
                company.hand.forward(12_000);
            }
            company.heal().await;
            for row in company.transfers().await {
                let now = company.hand.now().milliseconds();
                let again = company
                    .database
                    .take_up_transfer(company.workspace, &row.key, now);
                again.await.expect("asked");
            }
            company.heal().await;
            company.is_exchanged_once(operation).await;
            if !died {
                assert!(dies_at > 8, "the way has more steps than {dies_at}");
                break;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_the_erp_refuses_holds_the_return_back_until_another_is_named() {
    let company = Company::open().await;
    let first = company.exchange().await;
    company.work().await;
    company.confirms(first).await;
    // in the ERP somebody sold SN-8 as well; here nobody knows
    let mut elsewhere = company
        .in_the_erp(DocumentKind::Dispatch)
        .remove(0)
        .document;
    elsewhere.key = shared::ids::TransferId(Uuid::new_v4());
    elsewhere.lines[0].serials = vec!["SN-8".into()];
    server::connectors::Connector::send(&*company.erp, &elsewhere).await;

    let operation = OperationId(Uuid::new_v4());
    let draft = Draft {
        serial: Some("SN-9".into()),
        task: Some(Task::Exchange),
        ..Draft::default()
    };
    let provisional = "T-1-10".to_owned();
    let taken_in = Change::TakenIn {
        operation,
        draft,
        provisional,
    };
    company.happens(taken_in.into()).await;
    for _ in 0..3 {
        company.confirms(operation).await;
    }
    company.replaces(operation, "SN-8").await;
    company.work().await;
    let refused = company.made(operation, Part::NewSale).await.1;
    assert!(refused.refused_by_erp(), "{:?}", refused.booked);
    assert!(company.may_not_confirm(operation).await);
    company.replaces(operation, "SN-7").await;
    company.heal().await;
    let taken = company.made(operation, Part::NewSale).await.1;
    assert!(taken.is_in_erp() && !taken.refused_by_erp());
    company.confirms(operation).await;
    company.nothing_twice();
    assert!(
        company
            .states()
            .await
            .iter()
            .all(|state| state == "confirmed")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_erp_refused_is_not_booked_in_another() {
    let company = Company::open().await;
    let operation = company.exchange().await;
    let reason = "closed period".to_owned();
    company.goes_wrong(Fault::Refuses { reason }, Call::Send, 2);
    company.work().await;
    company.moves_to_another_set().await;
    company.replaces(operation, "SN-8").await;
    company.heal().await;
    let rows = company.transfers().await;
    assert!(rows.iter().all(|row| row.set_id == company.set.0));
    assert_eq!(company.erp.documents(), Vec::new(), "its set is asleep");
    company.switches_on(company.set).await;
    company.heal().await;
    let new = company.in_the_erp(DocumentKind::Dispatch);
    assert_eq!(new.len(), 1, "{new:?}");
    assert_eq!(new[0].document.lines[0].serials, ["SN-8"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_corrected_before_it_was_sent_is_the_one_that_goes() {
    let company = Company::open().await;
    let operation = company.exchange().await;
    company.replaces(operation, "SN-8").await;
    company.work().await;
    company.is_exchanged_once(operation).await;
    let new = company.in_the_erp(DocumentKind::Dispatch).remove(0);
    assert_eq!(new.document.lines[0].serials, ["SN-8"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_back_before_it_was_sent_does_not_go() {
    let company = Company::open().await;
    let operation = company.exchange().await;
    let reason = "repaired after all".to_owned();
    let reversed = Change::ExchangeReversed {
        operation,
        reason,
        step: None,
        made_at: None,
        saw: None,
    };
    company.happens(reversed.into()).await;
    company.work().await;
    assert_eq!(company.erp.documents(), Vec::new());
    assert_eq!(company.states().await, ["withdrawn", "withdrawn"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_whose_document_went_to_another_erp_ends_and_sends_nothing() {
    let company = Company::open().await;
    let operation = company.exchange().await;
    let reason = "closed period".to_owned();
    company.goes_wrong(Fault::Refuses { reason }, Call::Send, 2);
    company.work().await;
    let other = company.leaves_for_another_set().await;
    company.replaces(operation, "SN-8").await;
    // the other one sleeps, so that the document is still asked for there
    company.switches_off(other).await;
    company.switches_on(company.set).await;
    for row in company.transfers().await {
        let now = company.hand.now().milliseconds();
        let again = company
            .database
            .take_up_transfer(company.workspace, &row.key, now);
        again.await.expect("asked");
    }
    company.heal().await;
    assert_eq!(company.in_the_erp(DocumentKind::Dispatch), Vec::new());
    company.switches_on(other).await;
    company.heal().await;
    let new = company.in_the_erp(DocumentKind::Dispatch);
    assert_eq!(new.len(), 1, "{new:?}");
    let sale = company.made(operation, Part::NewSale).await.0;
    let rows = company.transfers().await.into_iter();
    let states = rows
        .filter(|row| row.document == sale.0)
        .map(|row| (row.set_id == other.0, row.state));
    let states: BTreeMap<bool, String> = states.collect();
    assert_eq!(states[&false], "withdrawn");
    assert_eq!(states[&true], "confirmed");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_refused_and_taken_back_is_not_sent_any_more() {
    let company = Company::open().await;
    let operation = company.received(Task::Exchange).await;
    company.confirms(operation).await;
    company.replaces(operation, "SN-9").await;
    let reason = "closed period".to_owned();
    company.goes_wrong(Fault::Refuses { reason }, Call::Send, 2);
    company.work().await;
    assert_eq!(company.states().await, ["needs_human", "needs_human"]);
    let task = Edit::new(Some(Task::Exchange), Some(Task::Cancel));
    company
        .happens(Change::TaskChosen { operation, task }.into())
        .await;
    let mut confirmation = company.confirmation(operation).await;
    let made = company.record::<Operation>(operation).await.documents;
    let reversed = |made: shared::rma::Made| Settled {
        document: made.document,
        reason: None,
    };
    confirmation.settled = made.into_iter().map(reversed).collect();
    let confirmed = Change::Confirmed {
        operation,
        confirmation,
    };
    company.happens(confirmed.into()).await;
    company.heal().await;
    assert_eq!(company.states().await, ["withdrawn", "withdrawn"]);
    assert_eq!(company.erp.documents(), Vec::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_parts_of_a_repair_leave_when_it_is_over() {
    let company = Company::open().await;
    let operation = company.received(Task::Repair).await;
    company.confirms(operation).await;
    let (document, _) = company.made(operation, Part::StockOperation).await;
    let part = || NewLine {
        id: LineId(Uuid::new_v4()),
        product: company.products[1],
        quantity: Quantity::pieces(2),
        price: crate::goods::decimal("0"),
        slots: Slots::EMPTY,
        typed: String::new(),
    };
    let line = part();
    company
        .happens(documents::Change::LineAdded { document, line }.into())
        .await;
    company.work().await;
    assert_eq!(company.erp.documents(), Vec::new(), "it is not over");
    company.confirms(operation).await;
    let reason = "closed period".to_owned();
    company.goes_wrong(Fault::Refuses { reason }, Call::Send, 1);
    company.work().await;
    // what was refused is emptied and written down again: it goes by itself
    let was = company.record::<Document>(document).await.lines.remove(0);
    let line = was.id;
    let emptied = documents::Change::LineRemoved {
        document,
        line,
        was,
    };
    company.happens(emptied.into()).await;
    company.heal().await;
    assert_eq!(company.erp.documents(), Vec::new(), "nothing is on it");
    company
        .happens(
            documents::Change::LineAdded {
                document,
                line: part(),
            }
            .into(),
        )
        .await;
    company.heal().await;
    let parts = company.in_the_erp(DocumentKind::Consumption);
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0].document.warehouse, "Atölye");
    assert_eq!(parts[0].document.lines[0].code, crate::goods::CODES[1]);
    assert!(
        company
            .made(operation, Part::StockOperation)
            .await
            .1
            .is_in_erp()
    );
}
