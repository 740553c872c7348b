-- What was shipped since a revision: sale documents in the order of their latest change.
CREATE INDEX documents_by_change ON records (workspace, revision, id) WHERE kind = 'document';
