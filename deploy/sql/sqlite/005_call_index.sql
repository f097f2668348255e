-- What lists and due times need to know of an emergency call, kept by triggers from the "index" member of its state.

ALTER TABLE OrleansStorage ADD COLUMN CallEntry TEXT
    GENERATED ALWAYS AS (CASE WHEN GrainTypeString = 'call' THEN json_extract(CAST(PayloadBinary AS TEXT), '$.index') END) VIRTUAL;

CREATE TABLE call_index
(
    -- OrleansStorage.Id. Grows in the order of creation, so newest first is this column descending.
    storage_id INTEGER PRIMARY KEY,
    call_id    TEXT    NOT NULL UNIQUE,
    -- ringing, active or ended.
    status     TEXT    NOT NULL,
    -- Unix milliseconds, as all times here.
    started_at INTEGER NOT NULL,
    -- NULL until the call ends.
    ended_at   INTEGER,
    -- NULL: nothing to wake for.
    wake_at    INTEGER,
    -- Effects written but not yet carried out.
    owed       INTEGER NOT NULL
);

CREATE INDEX ix_call_index_wake_at ON call_index (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX ix_call_index_unfinished ON call_index (call_id) WHERE ended_at IS NULL OR owed > 0;
CREATE INDEX ix_call_index_live ON call_index (storage_id) WHERE ended_at IS NULL;
CREATE INDEX ix_call_index_ended_at ON call_index (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX ix_call_index_status ON call_index (status);

CREATE TRIGGER call_state_inserted AFTER INSERT ON OrleansStorage
WHEN NEW.GrainTypeString = 'call' AND NEW.PayloadBinary IS NOT NULL
BEGIN
    INSERT INTO call_index (storage_id, call_id, status, started_at, ended_at, wake_at, owed)
    VALUES
    (
        NEW.Id,
        json_extract(NEW.CallEntry, '$.call_id'),
        json_extract(NEW.CallEntry, '$.status'),
        json_extract(NEW.CallEntry, '$.started_at'),
        json_extract(NEW.CallEntry, '$.ended_at'),
        json_extract(NEW.CallEntry, '$.wake_at'),
        ifnull(json_extract(NEW.CallEntry, '$.owed'), 0)
    );
END;

-- A state written again after a clear that kept its row. Asks the index, because reading OLD.PayloadBinary would fetch the whole of it.
CREATE TRIGGER call_state_restored AFTER UPDATE OF PayloadBinary ON OrleansStorage
WHEN NEW.GrainTypeString = 'call' AND NEW.PayloadBinary IS NOT NULL AND NOT EXISTS (SELECT 1 FROM call_index WHERE storage_id = NEW.Id)
BEGIN
    INSERT INTO call_index (storage_id, call_id, status, started_at, ended_at, wake_at, owed)
    VALUES
    (
        NEW.Id,
        json_extract(NEW.CallEntry, '$.call_id'),
        json_extract(NEW.CallEntry, '$.status'),
        json_extract(NEW.CallEntry, '$.started_at'),
        json_extract(NEW.CallEntry, '$.ended_at'),
        json_extract(NEW.CallEntry, '$.wake_at'),
        ifnull(json_extract(NEW.CallEntry, '$.owed'), 0)
    );
END;

-- Apart, because SQLite rewrites the entries of every index that an UPDATE names a column of, changed or not.
CREATE TRIGGER call_state_updated AFTER UPDATE OF PayloadBinary ON OrleansStorage
WHEN NEW.GrainTypeString = 'call' AND NEW.PayloadBinary IS NOT NULL
BEGIN
    UPDATE call_index
    SET status = json_extract(NEW.CallEntry, '$.status'),
        started_at = json_extract(NEW.CallEntry, '$.started_at'),
        ended_at = json_extract(NEW.CallEntry, '$.ended_at')
    WHERE storage_id = NEW.Id
        AND (status IS NOT json_extract(NEW.CallEntry, '$.status')
            OR started_at IS NOT json_extract(NEW.CallEntry, '$.started_at')
            OR ended_at IS NOT json_extract(NEW.CallEntry, '$.ended_at'));

    UPDATE call_index
    SET wake_at = json_extract(NEW.CallEntry, '$.wake_at'),
        owed = ifnull(json_extract(NEW.CallEntry, '$.owed'), 0)
    WHERE storage_id = NEW.Id
        AND (wake_at IS NOT json_extract(NEW.CallEntry, '$.wake_at')
            OR owed IS NOT ifnull(json_extract(NEW.CallEntry, '$.owed'), 0));
END;

CREATE TRIGGER call_state_cleared AFTER UPDATE OF PayloadBinary ON OrleansStorage
WHEN NEW.GrainTypeString = 'call' AND NEW.PayloadBinary IS NULL
BEGIN
    DELETE FROM call_index WHERE storage_id = NEW.Id;
END;

CREATE TRIGGER call_state_deleted AFTER DELETE ON OrleansStorage
WHEN OLD.GrainTypeString = 'call'
BEGIN
    DELETE FROM call_index WHERE storage_id = OLD.Id;
END;
