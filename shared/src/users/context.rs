//! Who acts, with which rights, at which moment and company day. Device and server fill it at their edge; the server stores
//! it with the outcome, so that a replay repeats the decision.

use super::right::Right;
use super::role::Role;
use super::rules::Rules;
use crate::calendar::{Day, Moment, ZoneOffsets};
use crate::ids::{Id, SetId, UserId, WarehouseId};
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
    /// The warehouses parts may be taken from (TCK-08). `None`: nobody asked, on a device and in what was decided before it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warehouses: Option<BTreeSet<WarehouseId>>,
    /// A job, an import or an ERP's answer: rights of its own, no sequence.
    pub system: bool,
    pub moment: Moment,
    /// The day in the company's time zone.
    pub today: Day,
    /// How far that zone is ahead of UTC: what is run again on a device has the day of its own moment. The server decides once.
    #[serde(skip)]
    pub offset_minutes: i32,
    /// A replay decides by those of the entry's day.
    #[serde(default)]
    pub rules: Rules,
}

impl Context {
    /// The context of jobs and imports.
    pub fn system(moment: Moment, today: Day) -> Self {
        Self {
            user: UserId::from_uuid(Uuid::nil()),
            roles: BTreeSet::new(),
            territories: BTreeSet::new(),
            sets: BTreeSet::new(),
            warehouses: None,
            system: true,
            moment,
            today,
            offset_minutes: 0,
            rules: Rules::NOW,
        }
    }

    /// The same person at another moment and on its day, such as the one at which they did what is run again.
    pub fn at(&self, moment: Moment) -> Context {
        let zone = ZoneOffsets::fixed(self.offset_minutes);
        let days = |moment: Moment| i64::from(zone.day_of(moment).days_since_1970());
        Context {
            moment,
            today: self.today.plus_days(days(moment) - days(self.moment)),
            ..self.clone()
        }
    }

    /// What a device's clock said, if that has come already; a clock that runs ahead says nothing but "now".
    pub fn by_then(&self, said: Moment) -> Moment {
        said.min(self.moment)
    }

    /// Do these rules hold in what is decided?
    pub fn decides_by(&self, rules: Rules) -> bool {
        self.rules >= rules
    }

    pub fn has(&self, right: Right) -> bool {
        self.system || self.roles.iter().any(|role| role.has(right))
    }

    /// Does this person write down what is taken from there? The page offers what was given, and the server knows it.
    pub fn takes_from(&self, warehouse: WarehouseId) -> bool {
        let given = self.warehouses.as_ref();
        self.system || given.is_none_or(|given| given.contains(&warehouse))
    }

    /// May this person see and touch what stands in this territory?
    pub fn reaches(&self, territory: &str) -> bool {
        self.has(Right::SeeAllTerritories) || self.territories.contains(territory)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_run_again_has_the_day_of_its_own_moment_in_the_companys_zone() {
        let day = |text| Day::parse(text).expect("a day");
        let midnight = Moment::at_start_of(day("2026-11-28"));
        let after = Context {
            offset_minutes: 180,
            ..Context::system(midnight.plus_milliseconds(60_000), day("2026-11-28"))
        };
        let minutes = |minutes: i64| after.at(midnight.plus_milliseconds(minutes * 60_000)).today;
        assert_eq!(minutes(1), day("2026-11-28"));
        assert_eq!(minutes(-180), day("2026-11-28"), "midnight of the company");
        assert_eq!(minutes(-181), day("2026-11-27"));
    }
}
