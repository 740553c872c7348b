//! What people do with goods that come back: taken in by serial, their task chosen, their states confirmed with what each needs, a step
//! taken back; and what must hold of returns and the documents they made.

use crate::office::BEGIN;
use crate::people::Tapping;
use crate::start::department;
use crate::tables::Row;
use crate::world::World;
use shared::calendar::Moment;
use shared::documents::Document;
use shared::edit::Edit;
use shared::ids::{OperationId, StepId};
use shared::record::Record;
use shared::rma::change::{Confirmation, Field, Saw, Settled};
use shared::rma::{Change, Draft, Made, Meaning, Operation, Part, Standing, Task};
use shared::sync::AnyChange;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use uuid::Uuid;

/// Units out at customers when the run begins.
pub const OUT: [&str; 6] = ["RT-1", "RT-2", "RT-3", "RT-4", "RT-5", "RT-6"];
/// Units on the shelf, and one that is out.
const REPLACEMENTS: [&str; 4] = ["NEW-1", "NEW-2", "new-1", "RT-1"];

/// Under way when the run begins: received and not decided, to be exchanged, to be repaired.
pub fn begun() -> Vec<(OperationId, Vec<Change>)> {
    let tasks = [None, Some(Task::Exchange), Some(Task::Repair)];
    let units = OUT.iter().zip(tasks).enumerate();
    units
        .map(|(number, (serial, task))| {
            let operation = OperationId(Uuid::from_u128(0x8000 + number as u128));
            (operation, received(operation, serial, task))
        })
        .collect()
}

fn received(operation: OperationId, serial: &str, task: Option<Task>) -> Vec<Change> {
    let draft = Draft {
        serial: Some(serial.to_owned()),
        task,
        ..Draft::default()
    };
    let taken_in = Change::TakenIn {
        operation,
        draft,
        provisional: "T-0".into(),
    };
    let confirmed = |state: Meaning| Change::Confirmed {
        operation,
        confirmation: Confirmation {
            step: StepId(Uuid::from_u128(operation.0.as_u128() << 8 | state as u128)),
            saw: Saw { state, task },
            made_at: Moment::from_milliseconds(BEGIN),
            note: String::new(),
            department: None,
            present_cost: false,
            settled: Vec::new(),
            cancels: false,
            replacement: None,
        },
    };
    vec![
        taken_in,
        confirmed(Meaning::New),
        confirmed(Meaning::Approved),
    ]
}

impl Tapping<'_> {
    pub fn return_goods(&self) -> Option<AnyChange> {
        let change = match self.chance.below(12) {
            0 => self.take_in(),
            1 => self.describe()?,
            2..=3 => self.choose_task()?,
            4..=7 => self.confirm()?,
            8..=9 => self.replace()?,
            10 => self.undo()?,
            _ => self.reverse_or_drop()?,
        };
        Some(change.into())
    }

    /// Half of the time one that is under way.
    fn operation(&self) -> Option<(OperationId, Operation)> {
        let operation = match self.chance.below(2) {
            0 => self
                .made
                .operations
                .borrow()
                .get(self.chance.below(3))
                .copied(),
            _ => self.one(&self.made.operations),
        }?;
        Some((operation, self.see(operation)?))
    }

    fn take_in(&self) -> Change {
        let operation = OperationId(self.id());
        self.made.operations.borrow_mut().push(operation);
        let draft = Draft {
            serial: Some(OUT[self.chance.below(OUT.len())].to_owned()),
            fault: self.word(),
            task: self.task(),
            ..Draft::default()
        };
        Change::TakenIn {
            operation,
            draft,
            provisional: self.label(),
        }
    }

    fn task(&self) -> Option<Task> {
        match self.chance.below(6) {
            0..=1 => Some(Task::Repair),
            2..=3 => Some(Task::Exchange),
            4 => Some(Task::Cancel),
            _ => None,
        }
    }

    fn describe(&self) -> Option<Change> {
        let (operation, seen) = self.operation()?;
        let field = match self.chance.below(2) {
            0 => Field::Fault {
                edit: Edit::new(seen.fault, self.word()),
            },
            _ => Field::Diagnosis {
                edit: Edit::new(seen.diagnosis, self.word()),
            },
        };
        Some(Change::Edited { operation, field })
    }

    fn choose_task(&self) -> Option<Change> {
        let (operation, seen) = self.operation()?;
        let task = Edit::new(seen.task, self.task());
        Some(Change::TaskChosen { operation, task })
    }

    fn confirm(&self) -> Option<Change> {
        let (operation, seen) = self.operation()?;
        let settle = |made: &Made| Settled {
            document: made.document,
            reason: (self.chance.below(3) == 0).then(|| self.word()),
        };
        let confirmation = Confirmation {
            step: StepId(self.id()),
            saw: Saw {
                state: seen.state,
                task: seen.task,
            },
            made_at: self.context.moment,
            note: String::new(),
            department: (self.chance.below(4) > 0).then(department),
            present_cost: false,
            settled: seen.unsettled().map(settle).collect(),
            cancels: self.chance.below(16) == 0,
            replacement: Some(seen.replacement.clone()),
        };
        Some(Change::Confirmed {
            operation,
            confirmation,
        })
    }

    fn replace(&self) -> Option<Change> {
        let (operation, seen) = self.operation()?;
        let now = REPLACEMENTS[self.chance.below(REPLACEMENTS.len())].to_owned();
        let serial = Edit::new(seen.replacement, now);
        Some(Change::ReplacementEntered { operation, serial })
    }

    fn undo(&self) -> Option<Change> {
        let (operation, seen) = self.operation()?;
        Some(Change::Undone {
            operation,
            step: StepId(self.id()),
            saw: seen.state,
            made_at: self.context.moment,
            note: self.word(),
            confirmed: seen.undoable().map(|line| line.step),
        })
    }

    fn reverse_or_drop(&self) -> Option<Change> {
        let (operation, seen) = self.operation()?;
        let exchange = seen.standing(Part::NewSale).map(|made| made.step);
        Some(match self.chance.below(3) {
            0 => Change::Dropped {
                operation,
                step: StepId(self.id()),
                made_at: self.context.moment,
            },
            _ => Change::ExchangeReversed {
                operation,
                reason: self.word(),
                step: Some(StepId(self.id())),
                made_at: Some(self.context.moment),
                saw: exchange,
            },
        })
    }
}

/// RMA-24: of a return and its documents all is there or nothing; TCK-07: one return is open for a serial.
pub fn are_whole(world: &World, records: &[Rc<Row>]) {
    let broken = |what: String| world.book.broken("I13", what);
    let ids = |kind: &str| -> BTreeSet<Uuid> {
        let of_kind = records.iter().filter(|row| &*row.key.kind == kind);
        of_kind.map(|row| row.key.id).collect()
    };
    let documents = ids(Document::KIND);
    let mut open: BTreeMap<String, Uuid> = BTreeMap::new();
    let mut made_by: BTreeMap<Uuid, Uuid> = BTreeMap::new();
    let of_kind = records
        .iter()
        .filter(|row| &*row.key.kind == Operation::KIND);
    for row in of_kind {
        let id = row.key.id;
        let operation: Operation =
            serde_json::from_value(row.json.clone()).expect("an operation is readable");
        for made in &operation.documents {
            if made.standing != Standing::Reversed && !documents.contains(&made.document.0) {
                broken(format!(
                    "{id} says it made {:?}, which is not there",
                    made.part
                ));
            }
            if let Some(other) = made_by.insert(made.document.0, id) {
                broken(format!("{id} and {other} made the same document"));
            }
        }
        let stands = |part: Part| {
            let of_part = operation.documents.iter().filter(|made| made.part == part);
            of_part
                .filter(|made| made.standing == Standing::Stands)
                .count()
        };
        for part in [Part::StockOperation, Part::SaleReturn, Part::NewSale] {
            if stands(part) > 1 {
                broken(format!("{id} has {} of {part:?}", stands(part)));
            }
        }
        if stands(Part::SaleReturn) != stands(Part::NewSale) {
            broken(format!("{id} has half an exchange"));
        }
        let serial = operation.serial.as_deref().filter(|_| operation.is_open());
        if let Some(serial) = serial.map(shared::text::serial_fold)
            && let Some(other) = open.insert(serial.clone(), id)
        {
            broken(format!("{id} and {other} are both open for {serial}"));
        }
    }
    let orphan = records.iter().find(|row| {
        let is_document = &*row.key.kind == Document::KIND;
        is_document && row.json["operation"].is_string() && !made_by.contains_key(&row.key.id)
    });
    if let Some(row) = orphan {
        broken(format!("document {} is no return's", row.key.id));
    }
}
