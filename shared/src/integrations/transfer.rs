//! What the server says about documents on their way to an ERP (INT-16, INT-18): one by one, and summed up for a set.
//! Answers to a question asked now, never records.

use super::document::DocumentKind;
use crate::calendar::Moment;
use crate::ids::{OfferId, OperationId, SetId, TransferId};
use crate::money::{Currency, Decimal};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// How far a document came. A newer server may know more states.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransferState {
    Pending,
    Sending,
    Confirmed,
    NeedsHuman,
    /// Taken back here before any ERP had it.
    Withdrawn,
    #[serde(other)]
    Unknown,
}

impl TransferState {
    const ALL: [TransferState; 5] = [
        TransferState::Pending,
        TransferState::Sending,
        TransferState::Confirmed,
        TransferState::NeedsHuman,
        TransferState::Withdrawn,
    ];

    /// As it stands in the row.
    pub fn word(self) -> &'static str {
        match self {
            TransferState::Pending => "pending",
            TransferState::Sending => "sending",
            TransferState::Confirmed => "confirmed",
            TransferState::NeedsHuman => "needs_human",
            TransferState::Withdrawn => "withdrawn",
            TransferState::Unknown => "unknown",
        }
    }

    pub fn from_word(word: &str) -> TransferState {
        let known = TransferState::ALL
            .into_iter()
            .find(|state| state.word() == word);
        known.unwrap_or(TransferState::Unknown)
    }

    pub fn waits(self) -> bool {
        matches!(self, TransferState::Pending | TransferState::Sending)
    }
}

/// A record of ours becomes a document of a set once in its life (OFR-03, INT-17), so its transfer's id follows from those two alone:
/// neither a killed job nor a restored server that decides a request again can make a second one.
pub fn transfer_id(record: Uuid, set: SetId) -> TransferId {
    let digest = Sha256::digest(format!("transfer|{record}|{set}").as_bytes());
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    TransferId(Uuid::from_bytes(bytes))
}

/// One document on its way, as people see it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TransferSeen {
    pub transfer: TransferId,
    pub offer: OfferId,
    /// The warranty return whose document it is; then there is no offer of that id.
    #[serde(default)]
    pub operation: Option<OperationId>,
    pub state: TransferState,
    /// What was in the document; nothing of it can be read when this is `None`.
    pub document: Option<DocumentSeen>,
    pub attempts: u64,
    pub created: Moment,
    pub changed: Moment,
    /// When it is tried again; only while it waits.
    pub again_at: Option<Moment>,
    /// The ERP's number, once it is known.
    pub slip: Option<String>,
    /// Why it waits or needs somebody, in the words of the ERP or of the server's log.
    pub reason: Option<String>,
    /// Since when it waits for an ERP that does not answer.
    pub waiting_since: Option<Moment>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DocumentSeen {
    pub kind: DocumentKind,
    pub number: String,
    pub account: String,
    pub net_total: Decimal,
    pub currency: Currency,
}

/// An ERP that does not answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WaitingForErp {
    pub since: Moment,
    pub again_at: Moment,
    pub reason: String,
}

/// How one set is doing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SetHealth {
    pub read_at: Moment,
    pub waiting_for_erp: Option<WaitingForErp>,
    pub confirmed_today: u64,
    pub waiting: u64,
    /// Since the oldest of them.
    pub waiting_since: Option<Moment>,
    pub need_human: u64,
    pub need_human_since: Option<Moment>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_of_a_newer_server_is_read_as_unknown() {
        let read =
            |text: &str| serde_json::from_str::<TransferState>(text).expect("any word is a state");
        assert_eq!(read("\"needs_human\""), TransferState::NeedsHuman);
        assert_eq!(read("\"teleported\""), TransferState::Unknown);
        assert_eq!(
            TransferState::from_word("teleported"),
            TransferState::Unknown
        );
        let word = serde_json::to_value(TransferState::NeedsHuman).expect("a word");
        assert_eq!(word, TransferState::NeedsHuman.word());
    }
}
