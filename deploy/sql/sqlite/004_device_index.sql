-- What lists and due times need to know of a device, kept by triggers from the "index" member of its state, and when it was last heard of.

ALTER TABLE OrleansStorage ADD COLUMN DeviceEntry TEXT
    GENERATED ALWAYS AS (CASE WHEN GrainTypeString = 'device' THEN json_extract(CAST(PayloadBinary AS TEXT), '$.index') END) VIRTUAL;

CREATE TABLE device_index
(
    -- OrleansStorage.Id
    storage_id INTEGER PRIMARY KEY,
    device_id  TEXT    NOT NULL UNIQUE,
    fleet_id   TEXT,
    -- Unix milliseconds of the next timed rule; NULL: none.
    wake_at    INTEGER,
    -- Rules that have fired and not cleared.
    breaches   INTEGER NOT NULL
);

CREATE INDEX ix_device_index_wake_at ON device_index (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX ix_device_index_fleet ON device_index (fleet_id, device_id) WHERE fleet_id IS NOT NULL;

-- Written in bulk, apart from the state: one write per reading would be far too many.
CREATE TABLE device_seen
(
    device_id TEXT    NOT NULL PRIMARY KEY,
    -- Unix milliseconds.
    last_seen INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER device_state_inserted AFTER INSERT ON OrleansStorage
WHEN NEW.GrainTypeString = 'device' AND NEW.PayloadBinary IS NOT NULL
BEGIN
    INSERT INTO device_index (storage_id, device_id, fleet_id, wake_at, breaches)
    VALUES
    (
        NEW.Id,
        json_extract(NEW.DeviceEntry, '$.device_id'),
        json_extract(NEW.DeviceEntry, '$.fleet_id'),
        json_extract(NEW.DeviceEntry, '$.wake_at'),
        ifnull(json_extract(NEW.DeviceEntry, '$.breaches'), 0)
    );
END;

-- A state written again after a clear that kept its row. Asks the index, because reading OLD.PayloadBinary would fetch the whole of it.
CREATE TRIGGER device_state_restored AFTER UPDATE OF PayloadBinary ON OrleansStorage
WHEN NEW.GrainTypeString = 'device' AND NEW.PayloadBinary IS NOT NULL AND NOT EXISTS (SELECT 1 FROM device_index WHERE storage_id = NEW.Id)
BEGIN
    INSERT INTO device_index (storage_id, device_id, fleet_id, wake_at, breaches)
    VALUES
    (
        NEW.Id,
        json_extract(NEW.DeviceEntry, '$.device_id'),
        json_extract(NEW.DeviceEntry, '$.fleet_id'),
        json_extract(NEW.DeviceEntry, '$.wake_at'),
        ifnull(json_extract(NEW.DeviceEntry, '$.breaches'), 0)
    );
END;

-- Apart, because SQLite rewrites the entries of every index that an UPDATE names a column of, changed or not.
CREATE TRIGGER device_state_updated AFTER UPDATE OF PayloadBinary ON OrleansStorage
WHEN NEW.GrainTypeString = 'device' AND NEW.PayloadBinary IS NOT NULL
BEGIN
    UPDATE device_index
    SET device_id = json_extract(NEW.DeviceEntry, '$.device_id'),
        fleet_id = json_extract(NEW.DeviceEntry, '$.fleet_id')
    WHERE storage_id = NEW.Id
        AND (device_id IS NOT json_extract(NEW.DeviceEntry, '$.device_id')
            OR fleet_id IS NOT json_extract(NEW.DeviceEntry, '$.fleet_id'));

    UPDATE device_index
    SET wake_at = json_extract(NEW.DeviceEntry, '$.wake_at')
    WHERE storage_id = NEW.Id
        AND wake_at IS NOT json_extract(NEW.DeviceEntry, '$.wake_at');

    UPDATE device_index
    SET breaches = ifnull(json_extract(NEW.DeviceEntry, '$.breaches'), 0)
    WHERE storage_id = NEW.Id
        AND breaches IS NOT ifnull(json_extract(NEW.DeviceEntry, '$.breaches'), 0);
END;

CREATE TRIGGER device_state_cleared AFTER UPDATE OF PayloadBinary ON OrleansStorage
WHEN NEW.GrainTypeString = 'device' AND NEW.PayloadBinary IS NULL
BEGIN
    DELETE FROM device_index WHERE storage_id = NEW.Id;
END;

CREATE TRIGGER device_state_deleted AFTER DELETE ON OrleansStorage
WHEN OLD.GrainTypeString = 'device'
BEGIN
    DELETE FROM device_index WHERE storage_id = OLD.Id;
END;

CREATE TRIGGER device_index_deleted AFTER DELETE ON device_index
BEGIN
    DELETE FROM device_seen WHERE device_id = OLD.device_id;
END;
