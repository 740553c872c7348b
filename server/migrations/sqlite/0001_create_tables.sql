-- One table of records for every room, and what stands beside it: keys, shelves, intentions, access, outgoing work, packed blocks.
-- The twin in ../postgres has the same tables and columns; only the names of types differ.

CREATE TABLE workspaces (
    id          BLOB    NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL UNIQUE,
    epoch       BLOB    NOT NULL,
    revision    INTEGER NOT NULL,
    chain       TEXT NOT NULL,
    -- removal marks up to here may be gone: an older cursor compares manifests
    feed_floor  INTEGER NOT NULL,
    -- the newest revision that a verified backup contains
    backed_up   INTEGER NOT NULL,
    created     INTEGER NOT NULL
) STRICT;

CREATE TABLE records (
    workspace       BLOB    NOT NULL,
    kind            TEXT    NOT NULL,
    id              BLOB    NOT NULL,
    revision        INTEGER NOT NULL,
    body            TEXT    NOT NULL,
    field_revisions TEXT    NOT NULL,
    -- the names of the shelves it stands on, as a JSON list: what a writer must know before it moves the record
    shelves         TEXT    NOT NULL,
    deleted         INTEGER NOT NULL,
    PRIMARY KEY (workspace, kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE keys (
    workspace BLOB    NOT NULL,
    kind      TEXT    NOT NULL,
    key       TEXT    NOT NULL,
    value     TEXT    NOT NULL,
    id        BLOB    NOT NULL,
    only_one  INTEGER NOT NULL,
    PRIMARY KEY (workspace, kind, key, value, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX keys_only_one ON keys (workspace, kind, key, value) WHERE only_one;
CREATE INDEX keys_of_record ON keys (workspace, kind, id);

CREATE TABLE shelves (
    workspace BLOB    NOT NULL,
    shelf     TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    id        BLOB    NOT NULL,
    revision  INTEGER NOT NULL,
    present   INTEGER NOT NULL,
    PRIMARY KEY (workspace, shelf, kind, id)
) STRICT, WITHOUT ROWID;
-- `present` is here so that the feed reads nothing but this index
CREATE INDEX shelves_since ON shelves (workspace, shelf, revision, present);

-- count and sum of hash(id, revision) per shelf, kept with every write
CREATE TABLE shelf_sums (
    workspace BLOB    NOT NULL,
    shelf     TEXT    NOT NULL,
    count     INTEGER NOT NULL,
    sum       INTEGER NOT NULL,
    PRIMARY KEY (workspace, shelf)
) STRICT, WITHOUT ROWID;

CREATE TABLE intentions (
    workspace  BLOB    NOT NULL,
    uid        BLOB    NOT NULL,
    client     BLOB,
    seq        INTEGER,
    name       TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    body       TEXT    NOT NULL,
    hash       TEXT NOT NULL,
    outcome    TEXT    NOT NULL,
    reason     TEXT,
    context    TEXT    NOT NULL,
    author     BLOB    NOT NULL,
    revision   INTEGER NOT NULL,
    chain      TEXT NOT NULL,
    made_at    INTEGER NOT NULL,
    decided_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, uid)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX intentions_in_order ON intentions (workspace, revision);

-- which uid came under which number of a client; a known uid may come again under a number of another client
CREATE TABLE client_numbers (
    workspace BLOB    NOT NULL,
    client    BLOB    NOT NULL,
    seq       INTEGER NOT NULL,
    uid       BLOB    NOT NULL,
    PRIMARY KEY (workspace, client, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE clients (
    workspace BLOB    NOT NULL,
    id        BLOB    NOT NULL,
    user_id   BLOB    NOT NULL,
    device    BLOB    NOT NULL,
    last_seq  INTEGER NOT NULL,
    label     TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    created   INTEGER NOT NULL,
    withdrawn INTEGER,
    PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX clients_label ON clients (workspace, label);

CREATE TABLE transfers (
    workspace   BLOB    NOT NULL,
    key         TEXT    NOT NULL,
    set_id      BLOB    NOT NULL,
    kind        TEXT    NOT NULL,
    document    BLOB    NOT NULL,
    state       TEXT    NOT NULL,
    payload     TEXT    NOT NULL,
    attempts    INTEGER NOT NULL,
    answer      TEXT,
    due         INTEGER NOT NULL,
    lease_until INTEGER,
    created     INTEGER NOT NULL,
    changed     INTEGER NOT NULL,
    PRIMARY KEY (workspace, key)
) STRICT, WITHOUT ROWID;
-- what is confirmed stays for ever and is never looked through for work
CREATE INDEX transfers_due ON transfers (workspace, due) WHERE state IN ('pending', 'sending');
CREATE INDEX transfers_of_document ON transfers (workspace, document, created, key);

CREATE TABLE jobs (
    workspace   BLOB    NOT NULL,
    id          BLOB    NOT NULL,
    name        TEXT    NOT NULL,
    dedup       TEXT    NOT NULL,
    payload     TEXT    NOT NULL,
    due         INTEGER NOT NULL,
    attempts    INTEGER NOT NULL,
    lease_until INTEGER,
    problem     TEXT,
    PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX jobs_once ON jobs (workspace, name, dedup);
CREATE INDEX jobs_due ON jobs (workspace, due);

CREATE TABLE mail (
    workspace   BLOB    NOT NULL,
    id          BLOB    NOT NULL,
    recipient   TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    due         INTEGER NOT NULL,
    attempts    INTEGER NOT NULL,
    lease_until INTEGER,
    PRIMARY KEY (workspace, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_due ON mail (workspace, state, due);

CREATE TABLE blobs (
    workspace  BLOB    NOT NULL,
    hash       BLOB    NOT NULL,
    size       INTEGER NOT NULL,
    media_type TEXT    NOT NULL,
    complete   INTEGER NOT NULL,
    created    INTEGER NOT NULL,
    PRIMARY KEY (workspace, hash)
) STRICT;

CREATE TABLE blob_chunks (
    workspace BLOB    NOT NULL,
    hash      BLOB    NOT NULL,
    position  INTEGER NOT NULL,
    bytes     BLOB    NOT NULL,
    PRIMARY KEY (workspace, hash, position)
) STRICT;

CREATE TABLE sign_ins (
    workspace     BLOB    NOT NULL,
    user_id       BLOB    NOT NULL,
    login         TEXT    NOT NULL,
    password_hash TEXT    NOT NULL,
    changed       INTEGER NOT NULL,
    PRIMARY KEY (workspace, user_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX sign_ins_login ON sign_ins (workspace, login);

CREATE TABLE sessions (
    token_hash  BLOB    NOT NULL PRIMARY KEY,
    workspace   BLOB    NOT NULL,
    user_id     BLOB    NOT NULL,
    device      BLOB    NOT NULL,
    device_name TEXT    NOT NULL,
    created     INTEGER NOT NULL,
    last_seen   INTEGER NOT NULL,
    revoked     INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_of_user ON sessions (workspace, user_id);

CREATE TABLE secrets (
    workspace BLOB    NOT NULL,
    name      TEXT    NOT NULL,
    sealed    BLOB    NOT NULL,
    changed   INTEGER NOT NULL,
    PRIMARY KEY (workspace, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE blocks (
    workspace BLOB    NOT NULL,
    shelf     TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    format    INTEGER NOT NULL,
    from_id   BLOB    NOT NULL,
    to_id     BLOB    NOT NULL,
    revision  INTEGER NOT NULL,
    hash      TEXT NOT NULL,
    count     INTEGER NOT NULL,
    bytes     BLOB    NOT NULL,
    PRIMARY KEY (workspace, shelf, kind, format, from_id)
) STRICT;
CREATE INDEX blocks_by_hash ON blocks (workspace, hash);

-- up to which revision the blocks of a shelf are known to be right; what the shelf got later makes its block stale
CREATE TABLE packed_shelves (
    workspace BLOB    NOT NULL,
    shelf     TEXT    NOT NULL,
    format    INTEGER NOT NULL,
    revision  INTEGER NOT NULL,
    PRIMARY KEY (workspace, shelf, format)
) STRICT, WITHOUT ROWID;
