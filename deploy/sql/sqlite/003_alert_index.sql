-- What lists, due times and replies need to know of an alert, kept by triggers from the "index" member of the alert's state: one transaction with the
-- state, so the two cannot disagree. A payload without that member fails its write.

-- Computed once for a write and handed to the triggers; without it each column would cut the member out of the whole payload again.
ALTER TABLE OrleansStorage ADD COLUMN AlertEntry TEXT
    GENERATED ALWAYS AS (CASE WHEN GrainTypeString = 'alert' THEN json_extract(CAST(PayloadBinary AS TEXT), '$.index') END) VIRTUAL;

CREATE TABLE alert_index
(
    -- OrleansStorage.Id. Grows in the order of creation, so newest first is this column descending, and the indexes below carry it for nothing.
    storage_id INTEGER PRIMARY KEY,
    -- The grain's key: UX_OrleansStorage_Key keeps it unique and finds it.
    alert_id   TEXT    NOT NULL,
    status     TEXT    NOT NULL,
    -- 1 low, 2 medium, 3 critical.
    severity   INTEGER NOT NULL,
    fleet_id   TEXT,
    device_id  TEXT,
    dedup_key  TEXT,
    -- Unix milliseconds, as all times here; NULL: nothing to wake for.
    wake_at    INTEGER,
    -- Effects written but not yet carried out.
    owed       INTEGER NOT NULL,
    category   TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    search     TEXT    NOT NULL,
    -- JSON array of {number, code}; NULL when resolved or nobody was paged.
    pages      TEXT
);

CREATE UNIQUE INDEX ux_alert_index_dedup_key ON alert_index (dedup_key) WHERE status <> 'resolved' AND dedup_key IS NOT NULL;
CREATE INDEX ix_alert_index_wake_at ON alert_index (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX ix_alert_index_owed ON alert_index (alert_id) WHERE owed > 0;
CREATE INDEX ix_alert_index_status ON alert_index (status, severity);
CREATE INDEX ix_alert_index_device ON alert_index (device_id) WHERE device_id IS NOT NULL;
CREATE INDEX ix_alert_index_fleet ON alert_index (fleet_id) WHERE fleet_id IS NOT NULL;

-- Reply codes of unresolved alerts, by the number they were sent to.
CREATE TABLE alert_pages
(
    number     TEXT    NOT NULL,
    storage_id INTEGER NOT NULL,
    code       TEXT    NOT NULL,
    alert_id   TEXT    NOT NULL,
    PRIMARY KEY (number, storage_id, code)
) WITHOUT ROWID;

CREATE INDEX ix_alert_pages_storage_id ON alert_pages (storage_id);

CREATE TRIGGER alert_state_inserted AFTER INSERT ON OrleansStorage
WHEN NEW.GrainTypeString = 'alert' AND NEW.PayloadBinary IS NOT NULL
BEGIN
    INSERT INTO alert_index
        (storage_id, alert_id, status, severity, fleet_id, device_id, dedup_key, wake_at, owed, category, created_at, updated_at, search, pages)
    VALUES
    (
        NEW.Id,
        json_extract(NEW.AlertEntry, '$.alert_id'),
        json_extract(NEW.AlertEntry, '$.status'),
        json_extract(NEW.AlertEntry, '$.severity'),
        json_extract(NEW.AlertEntry, '$.fleet_id'),
        json_extract(NEW.AlertEntry, '$.device_id'),
        json_extract(NEW.AlertEntry, '$.dedup_key'),
        json_extract(NEW.AlertEntry, '$.wake_at'),
        ifnull(json_extract(NEW.AlertEntry, '$.owed'), 0),
        json_extract(NEW.AlertEntry, '$.category'),
        json_extract(NEW.AlertEntry, '$.created_at'),
        json_extract(NEW.AlertEntry, '$.updated_at'),
        ifnull(json_extract(NEW.AlertEntry, '$.search'), ''),
        CASE WHEN json_extract(NEW.AlertEntry, '$.status') <> 'resolved' THEN nullif(json_extract(NEW.AlertEntry, '$.pages'), '[]') END
    );
END;

-- A state written again after a clear that kept its row. Asks the index, because reading OLD.PayloadBinary would fetch the whole of it.
CREATE TRIGGER alert_state_restored AFTER UPDATE OF PayloadBinary ON OrleansStorage
WHEN NEW.GrainTypeString = 'alert' AND NEW.PayloadBinary IS NOT NULL AND NOT EXISTS (SELECT 1 FROM alert_index WHERE storage_id = NEW.Id)
BEGIN
    INSERT INTO alert_index
        (storage_id, alert_id, status, severity, fleet_id, device_id, dedup_key, wake_at, owed, category, created_at, updated_at, search, pages)
    VALUES
    (
        NEW.Id,
        json_extract(NEW.AlertEntry, '$.alert_id'),
        json_extract(NEW.AlertEntry, '$.status'),
        json_extract(NEW.AlertEntry, '$.severity'),
        json_extract(NEW.AlertEntry, '$.fleet_id'),
        json_extract(NEW.AlertEntry, '$.device_id'),
        json_extract(NEW.AlertEntry, '$.dedup_key'),
        json_extract(NEW.AlertEntry, '$.wake_at'),
        ifnull(json_extract(NEW.AlertEntry, '$.owed'), 0),
        json_extract(NEW.AlertEntry, '$.category'),
        json_extract(NEW.AlertEntry, '$.created_at'),
        json_extract(NEW.AlertEntry, '$.updated_at'),
        ifnull(json_extract(NEW.AlertEntry, '$.search'), ''),
        CASE WHEN json_extract(NEW.AlertEntry, '$.status') <> 'resolved' THEN nullif(json_extract(NEW.AlertEntry, '$.pages'), '[]') END
    );
END;

-- Several updates, because SQLite rewrites the entries of every index that an UPDATE names a column of, changed or not: who and what hardly
-- ever changes, the status seldom, the due time often, and the rest has no index.
CREATE TRIGGER alert_state_updated AFTER UPDATE OF PayloadBinary ON OrleansStorage
WHEN NEW.GrainTypeString = 'alert' AND NEW.PayloadBinary IS NOT NULL
BEGIN
    UPDATE alert_index
    SET alert_id = json_extract(NEW.AlertEntry, '$.alert_id'),
        severity = json_extract(NEW.AlertEntry, '$.severity'),
        fleet_id = json_extract(NEW.AlertEntry, '$.fleet_id'),
        device_id = json_extract(NEW.AlertEntry, '$.device_id'),
        dedup_key = json_extract(NEW.AlertEntry, '$.dedup_key')
    WHERE storage_id = NEW.Id
        AND (alert_id IS NOT json_extract(NEW.AlertEntry, '$.alert_id')
            OR severity IS NOT json_extract(NEW.AlertEntry, '$.severity')
            OR fleet_id IS NOT json_extract(NEW.AlertEntry, '$.fleet_id')
            OR device_id IS NOT json_extract(NEW.AlertEntry, '$.device_id')
            OR dedup_key IS NOT json_extract(NEW.AlertEntry, '$.dedup_key'));

    UPDATE alert_index
    SET status = json_extract(NEW.AlertEntry, '$.status')
    WHERE storage_id = NEW.Id
        AND status IS NOT json_extract(NEW.AlertEntry, '$.status');

    UPDATE alert_index
    SET wake_at = json_extract(NEW.AlertEntry, '$.wake_at'),
        owed = ifnull(json_extract(NEW.AlertEntry, '$.owed'), 0)
    WHERE storage_id = NEW.Id
        AND (wake_at IS NOT json_extract(NEW.AlertEntry, '$.wake_at')
            OR owed IS NOT ifnull(json_extract(NEW.AlertEntry, '$.owed'), 0));

    UPDATE alert_index
    SET category = json_extract(NEW.AlertEntry, '$.category'),
        created_at = json_extract(NEW.AlertEntry, '$.created_at'),
        updated_at = json_extract(NEW.AlertEntry, '$.updated_at'),
        search = ifnull(json_extract(NEW.AlertEntry, '$.search'), ''),
        pages = CASE WHEN json_extract(NEW.AlertEntry, '$.status') <> 'resolved' THEN nullif(json_extract(NEW.AlertEntry, '$.pages'), '[]') END
    WHERE storage_id = NEW.Id;
END;

CREATE TRIGGER alert_state_cleared AFTER UPDATE OF PayloadBinary ON OrleansStorage
WHEN NEW.GrainTypeString = 'alert' AND NEW.PayloadBinary IS NULL
BEGIN
    DELETE FROM alert_index WHERE storage_id = NEW.Id;
END;

CREATE TRIGGER alert_state_deleted AFTER DELETE ON OrleansStorage
WHEN OLD.GrainTypeString = 'alert'
BEGIN
    DELETE FROM alert_index WHERE storage_id = OLD.Id;
END;

CREATE TRIGGER alert_pages_inserted AFTER INSERT ON alert_index
WHEN NEW.pages IS NOT NULL
BEGIN
    INSERT OR IGNORE INTO alert_pages (number, storage_id, code, alert_id)
    SELECT json_extract(page.value, '$.number'), NEW.storage_id, json_extract(page.value, '$.code'), NEW.alert_id
    FROM json_each(NEW.pages) AS page;
END;

CREATE TRIGGER alert_pages_updated AFTER UPDATE OF pages ON alert_index
WHEN NEW.pages IS NOT OLD.pages
BEGIN
    DELETE FROM alert_pages WHERE storage_id = NEW.storage_id;
    INSERT OR IGNORE INTO alert_pages (number, storage_id, code, alert_id)
    SELECT json_extract(page.value, '$.number'), NEW.storage_id, json_extract(page.value, '$.code'), NEW.alert_id
    FROM json_each(ifnull(NEW.pages, '[]')) AS page;
END;

CREATE TRIGGER alert_pages_deleted AFTER DELETE ON alert_index
WHEN OLD.pages IS NOT NULL
BEGIN
    DELETE FROM alert_pages WHERE storage_id = OLD.storage_id;
END;
