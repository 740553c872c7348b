//! What confirming a state does, by present state and task: the whole table of F.2, and what holds it back.

use super::operation::{Operation, Part};
use super::state::Meaning;
use super::task::Task;
use serde::{Deserialize, Serialize};

/// What a confirmation rests on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Facts {
    pub state: Meaning,
    pub task: Option<Task>,
    /// The department whose parts a repair uses was given.
    pub department: bool,
    /// The two documents of an exchange stand.
    pub exchanged: bool,
    /// The replacement's serial is given, or its product has none.
    pub replacement: bool,
    /// An ERP refused one of its documents, and nobody has settled that (RMA-47).
    pub refused_by_erp: bool,
}

impl Facts {
    /// As an operation stands. `tracked`: units of its product have serials; `refused_by_erp`: of a document that stands.
    pub fn of(operation: &Operation, tracked: bool, refused_by_erp: bool) -> Facts {
        let stands = |part| operation.standing(part).is_some();
        Facts {
            state: operation.state,
            task: operation.task,
            department: operation.department.is_some(),
            exchanged: stands(Part::SaleReturn) && stands(Part::NewSale),
            replacement: !operation.replacement.is_empty() || !tracked,
            refused_by_erp,
        }
    }
}

/// Where it leads, and what is written with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Way {
    pub to: Meaning,
    pub makes: Makes,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Makes {
    Nothing,
    /// An empty one, in the department (RMA-21, RMA-22).
    StockOperation,
    /// A return of the unit and a sale of another (RMA-23).
    Exchange,
    /// Every document that stands is reversed or kept (RMA-25).
    Settlement,
}

/// Why there is no way on; worded in `messages`, with what to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Stop {
    /// MSG-15.
    #[error("choose the next task first")]
    TaskMissing,
    /// MSG-16.
    #[error("the department for repair parts is missing")]
    DepartmentMissing,
    /// MSG-17.
    #[error("the replacement's serial is missing")]
    ReplacementMissing,
    #[error("the documents of the exchange were reversed")]
    ExchangeReversed,
    #[error("an ERP refused one of its documents")]
    RefusedByErp,
    #[error("{state:?} is a last state")]
    LastState { state: Meaning },
}

/// ```
/// use shared::rma::confirm::{Facts, Makes, Way};
/// use shared::rma::{Meaning, Stop, Task, confirm};
/// let received = Facts { state: Meaning::Received, task: None, department: false, exchanged: false, replacement: false, refused_by_erp: false };
/// assert_eq!(confirm(&received), Err(Stop::TaskMissing));
/// let exchange = Facts { task: Some(Task::Exchange), ..received };
/// assert_eq!(confirm(&exchange), Ok(Way { to: Meaning::Preparing, makes: Makes::Exchange }));
/// ```
pub fn confirm(facts: &Facts) -> Result<Way, Stop> {
    use Meaning::{Approved, Cancelled, New, Preparing, Received, Repairing, Shipped};
    let way = |to, makes| Ok(Way { to, makes });
    match (facts.state, facts.task) {
        (state @ (Shipped | Cancelled), _) => Err(Stop::LastState { state }),
        (_, Some(Task::Cancel)) => way(Cancelled, Makes::Settlement),
        (New, _) => way(Approved, Makes::Nothing),
        (Approved, _) => way(Received, Makes::Nothing),
        (Received | Repairing | Preparing, None) => Err(Stop::TaskMissing),
        (Received, Some(Task::Repair)) if !facts.department => Err(Stop::DepartmentMissing),
        (Received, Some(Task::Repair)) => way(Repairing, Makes::StockOperation),
        (Received | Repairing, Some(Task::Exchange)) => way(Preparing, Makes::Exchange),
        (Repairing, Some(Task::Repair)) => way(Preparing, Makes::Nothing),
        (Preparing, Some(task)) => {
            may_ship(facts, task)?;
            way(Shipped, Makes::Nothing)
        }
    }
}

fn may_ship(facts: &Facts, task: Task) -> Result<(), Stop> {
    match task {
        _ if facts.refused_by_erp => Err(Stop::RefusedByErp),
        Task::Exchange if !facts.exchanged => Err(Stop::ExchangeReversed),
        Task::Exchange if !facts.replacement => Err(Stop::ReplacementMissing),
        _ => Ok(()),
    }
}
