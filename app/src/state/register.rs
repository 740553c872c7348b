//! The serials that lie on this device, with the sale documents that moved them: an index over every document aboard, made when first
//! asked for and anew when documents change.

use hashbrown::HashMap;
use leptos::prelude::*;
use shared::documents::Document;
use shared::documents::units::moved;
use shared::ids::{DocumentId, ProductId};
use shared::record::Record;
use shared::serials::{Movement, SerialNumber};
use shared::text::serial_fold;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Device;

/// Key of a serial -> the documents that carry it.
pub type Register = Arc<HashMap<String, Vec<DocumentId>>>;

/// Watches the documents.
pub fn register(device: Device) -> Register {
    let mut index: HashMap<String, Vec<DocumentId>> = HashMap::new();
    for (id, document) in device.all::<Document>() {
        for key in document
            .keys()
            .into_iter()
            .filter(|key| key.name == "serial")
        {
            index.entry(key.value).or_default().push(id);
        }
    }
    Arc::new(index)
}

/// Units of one number: as their documents write it, and what moved them, by product.
#[derive(Clone, PartialEq)]
pub struct Units {
    pub serial: SerialNumber,
    pub moved: BTreeMap<ProductId, Vec<Movement>>,
}

/// `None`: the number is not aboard.
pub fn units(device: Device, register: &Register, serial: &SerialNumber) -> Option<Units> {
    let ids = register.get(&serial.key())?;
    let documents: Vec<Document> = (ids.iter())
        .filter_map(|id| device.peek::<Document>(*id))
        .collect();
    let lines = documents.iter().flat_map(|document| &document.lines);
    let mut written = lines.flat_map(|line| &line.serials);
    let written = written.find(|written| serial_fold(written) == serial.key());
    let written = written.and_then(|written| SerialNumber::new(written).ok());
    Some(Units {
        serial: written.unwrap_or_else(|| serial.clone()),
        moved: moved(&documents, serial),
    })
}

/// Every document that carries the number, cancelled ones too; the newest first.
pub fn papers(
    device: Device,
    register: &Register,
    serial: &SerialNumber,
) -> Vec<(DocumentId, Document)> {
    let ids = register.get(&serial.key()).into_iter().flatten();
    let papers = ids.filter_map(|id| Some((*id, device.peek::<Document>(*id)?)));
    let mut papers: Vec<_> = papers.collect();
    papers.sort_by_key(|(_, document)| std::cmp::Reverse((document.day, document.entered_at)));
    papers
}

/// What the page of units looks things up in, for as long as it stands.
pub fn watched(device: Device) -> Memo<Register> {
    Memo::new_with_compare(move |_| register(device), |_, _| true)
}
