//! A unit of a product that nobody can compare with the line's: whether it is out, by the rules of today and of an older log.

use super::*;
use crate::ids::SetId;
use crate::integrations::{ErpKind, IntegrationSet};
use crate::users::Rules;

/// An ERP mirrors its shipments here. Of three units that were sold on one line, one number was typed, and that one came back.
fn world() -> World {
    let mut world = World::new();
    let erp = IntegrationSet {
        name: "ERP".into(),
        erp: ErpKind::Simulator,
        firm: "1".into(),
        period: "1".into(),
        active: true,
        block_unread_checks: false,
    };
    world.keep::<IntegrationSet>(id::<SetId>(80), erp);
    let mut sold = sale(VK30, "VK30-7", "2026-03-05");
    sold.lines[0].quantity = Quantity::pieces(3);
    world.keep(id(32), sold);
    let mut back = sale(VK30, "VK30-7", "2026-04-01");
    back.kind = Kind::SaleReturn;
    world.keep(id(33), back);
    world
}

#[track_caller]
fn found(rules: Rules, no_dispatch: bool) {
    let mut world = world();
    let mut draft = draft();
    draft.lines = vec![line(HK40, "VK30-7")];
    let context = Context {
        rules,
        ..technician()
    };
    world.run(&context, created(draft)).expect("made");
    let verdict = world.line().checked.map(|checked| checked.verdict);
    assert_eq!(verdict, Some(Verdict::NotLinked { no_dispatch }));
}

#[test]
fn a_unit_of_several_that_came_back_is_back_and_stood_as_out_before() {
    found(Rules::NOW, true);
    found(Rules::ALL_CLOCKS_ARE_BOUNDED, false);
}
