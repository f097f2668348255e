-- What callers said, for a cluster whose members share no folder. SQLite has no such tables: there, recordings are always files.

CREATE TABLE recording
(
    -- The call's id, or for an id with unusual characters what of it can be read and a hash: the name that its file would have.
    name       text COLLATE "C" NOT NULL PRIMARY KEY,
    -- Where the last chunk ends, 8000 a second.
    samples    bigint NOT NULL,
    -- Raised by whoever opens it for writing; only the last one's chunks are taken.
    writer     bigint NOT NULL,
    updated_at timestamptz NOT NULL
)
-- Changes once a second while somebody speaks; with room on its page it leaves the index alone.
WITH (fillfactor = 50);

CREATE TABLE recording_chunk
(
    name         text COLLATE "C" NOT NULL,
    first_sample bigint NOT NULL,
    -- 16 bit, low byte first. A second at most; a stretch without any chunk is silence.
    sound        bytea NOT NULL CHECK (octet_length(sound) BETWEEN 2 AND 16000),
    PRIMARY KEY (name, first_sample)
);

-- Speech does not get shorter by the server's compression, so it is not tried.
ALTER TABLE recording_chunk ALTER COLUMN sound SET STORAGE EXTERNAL;
