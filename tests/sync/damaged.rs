//! A device that cannot read all of its disk: what is not found there may well exist.

use shared::ids::{DocumentId, OperationId, ProductId, UserId};
use shared::record::RecordKey;
use shared::rma::{self, Operation};
use shared::sync::queue::Standing;
use shared::text::Language;
use shared::users::{Role, User};
use std::collections::BTreeSet;
use support::model::{ModelDevice, ModelServer};
use uuid::Uuid;

const PERSON: UserId = UserId(Uuid::from_u128(1));
const PRODUCT: ProductId = ProductId(Uuid::from_u128(77));
const SALE: DocumentId = DocumentId(Uuid::from_u128(78));
const OPERATION: OperationId = OperationId(Uuid::from_u128(79));

/// Signed in, with everything aboard, and nothing of that product.
fn device() -> (ModelDevice, ModelServer) {
    let person = User {
        login: "ayşe".into(),
        roles: BTreeSet::from([Role::Administrator]),
        territories: BTreeSet::from(["ege".to_owned()]),
        warehouses: BTreeSet::new(),
        sets: BTreeSet::new(),
        default_set: None,
        language: Language::Tr,
        active: true,
    };
    let mut server = ModelServer::default();
    server.people.insert(PERSON, person.clone());
    let mut device = ModelDevice::new(1, PERSON, &person);
    device.pull(&server);
    (device, server)
}

/// A pump comes back; which one says its sale.
fn taken_in() -> rma::Change {
    rma::Change::TakenIn {
        operation: OPERATION,
        draft: rma::Draft {
            product: Some(PRODUCT),
            sale: Some(SALE),
            ..rma::Draft::default()
        },
        provisional: "T-1".into(),
    }
}

#[test]
fn work_on_a_record_whose_block_is_damaged_is_left_to_the_server() {
    let (mut device, mut server) = device();
    assert!(!device.commit(taken_in()), "there is no such product");
    device.replica.lacks_some(true);
    assert!(device.commit(taken_in()), "it may lie in what is damaged");
    let operation = RecordKey::of::<Operation>(OPERATION);
    assert!(device.replica.get(&operation).is_some(), "and is shown");
    // a pull does not make it less true
    device.pull(&server);
    let standing = |device: &ModelDevice| device.replica.queue().entries()[0].standing.clone();
    assert_eq!(standing(&device), Standing::Fits);
    // the server knows: there is none
    device.push(&mut server, 10, false);
    device.pull(&server);
    assert!(device.replica.queue().entries().is_empty());
    assert!(device.replica.get(&operation).is_none());
}
