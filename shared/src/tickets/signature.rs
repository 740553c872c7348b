//! A customer's signature as the strokes of a finger: small, sharp at every size, and it needs no camera. What was signed stays: several
//! people may have a ticket signed without knowing of each other, and a later visit is signed again.

use crate::calendar::Moment;
use crate::ids::{LineId, UserId};
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

/// The field it was drawn in, in its own units.
pub const WIDTH: i16 = 1_000;
pub const HEIGHT: i16 = 400;
const STROKES_MAX: usize = 200;
const POINTS_MAX: usize = 4_000;
/// On one ticket.
pub const SIGNATURES_MAX: usize = 20;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Signature {
    /// Nil: taken by a version that gave none; a ticket has one of these at most.
    #[serde(default = "unnamed")]
    pub id: LineId,
    /// Who signed, in capitals as on paper or not.
    pub name: String,
    /// Each stroke: x and y by turns, within the field.
    pub strokes: Vec<Vec<i16>>,
    /// Who held the tablet.
    pub taken_by: UserId,
    pub at: Moment,
    /// Those that its author saw when it was taken: it says anew what they said.
    #[serde(default)]
    pub over: Vec<LineId>,
}

/// The id of one that has none.
pub fn unnamed() -> LineId {
    LineId(Uuid::nil())
}

/// Those in whose place no other was taken, the oldest first.
pub fn standing(all: &[Signature]) -> Vec<&Signature> {
    let is_over = |one: &Signature| all.iter().any(|other| other.over.contains(&one.id));
    let mut standing: Vec<&Signature> = all.iter().filter(|one| !is_over(one)).collect();
    standing.sort_by_key(|one| (one.at, one.id));
    standing
}

/// When the last of those that stand was taken; by the clocks of devices, as what it is compared with.
pub fn signed_at(all: &[Signature]) -> Option<Moment> {
    standing(all).last().map(|one| one.at)
}

/// It came when the customer had signed: nobody signed for it.
pub fn is_after(signed: Option<Moment>, at: Moment) -> bool {
    signed.is_some_and(|signed| at > signed)
}

/// All of them, or the one or none that a ticket had before; packed bodies of then are read elsewhere.
pub(super) fn all_or_one<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Signature>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        All(Vec<Signature>),
        One(Signature),
    }
    if !deserializer.is_human_readable() {
        return Vec::deserialize(deserializer);
    }
    Ok(match Option::<Written>::deserialize(deserializer)? {
        Some(Written::All(all)) => all,
        Some(Written::One(one)) => vec![one],
        None => Vec::new(),
    })
}

/// Something is drawn, in whole points, inside the field, and not more than a hand draws.
pub fn fits(strokes: &[Vec<i16>]) -> bool {
    let points: usize = strokes.iter().map(|stroke| stroke.len() / 2).sum();
    let inside = |pair: &[i16]| (0..=WIDTH).contains(&pair[0]) && (0..=HEIGHT).contains(&pair[1]);
    let whole = |stroke: &Vec<i16>| {
        !stroke.is_empty() && stroke.len().is_multiple_of(2) && stroke.chunks_exact(2).all(inside)
    };
    (2..=POINTS_MAX).contains(&points) && strokes.len() <= STROKES_MAX && strokes.iter().all(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(id: u128, at: i64, over: &[u128]) -> Signature {
        let ids = over.iter().map(|id| LineId(Uuid::from_u128(*id)));
        Signature {
            id: LineId(Uuid::from_u128(id)),
            name: "Ayşe".into(),
            strokes: vec![vec![0, 0, 9, 9]],
            taken_by: UserId(Uuid::nil()),
            at: Moment::EPOCH.plus_milliseconds(at),
            over: ids.collect(),
        }
    }

    #[test]
    fn those_stand_in_whose_place_no_other_was_taken() {
        let all = [taken(3, 30, &[1]), taken(2, 20, &[]), taken(1, 10, &[])];
        let of = |all: &[Signature]| -> Vec<u128> {
            let standing = standing(all).into_iter();
            standing.map(|one| one.id.0.as_u128()).collect()
        };
        assert_eq!(of(&all), [2, 3]);
        assert_eq!(of(&all[1..]), [1, 2]);
        assert!(of(&[]).is_empty());
    }

    #[test]
    fn what_came_after_the_last_signature_is_signed_by_nobody() {
        let all = [taken(2, 20, &[]), taken(1, 10, &[])];
        let at = |milliseconds| Moment::EPOCH.plus_milliseconds(milliseconds);
        let after = |all: &[Signature], when| is_after(signed_at(all), at(when));
        assert!(after(&all, 21));
        assert!(!after(&all, 20) && !after(&all, 15));
        assert!(!after(&[], 21), "nobody has signed yet");
    }

    #[test]
    fn a_signature_is_drawn_inside_its_field() {
        assert!(fits(&[vec![0, 0, 1_000, 400], vec![5, 5]]));
        assert!(!fits(&[]) && !fits(&[vec![5, 5]]), "a dot is no signature");
        assert!(!fits(&[vec![0, 0, 1]]) && !fits(&[vec![0, 0, 1_001, 0]]));
        assert!(!fits(&[vec![0, 0, 1, -1]]) && !fits(&[vec![0; 8_002]]));
        assert!(!fits(&vec![vec![1, 1]; 201]));
    }
}
