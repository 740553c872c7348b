//! What a replay of an older log decides: by the rules of that day, not by today's (I20).

use super::shop::{Shop, by_serial, person, sale};
use shared::documents::{Document, Kind};
use shared::edit::Edit;
use shared::ids::OperationId;
use shared::quantity::Quantity;
use shared::rma::{Change, Task};
use shared::users::{Context, Rules};
use uuid::Uuid;

const ID: OperationId = OperationId(Uuid::from_u128(1));

/// Of two units that were sold on one line SN-1 came back, and SN-2 is exchanged.
fn company() -> Shop {
    let mut shop = Shop::open();
    shop.sold_pieces("S-1", ("HK-40", 2), &["SN-1"], 200);
    shop.sold("S-2", "HK-40", &["SN-2"], 100);
    let sold = shop.get::<Document>(sale("S-1")).expect("sold").clone();
    let mut lines = sold.lines.clone();
    lines[0].quantity = Quantity::pieces(1);
    let kind = Kind::SaleReturn;
    let day = sold.day.plus_days(1);
    let number = "R-1".to_owned();
    let back = Document {
        kind,
        number,
        day,
        lines,
        ..sold
    };
    shop.put(sale("R-1"), back);
    let draft = by_serial("SN-2");
    let (operation, provisional) = (ID, "T-1".to_owned());
    let taken_in = Change::TakenIn {
        operation,
        draft,
        provisional,
    };
    let task = Edit::new(None, Some(Task::Exchange));
    for change in [taken_in, Change::TaskChosen { operation, task }] {
        shop.act(&person("Tomas"), change).expect("applied");
    }
    shop
}

#[test]
fn one_of_several_that_came_back_goes_out_again_since_units_come_back_alone() {
    let given = |rules: Rules| {
        let (operation, serial) = (ID, Edit::new(String::new(), "SN-1".to_owned()));
        let who = Context {
            rules,
            ..person("Tomas")
        };
        company().act(&who, Change::ReplacementEntered { operation, serial })
    };
    assert_eq!(given(Rules::NOW), Ok(()));
    let sold = Err("the replacement is sold already".to_owned());
    assert_eq!(given(Rules::LETTERS_FOLLOW_THE_WAY), sold);
}
