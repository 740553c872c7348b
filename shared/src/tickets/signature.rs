//! A customer's signature as the strokes of a finger: small, sharp at every size, and it needs no camera.

use crate::calendar::Moment;
use crate::ids::UserId;
use serde::{Deserialize, Serialize};

/// The field it was drawn in, in its own units.
pub const WIDTH: i16 = 1_000;
pub const HEIGHT: i16 = 400;
const STROKES_MAX: usize = 200;
const POINTS_MAX: usize = 4_000;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Signature {
    /// Who signed, in capitals as on paper or not.
    pub name: String,
    /// Each stroke: x and y by turns, within the field.
    pub strokes: Vec<Vec<i16>>,
    /// Who held the tablet.
    pub taken_by: UserId,
    pub at: Moment,
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

    #[test]
    fn a_signature_is_drawn_inside_its_field() {
        assert!(fits(&[vec![0, 0, 1_000, 400], vec![5, 5]]));
        assert!(!fits(&[]) && !fits(&[vec![5, 5]]), "a dot is no signature");
        assert!(!fits(&[vec![0, 0, 1]]) && !fits(&[vec![0, 0, 1_001, 0]]));
        assert!(!fits(&[vec![0, 0, 1, -1]]) && !fits(&[vec![0; 8_002]]));
        assert!(!fits(&vec![vec![1, 1]; 201]));
    }
}
