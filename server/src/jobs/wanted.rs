//! Is a document that waits still asked for, and does it still say what the row says? An offer once converted is; a document of ours
//! may be changed or taken back for as long as it is only requested, and after an ERP refused it.

use super::attempt::Note;
use super::load;
use super::transfer_document::Attempt;
use super::world::Trouble;
use shared::documents::Document;
use shared::ids::{DocumentId, SetId};
use shared::integrations::{NeutralDocument, Source};

/// What is to become of it.
pub enum Wanted {
    Yes(NeutralDocument),
    /// Taken back here, or asked of another set since: it must not go any more.
    No,
}

impl Attempt<'_> {
    /// It is told to be on its way first: from then on nobody changes it, and what the row says then is what goes.
    pub async fn wanted(&self, document: NeutralDocument, note: &Note) -> Result<Wanted, Trouble> {
        let Some(ours) = self.ours().await? else {
            return Ok(match self.maker.source {
                Source::Offer => Wanted::Yes(document),
                Source::Document { .. } => Wanted::No,
            });
        };
        if !ours.stands() || ours.booked.is_none() || !self.is_asked_of(&ours) {
            return Ok(Wanted::No);
        }
        if ours.is_on_its_way() || ours.is_in_erp() {
            return Ok(Wanted::Yes(document));
        }
        let (key, attempt) = (&self.before.key, note.attempts.to_string());
        let waits = self.intention(&["waits", key, &attempt], self.maker.waits());
        let told = self.world.decides.submit(self.workspace, vec![waits]);
        if told
            .await?
            .iter()
            .any(|decided| !decided.outcome.is_applied())
        {
            // somebody took it back meanwhile
            return Ok(Wanted::No);
        }
        let row = self.world.database.transfer(self.workspace, key).await?;
        let now = row.and_then(|row| serde_json::from_str(&row.payload).ok());
        Ok(Wanted::Yes(now.unwrap_or(document)))
    }

    /// It was asked for again between our word and the row's: the next attempt is for that.
    pub async fn asked_again_meanwhile(&self) -> Result<(), Trouble> {
        if self.is_asked().await? {
            let (key, now) = (&self.before.key, self.world.clock.milliseconds());
            let database = &self.world.database;
            database.take_up_transfer(self.workspace, key, now).await?;
        }
        Ok(())
    }

    /// Of this row's set: what went to another one meanwhile is no reason to send this.
    pub async fn is_asked(&self) -> Result<bool, Trouble> {
        let ours = self.ours().await?;
        let ours = ours.filter(|ours| ours.stands() && self.is_asked_of(ours));
        Ok(ours.is_some_and(|ours| ours.is_requested() || ours.is_on_its_way()))
    }

    fn is_asked_of(&self, ours: &Document) -> bool {
        ours.asked_of == Some(SetId(self.before.set_id))
    }

    async fn ours(&self) -> Result<Option<Document>, Trouble> {
        if self.maker.source == Source::Offer {
            return Ok(None);
        }
        let id = DocumentId(self.maker.record);
        let found = load::record::<Document>(&*self.world.database, self.workspace, id).await?;
        Ok(found.map(|(document, _)| document))
    }
}
