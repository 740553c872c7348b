//! What will be done with the good (RMA-10), and when that may still be changed (RMA-20, RMA-29).

use super::operation::{Operation, Part};
use super::state::Meaning;
use serde::{Deserialize, Serialize};

/// The code of the family all of them belong to (RMA-02).
pub const FAMILY: &str = "GA";

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    Repair,
    Exchange,
    Cancel,
}

impl Task {
    pub const ALL: [Task; 3] = [Task::Repair, Task::Exchange, Task::Cancel];

    /// As the source calls it.
    pub fn code(self) -> &'static str {
        match self {
            Task::Repair => "GA-R",
            Task::Exchange => "GA-K",
            Task::Cancel => "GA-A",
        }
    }

    pub fn from_code(code: &str) -> Option<Task> {
        Task::ALL.into_iter().find(|task| task.code() == code)
    }
}

/// Whether the task may become this one. It changes freely up to Received. Once documents are made it goes to Cancel and back;
/// a repair that failed becomes an exchange, an exchange a repair only when its documents are reversed.
pub fn may_choose(operation: &Operation, next: Option<Task>) -> bool {
    let repaired = operation.standing(Part::StockOperation).is_some();
    let exchanged = operation.standing(Part::NewSale).is_some();
    match operation.state {
        Meaning::Shipped | Meaning::Cancelled => false,
        Meaning::New | Meaning::Approved | Meaning::Received if !repaired && !exchanged => true,
        _ => match next {
            None => false,
            Some(Task::Cancel) => true,
            Some(Task::Repair) => !exchanged,
            Some(Task::Exchange) => exchanged || operation.state == Meaning::Repairing,
        },
    }
}
