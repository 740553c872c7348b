//! What can be asked about somebody's access: devices, and since when there is a password. Answers of the server, never
//! records: they stand in no queue and on no device.

use crate::calendar::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A device somebody signed in on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Device {
    pub device: Uuid,
    pub name: String,
    pub signed_in: Moment,
    pub last_seen: Moment,
    pub withdrawn: Option<Moment>,
    /// The one that asks.
    pub this: bool,
}

/// A password that an administrator gives to somebody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenPassword {
    pub new: String,
}

/// Can this person sign in at all?
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PasswordSince {
    pub set: Option<Moment>,
}

/// What seals a person's unsent work for the way in a file to another device of the same person: 256 bits as 64 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarryKey {
    pub key: String,
}

impl CarryKey {
    pub fn new(bits: &[u8; 32]) -> CarryKey {
        CarryKey {
            key: bits.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }

    /// `None`: no key of ours.
    pub fn bits(&self) -> Option<[u8; 32]> {
        let mut bits = [0; 32];
        let digits = self.key.as_bytes();
        if digits.len() != 2 * bits.len() {
            return None;
        }
        for (bit, pair) in bits.iter_mut().zip(digits.chunks(2)) {
            let [high, low] = pair else { return None };
            *bit = (digit(*high)? << 4) | digit(*low)?;
        }
        Some(bits)
    }
}

fn digit(letter: u8) -> Option<u8> {
    let value = char::from(letter).to_digit(16)?;
    u8::try_from(value).ok()
}

/// Shorter ones are not taken. The server has the last word.
pub const PASSWORD_LENGTH_MIN: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_carry_key_comes_out_as_it_went_in() {
        let bits = std::array::from_fn(|at| (at * 37) as u8);
        assert_eq!(CarryKey::new(&bits).bits(), Some(bits));
        for other in ["", "00", &"0".repeat(63), &"g".repeat(64), &"é".repeat(32)] {
            let key = other.to_owned();
            assert!(CarryKey { key }.bits().is_none(), "{other}");
        }
    }
}
