//! What somebody is granted, as a plain value: one gesture of the form at a time. Knows no screen; the rules are asked in `shared`.

use shared::ids::{SetId, WarehouseId};
use shared::text::Language;
use shared::users::{Role, User};

/// One box that can be ticked.
#[derive(Clone, PartialEq, Debug)]
pub enum Grant {
    Role(Role),
    Territory(String),
    Warehouse(WarehouseId),
    Set(SetId),
}

impl Grant {
    pub fn is_given(&self, user: &User) -> bool {
        match self {
            Grant::Role(role) => user.roles.contains(role),
            Grant::Territory(name) => user.territories.contains(name),
            Grant::Warehouse(warehouse) => user.warehouses.contains(warehouse),
            Grant::Set(set) => user.sets.contains(set),
        }
    }
}

/// One gesture.
#[derive(Clone, PartialEq, Debug)]
pub enum Part {
    Given(Grant),
    Taken(Grant),
    DefaultSet(Option<SetId>),
    Language(Language),
}

impl Part {
    pub fn tick(grant: Grant, given: bool) -> Part {
        if given {
            Part::Given(grant)
        } else {
            Part::Taken(grant)
        }
    }

    pub fn put_into(self, user: &mut User) {
        match self {
            Part::Given(Grant::Role(role)) => _ = user.roles.insert(role),
            Part::Given(Grant::Territory(name)) => _ = user.territories.insert(name),
            Part::Given(Grant::Warehouse(warehouse)) => _ = user.warehouses.insert(warehouse),
            Part::Given(Grant::Set(set)) => give_set(user, set),
            Part::Taken(Grant::Role(role)) => _ = user.roles.remove(&role),
            Part::Taken(Grant::Territory(name)) => _ = user.territories.remove(&name),
            Part::Taken(Grant::Warehouse(warehouse)) => _ = user.warehouses.remove(&warehouse),
            Part::Taken(Grant::Set(set)) => take_set(user, set),
            Part::DefaultSet(set) => user.default_set = set,
            Part::Language(language) => user.language = language,
        }
    }
}

/// The first set somebody is given is the one they work with.
fn give_set(user: &mut User, set: SetId) {
    user.sets.insert(set);
    user.default_set = user.default_set.or(Some(set));
}

fn take_set(user: &mut User, set: SetId) {
    user.sets.remove(&set);
    user.default_set = user.default_set.filter(|default| *default != set);
}

/// Nobody yet: nothing is granted.
pub fn blank(language: Language) -> User {
    User {
        login: String::new(),
        roles: Default::default(),
        territories: Default::default(),
        warehouses: Default::default(),
        sets: Default::default(),
        default_set: None,
        language,
        active: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_default_set_comes_and_goes_with_its_grant() {
        let (one, other) = (SetId(Uuid::from_u128(1)), SetId(Uuid::from_u128(2)));
        let mut user = blank(Language::Tr);
        let mut after = |part: Part| {
            part.put_into(&mut user);
            user.default_set
        };
        assert_eq!(after(Part::tick(Grant::Set(one), true)), Some(one));
        assert_eq!(after(Part::tick(Grant::Set(other), true)), Some(one));
        assert_eq!(after(Part::tick(Grant::Set(one), false)), None);
        assert_eq!(after(Part::DefaultSet(Some(other))), Some(other));
    }
}
