-- One table of records for every room, and what stands beside it: keys, shelves, intentions, access, outgoing work, packed blocks.
-- The twin in ../sqlite has the same tables and columns; only the names of types differ.

CREATE TABLE workspaces (
    id          UUID NOT NULL PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE,
    epoch       UUID NOT NULL,
    revision    BIGINT NOT NULL,
    chain       TEXT NOT NULL,
    -- removal marks up to here may be gone: an older cursor compares manifests
    feed_floor  BIGINT NOT NULL,
    -- the newest revision that a verified backup contains
    backed_up   BIGINT NOT NULL,
    created     BIGINT NOT NULL
);

CREATE TABLE records (
    workspace       UUID NOT NULL,
    kind            TEXT NOT NULL,
    id              UUID NOT NULL,
    revision        BIGINT NOT NULL,
    body            TEXT NOT NULL,
    field_revisions TEXT NOT NULL,
    -- the names of the shelves it stands on, as a JSON list: what a writer must know before it moves the record
    shelves         TEXT NOT NULL,
    deleted         BOOLEAN NOT NULL,
    PRIMARY KEY (workspace, kind, id)
);

CREATE TABLE keys (
    workspace UUID NOT NULL,
    kind      TEXT NOT NULL,
    key       TEXT NOT NULL,
    -- compared byte by byte, as the other database does
    value     TEXT COLLATE "C" NOT NULL,
    id        UUID NOT NULL,
    only_one  BOOLEAN NOT NULL,
    PRIMARY KEY (workspace, kind, key, value, id)
);
CREATE UNIQUE INDEX keys_only_one ON keys (workspace, kind, key, value) WHERE only_one;
CREATE INDEX keys_of_record ON keys (workspace, kind, id);

CREATE TABLE shelves (
    workspace UUID NOT NULL,
    shelf     TEXT NOT NULL,
    kind      TEXT NOT NULL,
    id        UUID NOT NULL,
    revision  BIGINT NOT NULL,
    present   BOOLEAN NOT NULL,
    PRIMARY KEY (workspace, shelf, kind, id)
);
-- `present` is here so that the feed reads nothing but this index
CREATE INDEX shelves_since ON shelves (workspace, shelf, revision, present);

-- count and sum of hash(id, revision) per shelf, kept with every write
CREATE TABLE shelf_sums (
    workspace UUID NOT NULL,
    shelf     TEXT NOT NULL,
    count     BIGINT NOT NULL,
    sum       BIGINT NOT NULL,
    PRIMARY KEY (workspace, shelf)
);

CREATE TABLE intentions (
    workspace  UUID NOT NULL,
    uid        UUID NOT NULL,
    client     UUID,
    seq        BIGINT,
    name       TEXT NOT NULL,
    version    BIGINT NOT NULL,
    body       TEXT NOT NULL,
    hash       TEXT NOT NULL,
    outcome    TEXT NOT NULL,
    reason     TEXT,
    context    TEXT NOT NULL,
    author     UUID NOT NULL,
    revision   BIGINT NOT NULL,
    chain      TEXT NOT NULL,
    made_at    BIGINT NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (workspace, uid)
);
CREATE UNIQUE INDEX intentions_in_order ON intentions (workspace, revision);

-- which uid came under which number of a client; a known uid may come again under a number of another client
CREATE TABLE client_numbers (
    workspace UUID NOT NULL,
    client    UUID NOT NULL,
    seq       BIGINT NOT NULL,
    uid       UUID NOT NULL,
    PRIMARY KEY (workspace, client, seq)
);

CREATE TABLE clients (
    workspace UUID NOT NULL,
    id        UUID NOT NULL,
    user_id   UUID NOT NULL,
    device    UUID NOT NULL,
    last_seq  BIGINT NOT NULL,
    label     TEXT NOT NULL,
    name      TEXT NOT NULL,
    created   BIGINT NOT NULL,
    withdrawn BIGINT,
    PRIMARY KEY (workspace, id)
);
CREATE UNIQUE INDEX clients_label ON clients (workspace, label);

CREATE TABLE transfers (
    workspace   UUID NOT NULL,
    key         TEXT NOT NULL,
    set_id      UUID NOT NULL,
    kind        TEXT NOT NULL,
    document    UUID NOT NULL,
    state       TEXT NOT NULL,
    payload     TEXT NOT NULL,
    attempts    BIGINT NOT NULL,
    answer      TEXT,
    due         BIGINT NOT NULL,
    lease_until BIGINT,
    created     BIGINT NOT NULL,
    changed     BIGINT NOT NULL,
    PRIMARY KEY (workspace, key)
);
-- what is confirmed stays for ever and is never looked through for work
CREATE INDEX transfers_due ON transfers (workspace, due) WHERE state IN ('pending', 'sending');
CREATE INDEX transfers_of_document ON transfers (workspace, document, created, key);

CREATE TABLE jobs (
    workspace   UUID NOT NULL,
    id          UUID NOT NULL,
    name        TEXT NOT NULL,
    dedup       TEXT NOT NULL,
    payload     TEXT NOT NULL,
    due         BIGINT NOT NULL,
    attempts    BIGINT NOT NULL,
    lease_until BIGINT,
    problem     TEXT,
    PRIMARY KEY (workspace, id)
);
CREATE UNIQUE INDEX jobs_once ON jobs (workspace, name, dedup);
CREATE INDEX jobs_due ON jobs (workspace, due);

CREATE TABLE mail (
    workspace   UUID NOT NULL,
    id          UUID NOT NULL,
    recipient   TEXT NOT NULL,
    subject     TEXT NOT NULL,
    body        TEXT NOT NULL,
    state       TEXT NOT NULL,
    due         BIGINT NOT NULL,
    attempts    BIGINT NOT NULL,
    lease_until BIGINT,
    PRIMARY KEY (workspace, id)
);
CREATE INDEX mail_due ON mail (workspace, state, due);

CREATE TABLE blobs (
    workspace  UUID NOT NULL,
    hash       BYTEA NOT NULL,
    size       BIGINT NOT NULL,
    media_type TEXT NOT NULL,
    complete   BOOLEAN NOT NULL,
    created    BIGINT NOT NULL,
    PRIMARY KEY (workspace, hash)
);

CREATE TABLE blob_chunks (
    workspace UUID NOT NULL,
    hash      BYTEA NOT NULL,
    position  BIGINT NOT NULL,
    bytes     BYTEA NOT NULL,
    PRIMARY KEY (workspace, hash, position)
);

CREATE TABLE sign_ins (
    workspace     UUID NOT NULL,
    user_id       UUID NOT NULL,
    login         TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    changed       BIGINT NOT NULL,
    PRIMARY KEY (workspace, user_id)
);
CREATE UNIQUE INDEX sign_ins_login ON sign_ins (workspace, login);

CREATE TABLE sessions (
    token_hash  BYTEA NOT NULL PRIMARY KEY,
    workspace   UUID NOT NULL,
    user_id     UUID NOT NULL,
    device      UUID NOT NULL,
    device_name TEXT NOT NULL,
    created     BIGINT NOT NULL,
    last_seen   BIGINT NOT NULL,
    revoked     BIGINT 
);
CREATE INDEX sessions_of_user ON sessions (workspace, user_id);

CREATE TABLE secrets (
    workspace UUID NOT NULL,
    name      TEXT NOT NULL,
    sealed    BYTEA NOT NULL,
    changed   BIGINT NOT NULL,
    PRIMARY KEY (workspace, name)
);

CREATE TABLE blocks (
    workspace UUID NOT NULL,
    shelf     TEXT NOT NULL,
    kind      TEXT NOT NULL,
    format    BIGINT NOT NULL,
    from_id   UUID NOT NULL,
    to_id     UUID NOT NULL,
    revision  BIGINT NOT NULL,
    hash      TEXT NOT NULL,
    count     BIGINT NOT NULL,
    bytes     BYTEA NOT NULL,
    PRIMARY KEY (workspace, shelf, kind, format, from_id)
);
CREATE INDEX blocks_by_hash ON blocks (workspace, hash);

-- up to which revision the blocks of a shelf are known to be right; what the shelf got later makes its block stale
CREATE TABLE packed_shelves (
    workspace UUID NOT NULL,
    shelf     TEXT NOT NULL,
    format    BIGINT NOT NULL,
    revision  BIGINT NOT NULL,
    PRIMARY KEY (workspace, shelf, format)
);
