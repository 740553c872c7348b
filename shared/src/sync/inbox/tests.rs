//! Which entries a decision makes.

use super::*;
use crate::calendar::Day;
use crate::users::Rules;

const PARENT: Uid = Uid(Uuid::from_u128(9));

/// Two rows of an import that were left out; what it names beside them is all its own.
fn left_out(rules: Rules) -> Vec<InboxEntry> {
    let (name, args) = (
        "products.imported".to_owned(),
        json!({ "rows": [{}, {}, {}] }),
    );
    let change = AnyChange::Unknown { name, args };
    let uid = Uid(Uuid::from_u128(1));
    let mut intention = Intention::new(uid, &change, 1, vec![PARENT], Moment::EPOCH);
    intention.files = vec![ContentHash::of(b"photo").as_str().to_owned()];
    let left = |row| LeftOut {
        row,
        line: None,
        outcome: Outcome::Rejected,
        reason: Reason::WaitingFor { uid: PARENT },
    };
    let rows = [0, 2].map(left).into();
    let context = Context {
        rules,
        ..Context::system(Moment::EPOCH, Day::from_days_since_1970(0))
    };
    InboxEntry::decided(
        &intention,
        &context,
        Outcome::Applied,
        &Reason::LeftOut { rows },
    )
}

#[test]
fn a_row_does_not_repeat_what_its_whole_names() {
    for entry in left_out(Rules::NOW) {
        assert_eq!((entry.depends_on.len(), entry.files.len()), (0, 0));
    }
}

#[test]
fn rows_of_older_rules_are_made_as_they_were() {
    for entry in left_out(Rules::UNITS_OF_OTHERS_COME_BACK_ALONE) {
        assert_eq!((entry.depends_on, entry.files.len()), (vec![PARENT], 1));
    }
}
