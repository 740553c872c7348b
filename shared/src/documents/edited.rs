//! What happens to a document that is there: parts are added, serials follow, it is cancelled, an ERP answers.

use super::booking::{ask, withdraw};
use super::cancelled::{Booked, Cancellation};
use super::change::{Change, Refusal};
use super::cost::{DocumentCost, present};
use super::document::{Document, Kind, Line};
use super::draft::{LINES_MAX, serials, stored};
use crate::desk::Desk;
use crate::edit::Edit;
use crate::ids::{DocumentId, LineId};
use crate::record::RecordKey;
use crate::users::Context;
use crate::users::policy::system_only;

pub(super) fn edited(change: &Change, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
    match change {
        Change::LineAdded { document: id, line } => {
            let mut document = open(desk, context, *id)?;
            let line = stored(desk, line)?;
            if document.line(line.id).is_some() {
                return Err(Refusal::Exists);
            }
            if document.lines.len() >= LINES_MAX {
                return Err(Refusal::TooManyLines { max: LINES_MAX });
            }
            costs(desk, *id, &line);
            document.lines.push(line);
            changed(desk, *id, document);
        }
        Change::LineRemoved {
            document: id,
            line,
            was,
        } => removed(desk, context, *id, *line, was)?,
        Change::SerialsEntered {
            document: id,
            line,
            was,
            typed,
        } => {
            let mut document = open(desk, context, *id)?;
            let found = document.line_mut(*line).ok_or(Refusal::NoSuchLine)?;
            let now = serials(typed, &found.quantity)?;
            let (key, edit) = (RecordKey::of::<Document>(*id), Edit::new(was.clone(), now));
            let path = format!("lines/{line}/serials");
            desk.guard(&key, &path, &mut found.serials, &edit);
            changed(desk, *id, document);
        }
        Change::Cancelled {
            document: id,
            reason,
        } => cancelled(desk, context, *id, reason)?,
        Change::Answered { document, booked } => answered(desk, context, *document, booked)?,
        Change::Recorded { .. } | Change::CostsRecorded { .. } | Change::Entered { .. } => {}
    }
    Ok(())
}

/// The document, when this person may change what stands on it.
fn open(desk: &Desk, context: &Context, id: DocumentId) -> Result<Document, Refusal> {
    let document = known(desk, context, id)?;
    document.may_change(context)?;
    Ok(document.clone())
}

fn known<'a>(desk: &'a Desk, context: &Context, id: DocumentId) -> Result<&'a Document, Refusal> {
    let found = desk.get::<Document>(id).here();
    let found = found.filter(|document| context.reaches(&document.place.territory));
    found.ok_or(Refusal::NoSuchDocument)
}

/// A line that somebody changed meanwhile is not taken away unseen.
fn removed(
    desk: &mut Desk,
    context: &Context,
    id: DocumentId,
    line: LineId,
    was: &Line,
) -> Result<(), Refusal> {
    let mut document = open(desk, context, id)?;
    let Some(found) = document.line(line).cloned() else {
        return Ok(());
    };
    let mut held = Some(found);
    let edit = Edit::new(Some(was.clone()), None);
    let key = RecordKey::of::<Document>(id);
    desk.guard(&key, &format!("lines/{line}"), &mut held, &edit);
    document.lines.retain(|other| other.id != line);
    let last = document.lines.is_empty() && document.kind != Kind::StockWriteOff;
    if last {
        return Err(Refusal::NoLines);
    }
    changed(desk, id, document);
    Ok(())
}

/// What an ERP refused is asked for again as it is now; with nothing left on it nobody has to, until something is.
fn changed(desk: &mut Desk, id: DocumentId, mut document: Document) {
    let was_asked = document.asked_of.is_some();
    let empty = document.lines.is_empty();
    document.booked = None;
    desk.put(id, document);
    match was_asked {
        true if empty => withdraw(desk, id),
        true => ask(desk, id),
        false => {}
    }
}

/// Cancelled twice is cancelled once: who was first stays named.
fn cancelled(
    desk: &mut Desk,
    context: &Context,
    id: DocumentId,
    reason: &str,
) -> Result<(), Refusal> {
    let mut document = known(desk, context, id)?.clone();
    if reason.trim().is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    match document.may_cancel(context) {
        Err(Refusal::IsCancelled) => return Ok(()),
        other => other?,
    }
    if document.refused_by_erp() {
        withdraw(desk, id);
    }
    document.cancel(context, reason);
    desk.put(id, document);
    Ok(())
}

/// One that was taken back, or is asked for no more, does not go on its way.
fn answered(
    desk: &mut Desk,
    context: &Context,
    id: DocumentId,
    booked: &Booked,
) -> Result<(), Refusal> {
    system_only(context)?;
    let found = desk.get::<Document>(id).here();
    let mut document = found.ok_or(Refusal::NoSuchDocument)?.clone();
    let leaves = *booked == Booked::Waits;
    if leaves && (!document.stands() || document.booked.is_none()) {
        return Err(Refusal::IsCancelled);
    }
    document.booked = Some(booked.clone());
    desk.put(id, document);
    Ok(())
}

impl Document {
    /// From now on it counts for nothing.
    pub fn cancel(&mut self, context: &Context, reason: &str) {
        let cancellation = Cancellation {
            by: context.user,
            at: context.moment,
            reason: reason.trim().to_owned(),
        };
        self.cancelled.get_or_insert(cancellation);
    }
}

fn costs(desk: &mut Desk, id: DocumentId, line: &Line) {
    let Some(cost) = present(desk, line.id, line.product) else {
        return;
    };
    let found = desk.get::<DocumentCost>(id).here().cloned();
    let mut costs = found.unwrap_or_default();
    costs.lines.push(cost);
    desk.put(id, costs);
}
