-- +goose Up
-- Standard SQL throughout: days and moments are ISO texts, truth is 0 or 1.
CREATE TABLE runs (
    id       TEXT PRIMARY KEY,
    began    TEXT NOT NULL,              -- moment in UTC
    ended    TEXT NOT NULL DEFAULT '',   -- '' while it runs, or where it was killed
    command  TEXT NOT NULL,              -- run, run --due, approve, ...
    operator TEXT NOT NULL,
    version  TEXT NOT NULL,              -- of the tool
    config   TEXT NOT NULL,              -- SHA-256 of the configuration's file
    inputs   TEXT NOT NULL DEFAULT '',   -- SHA-256 over the digests of all inputs that were read
    outcome  TEXT NOT NULL DEFAULT '',
    code     INTEGER NOT NULL DEFAULT -1 -- its exit code
);

CREATE TABLE packs (
    id         INTEGER PRIMARY KEY,
    client     TEXT NOT NULL,
    pack       TEXT NOT NULL,            -- the pack template
    period     TEXT NOT NULL,            -- its label
    first_day  TEXT NOT NULL,
    last_day   TEXT NOT NULL,
    as_of      TEXT NOT NULL,
    revision   INTEGER NOT NULL,
    state      TEXT NOT NULL,            -- issued, draft, rejected
    document   TEXT NOT NULL,            -- SHA-256
    manifest   TEXT NOT NULL,            -- SHA-256
    inputs     TEXT NOT NULL,            -- SHA-256 over the digests of its inputs
    folder     TEXT NOT NULL,            -- below the folder of packs, with forward slashes
    recorded   TEXT NOT NULL,            -- moment in UTC at which it was issued, drafted or rejected
    late       INTEGER NOT NULL DEFAULT 0,
    reason     TEXT NOT NULL DEFAULT '', -- of a revision or a rejection
    supersedes TEXT NOT NULL DEFAULT '', -- SHA-256 of the manifest of the revision before
    preparer   TEXT NOT NULL DEFAULT '',
    approver   TEXT NOT NULL DEFAULT '',
    run        TEXT NOT NULL DEFAULT ''
);
-- A revision is issued once.
CREATE UNIQUE INDEX packs_issued ON packs (client, pack, period, revision) WHERE state = 'issued';
CREATE INDEX packs_period ON packs (period, client);

CREATE TABLE figures (
    pack_id INTEGER NOT NULL REFERENCES packs (id) ON DELETE CASCADE,
    metric  TEXT NOT NULL,
    address TEXT NOT NULL,
    exact   TEXT NOT NULL,               -- as a fraction; '' where there was no value
    title   TEXT NOT NULL,
    unit    TEXT NOT NULL,
    value   REAL,                        -- of a share: of 1
    status  TEXT NOT NULL,
    formula TEXT NOT NULL,               -- SHA-256 of what decides the value
    PRIMARY KEY (pack_id, metric)
);

CREATE TABLE attempts (
    id       INTEGER PRIMARY KEY,
    client   TEXT NOT NULL,
    pack     TEXT NOT NULL,
    period   TEXT NOT NULL,
    tried    TEXT NOT NULL,              -- moment in UTC
    reason   TEXT NOT NULL,              -- why no pack was made
    late     INTEGER NOT NULL DEFAULT 0,
    run      TEXT NOT NULL DEFAULT ''
);
CREATE INDEX attempts_key ON attempts (client, pack, period);

-- +goose Down
DROP TABLE attempts;
DROP TABLE figures;
DROP TABLE packs;
DROP TABLE runs;
