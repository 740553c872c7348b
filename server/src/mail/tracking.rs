//! The address under which a customer follows a warranty return (NTF-01, RMA-46): nobody guesses it, and it opens that one page alone.

use sha2::{Digest, Sha256};
use shared::ids::{Id, OperationId};
use std::fmt::Write;

/// Where a workspace keeps the secret of its addresses; 256 bits, made when first needed, the same ever after.
pub const SECRET: &str = "tracking";
/// The customer's pages begin so.
pub const PATH: &str = "/track/";
/// Bytes of the seal.
const SEAL: usize = 16;

/// What proves that we wrote the address: 128 bits of a digest over the secret and the return, both of fixed length.
pub fn seal(secret: &[u8; 32], operation: OperationId) -> String {
    let mut digest = Sha256::new();
    digest.update(secret);
    digest.update(operation.uuid().as_bytes());
    let digest = digest.finalize();
    digest[..SEAL].iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a text cannot fail");
        text
    })
}

/// Compared to the end, whatever differs.
pub fn is_sealed(secret: &[u8; 32], operation: OperationId, said: &str) -> bool {
    let ours = seal(secret, operation);
    let differing = ours
        .bytes()
        .zip(said.bytes())
        .fold(0, |sum, (a, b)| sum | (a ^ b));
    ours.len() == said.len() && differing == 0
}

/// The whole address, for a letter.
pub fn address(public: &str, secret: &[u8; 32], operation: OperationId) -> String {
    let public = public.trim_end_matches('/');
    format!("{public}{PATH}{operation}/{}", seal(secret, operation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_seal_is_of_one_return_and_one_secret() {
        let (first, second) = (
            OperationId(Uuid::from_u128(1)),
            OperationId(Uuid::from_u128(2)),
        );
        let said = seal(&[7; 32], first);
        assert_eq!(said.len(), 2 * SEAL);
        assert!(is_sealed(&[7; 32], first, &said));
        for other in ["", &said[1..], &format!("{said}0")] {
            assert!(!is_sealed(&[7; 32], first, other), "{other}");
        }
        assert!(!is_sealed(&[7; 32], second, &said));
        assert!(!is_sealed(&[8; 32], first, &said));
    }

    #[test]
    fn an_address_has_one_slash_between_its_parts() {
        let operation = OperationId(Uuid::from_u128(1));
        for public in ["https://crm.example.com", "https://crm.example.com/"] {
            let address = address(public, &[7; 32], operation);
            assert!(address.starts_with("https://crm.example.com/track/0000"));
        }
    }
}
