//! Which of a line's ten discount slots are filled, and by whom?
//! Does not compute; `discounts` does. Does not know which slots a page shows beyond what it is told.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::money::Decimal;
use crate::rate::{InvalidPercent, Percent};

/// Slots of a basket line (CND-17).
pub const SLOTS: usize = 10;
/// The first slots belong to the condition (CND-17).
pub const CONDITION_SLOTS: usize = 5;

/// Who filled a slot (CND-16, CND-21).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A purchase–sale condition; recalculated with the line.
    Condition,
    /// A person; no recalculation overwrites it. A manual 0 % says "none here, whatever the condition gives".
    Manual,
    /// The ERP's answer.
    Erp,
    /// A campaign of the ERP (PRC-04).
    Campaign,
}

/// One filled discount slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Slot {
    pub value: Percent,
    pub origin: Origin,
}

/// Ten discounts in order, each empty or filled. JSON: a list without the empty slots at its end, `null` for those between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Slots([Option<Slot>; SLOTS]);

/// Why discounts cannot stand in the slots; slots are counted from 1, as people see them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSlot {
    #[error("a line has {SLOTS} discounts, there is no discount {slot}")]
    NoSuchSlot { slot: usize },
    #[error("discount {slot}: {reason}")]
    OutOfRange { slot: usize, reason: InvalidPercent },
}

impl Slots {
    pub const EMPTY: Slots = Slots([None; SLOTS]);

    /// Hand-entered discounts from slot 1 on, for forms, files and tests; no more than ten.
    pub fn manual(values: impl IntoIterator<Item = Decimal>) -> Result<Slots, InvalidSlot> {
        let mut slots = Slots::EMPTY;
        for (index, value) in values.into_iter().enumerate() {
            let slot = index + 1;
            let percent = Percent::new(value);
            let value = percent.map_err(|reason| InvalidSlot::OutOfRange { slot, reason })?;
            slots.set(
                slot,
                Some(Slot {
                    value,
                    origin: Origin::Manual,
                }),
            )?;
        }
        Ok(slots)
    }

    /// Slot 1 to 10.
    pub fn get(&self, slot: usize) -> Option<Slot> {
        *self.0.get(slot.checked_sub(1)?)?
    }

    /// Fills or empties slot 1 to 10.
    pub fn set(&mut self, slot: usize, value: Option<Slot>) -> Result<(), InvalidSlot> {
        let place = slot.checked_sub(1).and_then(|index| self.0.get_mut(index));
        *place.ok_or(InvalidSlot::NoSuchSlot { slot })? = value;
        Ok(())
    }

    /// The filled slots with their numbers, in order.
    pub fn filled(&self) -> impl Iterator<Item = (usize, Slot)> {
        let numbered = self.0.iter().enumerate();
        numbered.filter_map(|(index, slot)| slot.map(|slot| (index + 1, slot)))
    }

    /// The discounts that change something, in order: an empty slot and 0 % are skipped (CND-12).
    pub fn percents(&self) -> impl Iterator<Item = Percent> {
        self.filled()
            .map(|(_, slot)| slot.value)
            .filter(|value| !value.is_zero())
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// Recalculates slots 1–5 from a condition, or empties them when none applies; what a person entered stays (CND-16).
    pub fn with_condition(mut self, discounts: &[Percent]) -> Slots {
        for index in 0..CONDITION_SLOTS {
            if self.0[index].is_none_or(|slot| slot.origin != Origin::Manual) {
                self.0[index] = automatic(discounts.get(index), Origin::Condition);
            }
        }
        self
    }

    /// "Back to condition": slots 1–5 as the condition has them, hand entries there given up (CND-16).
    pub fn back_to_condition(mut self, discounts: &[Percent]) -> Slots {
        for index in 0..CONDITION_SLOTS {
            self.0[index] = automatic(discounts.get(index), Origin::Condition);
        }
        self
    }

    /// The ERP's discounts fill slots 1 to n (CND-21), what came from the ERP before goes; what a person entered stays (CND-16).
    pub fn with_erp(mut self, discounts: &[(Percent, Origin)]) -> Slots {
        for (index, place) in self.0.iter_mut().enumerate() {
            if place.is_none_or(|slot| slot.origin != Origin::Manual) {
                let given = discounts.get(index);
                *place = given.and_then(|(value, origin)| automatic(Some(value), *origin));
            }
        }
        self
    }

    /// The same discounts as if a person had typed each.
    pub fn by_hand(mut self) -> Slots {
        for slot in self.0.iter_mut().flatten() {
            slot.origin = Origin::Manual;
        }
        self
    }

    /// How many discounts count although the page does not show their slot: "+n hidden discounts" (CND-18).
    pub fn hidden(&self, shown: impl Fn(usize) -> bool) -> usize {
        let counting = self.filled().filter(|(_, slot)| !slot.value.is_zero());
        counting.filter(|(number, _)| !shown(*number)).count()
    }

    /// Every slot out of range: 0 to 100 with at most four decimals (CND-12). Surcharges, down to −100, need a right.
    pub fn problems(&self, surcharge_allowed: bool) -> Vec<InvalidSlot> {
        let checked = self.filled().filter_map(|(slot, filled)| {
            let value = filled.value.value();
            let share = if surcharge_allowed {
                value.abs()
            } else {
                value
            };
            let result = Percent::new(share).and_then(Percent::checked_share);
            result
                .err()
                .map(|reason| InvalidSlot::OutOfRange { slot, reason })
        });
        checked.collect()
    }
}

fn automatic(value: Option<&Percent>, origin: Origin) -> Option<Slot> {
    let value = value.copied().filter(|value| !value.is_zero())?;
    Some(Slot { value, origin })
}

impl Serialize for Slots {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let last = self.filled().last().map_or(0, |(number, _)| number);
        self.0[..last].serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Slots {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Slots, D::Error> {
        let list = Vec::<Option<Slot>>::deserialize(deserializer)?;
        let mut slots = Slots::EMPTY;
        for (index, slot) in list.into_iter().enumerate() {
            slots.set(index + 1, slot).map_err(de::Error::custom)?;
        }
        Ok(slots)
    }
}
