//! Every cell of the table of F.2.

use shared::rma::confirm::{Facts, Makes};
use shared::rma::{Meaning, Task, confirm};
use support::cases::{self, Case};

fn task(case: &Case) -> Result<Option<Task>, String> {
    match case.given("task")? {
        "empty" => Ok(None),
        code => Task::from_code(code)
            .map(Some)
            .ok_or(format!("no task: {code}")),
    }
}

#[test]
fn a_state_is_confirmed_as_the_table_says() {
    cases::check("rma/confirm.txt", |case| {
        let state = Meaning::from_word(case.given("state")?).ok_or("no state")?;
        let facts = Facts {
            state,
            task: task(case)?,
            department: case.given_or("department", "missing") != "missing",
            exchanged: case.given_or("exchange", "stands") == "stands",
            replacement: case.given_or("replacement", "missing") != "missing",
            refused_by_erp: case.given_or("ERP", "–") == "refused",
        };
        let way = confirm(&facts).map_err(|stop| stop.to_string())?;
        let makes = match way.makes {
            Makes::Nothing => "nothing",
            Makes::StockOperation => "stock operation",
            Makes::Exchange => "sale return, new sale",
            Makes::Settlement => "documents settled",
        };
        Ok(format!("to         {}\nmakes      {makes}", way.to.word()))
    });
}

#[test]
fn the_case_file_has_every_cell() {
    let text = include_str!("../../cases/rma/confirm.txt");
    for state in Meaning::ALL {
        for task in ["empty", "GA-R", "GA-K", "GA-A"] {
            let cell = format!("state      {}\ntask       {task}\n", state.word());
            assert!(text.contains(&cell), "{cell} is missing");
        }
    }
}
