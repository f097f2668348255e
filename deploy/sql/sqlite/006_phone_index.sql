-- Whose a phone number is, kept by triggers from the states of devices, fleets and contacts: one transaction with the state.

CREATE TABLE phone_index
(
    -- E.164.
    number     TEXT    NOT NULL,
    -- device, fleet or contact, as the state is called.
    kind       TEXT    NOT NULL,
    owner_id   TEXT    NOT NULL,
    -- OrleansStorage.Id
    storage_id INTEGER NOT NULL,
    PRIMARY KEY (number, kind, owner_id)
) WITHOUT ROWID;

CREATE INDEX ix_phone_index_storage_id ON phone_index (storage_id);

CREATE TRIGGER device_phone_inserted AFTER INSERT ON OrleansStorage
WHEN NEW.GrainTypeString = 'device' AND NEW.PayloadBinary IS NOT NULL AND json_extract(NEW.DeviceEntry, '$.phone') IS NOT NULL
BEGIN
    INSERT OR REPLACE INTO phone_index (number, kind, owner_id, storage_id)
    VALUES (json_extract(NEW.DeviceEntry, '$.phone'), 'device', json_extract(NEW.DeviceEntry, '$.device_id'), NEW.Id);
END;

-- Rules move far more often than numbers change: the index is written only for the latter.
CREATE TRIGGER device_phone_updated AFTER UPDATE OF PayloadBinary ON OrleansStorage
WHEN NEW.GrainTypeString = 'device' AND NEW.PayloadBinary IS NOT NULL
    AND json_extract(NEW.DeviceEntry, '$.phone') IS NOT (SELECT number FROM phone_index WHERE storage_id = NEW.Id)
BEGIN
    DELETE FROM phone_index WHERE storage_id = NEW.Id;
    INSERT OR REPLACE INTO phone_index (number, kind, owner_id, storage_id)
    SELECT json_extract(NEW.DeviceEntry, '$.phone'), 'device', json_extract(NEW.DeviceEntry, '$.device_id'), NEW.Id
    WHERE json_extract(NEW.DeviceEntry, '$.phone') IS NOT NULL;
END;

-- A fleet's state does not name the fleet; its key does, after "fleet/".
CREATE TRIGGER fleet_phone_inserted AFTER INSERT ON OrleansStorage
WHEN NEW.GrainTypeString = 'fleet' AND NEW.PayloadBinary IS NOT NULL
BEGIN
    INSERT OR REPLACE INTO phone_index (number, kind, owner_id, storage_id)
    SELECT json_extract(CAST(NEW.PayloadBinary AS TEXT), '$.profile.phone'), 'fleet', substr(NEW.GrainIdExtensionString, 7), NEW.Id
    WHERE json_extract(CAST(NEW.PayloadBinary AS TEXT), '$.profile.phone') IS NOT NULL;
END;

CREATE TRIGGER fleet_phone_updated AFTER UPDATE OF PayloadBinary ON OrleansStorage
WHEN NEW.GrainTypeString = 'fleet' AND NEW.PayloadBinary IS NOT NULL
BEGIN
    DELETE FROM phone_index WHERE storage_id = NEW.Id;
    INSERT OR REPLACE INTO phone_index (number, kind, owner_id, storage_id)
    SELECT json_extract(CAST(NEW.PayloadBinary AS TEXT), '$.profile.phone'), 'fleet', substr(NEW.GrainIdExtensionString, 7), NEW.Id
    WHERE json_extract(CAST(NEW.PayloadBinary AS TEXT), '$.profile.phone') IS NOT NULL;
END;

CREATE TRIGGER contact_phones_inserted AFTER INSERT ON OrleansStorage
WHEN NEW.GrainTypeString = 'contact' AND NEW.PayloadBinary IS NOT NULL
BEGIN
    INSERT OR REPLACE INTO phone_index (number, kind, owner_id, storage_id)
    SELECT number.value, 'contact', json_extract(CAST(NEW.PayloadBinary AS TEXT), '$.contact.id'), NEW.Id
    FROM json_each(CAST(NEW.PayloadBinary AS TEXT), '$.contact.numbers') AS number;
END;

CREATE TRIGGER contact_phones_updated AFTER UPDATE OF PayloadBinary ON OrleansStorage
WHEN NEW.GrainTypeString = 'contact' AND NEW.PayloadBinary IS NOT NULL
BEGIN
    DELETE FROM phone_index WHERE storage_id = NEW.Id;
    INSERT OR REPLACE INTO phone_index (number, kind, owner_id, storage_id)
    SELECT number.value, 'contact', json_extract(CAST(NEW.PayloadBinary AS TEXT), '$.contact.id'), NEW.Id
    FROM json_each(CAST(NEW.PayloadBinary AS TEXT), '$.contact.numbers') AS number;
END;

CREATE TRIGGER phones_cleared AFTER UPDATE OF PayloadBinary ON OrleansStorage
WHEN NEW.GrainTypeString IN ('device', 'fleet', 'contact') AND NEW.PayloadBinary IS NULL
BEGIN
    DELETE FROM phone_index WHERE storage_id = NEW.Id;
END;

CREATE TRIGGER phones_deleted AFTER DELETE ON OrleansStorage
WHEN OLD.GrainTypeString IN ('device', 'fleet', 'contact')
BEGIN
    DELETE FROM phone_index WHERE storage_id = OLD.Id;
END;

-- Contacts had numbers before this table.
INSERT OR IGNORE INTO phone_index (number, kind, owner_id, storage_id)
SELECT number.value, 'contact', json_extract(CAST(state.PayloadBinary AS TEXT), '$.contact.id'), state.Id
FROM OrleansStorage AS state, json_each(CAST(state.PayloadBinary AS TEXT), '$.contact.numbers') AS number
WHERE state.GrainTypeString = 'contact' AND state.PayloadBinary IS NOT NULL;
