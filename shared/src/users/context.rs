//! Who acts, with which rights, at which moment and company day. Device and server fill it at their edge; the server stores
//! it with the outcome, so that a replay repeats the decision.

use super::right::Right;
use super::role::Role;
use crate::calendar::{Day, Moment};
use crate::ids::{Id, SetId, UserId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Context {
    pub user: UserId,
    pub roles: BTreeSet<Role>,
    pub territories: BTreeSet<String>,
    /// The integration sets documents may be made in (INT-04).
    #[serde(default)]
    pub sets: BTreeSet<SetId>,
    /// A job, an import or an ERP's answer: rights of its own, no sequence.
    pub system: bool,
    pub moment: Moment,
    /// The day in the company's time zone.
    pub today: Day,
}

impl Context {
    /// The context of jobs and imports.
    pub fn system(moment: Moment, today: Day) -> Self {
        Self {
            user: UserId::from_uuid(Uuid::nil()),
            roles: BTreeSet::new(),
            territories: BTreeSet::new(),
            sets: BTreeSet::new(),
            system: true,
            moment,
            today,
        }
    }

    /// The same person at another moment, such as the one at which they did what is run again.
    pub fn at(&self, moment: Moment) -> Context {
        Context {
            moment,
            ..self.clone()
        }
    }

    pub fn has(&self, right: Right) -> bool {
        self.system || self.roles.iter().any(|role| role.has(right))
    }

    /// May this person see and touch what stands in this territory?
    pub fn reaches(&self, territory: &str) -> bool {
        self.has(Right::SeeAllTerritories) || self.territories.contains(territory)
    }
}
