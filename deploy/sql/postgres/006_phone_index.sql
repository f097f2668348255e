-- Whose a phone number is, kept by triggers from the states of devices, fleets and contacts: one transaction with the state.

CREATE TABLE phone_index
(
    -- E.164.
    number     text COLLATE "C" NOT NULL,
    -- device, fleet or contact, as the state is called.
    kind       text COLLATE "C" NOT NULL,
    owner_id   text COLLATE "C" NOT NULL,
    -- OrleansStorage.Id
    storage_id bigint NOT NULL,
    PRIMARY KEY (number, kind, owner_id)
);

CREATE INDEX ix_phone_index_storage_id ON phone_index (storage_id);

-- A member of a state. U+0000 as in fleet_index_entry.
CREATE FUNCTION fleet_state_member(payload bytea, member text) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
    state text := convert_from(payload, 'UTF8');
BEGIN
    IF strpos(state, '\u0000') > 0 THEN
        state := regexp_replace(state, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufffd', 'g');
    END IF;

    RETURN (state::json -> member)::jsonb;
END;
$$;

-- As before, and the number: one reading of the payload for both.
CREATE OR REPLACE FUNCTION device_state_written() RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    entry     jsonb := fleet_index_entry(NEW.PayloadBinary);
    new_phone text COLLATE "C" := entry ->> 'phone';
    old_phone text COLLATE "C";
BEGIN
    INSERT INTO device_index (storage_id, device_id, fleet_id, wake_at, breaches)
    VALUES
    (
        NEW.Id,
        entry ->> 'device_id',
        entry ->> 'fleet_id',
        (entry ->> 'wake_at')::bigint,
        coalesce((entry ->> 'breaches')::integer, 0)
    )
    ON CONFLICT (storage_id) DO UPDATE
    SET device_id = excluded.device_id,
        fleet_id = excluded.fleet_id,
        wake_at = excluded.wake_at,
        breaches = excluded.breaches
    -- Most writes of a device change nothing that lists show.
    WHERE (device_index.device_id, device_index.fleet_id, device_index.wake_at, device_index.breaches)
        IS DISTINCT FROM (excluded.device_id, excluded.fleet_id, excluded.wake_at, excluded.breaches);

    -- Rules move far more often than numbers change: the index is written only for the latter.
    SELECT number INTO old_phone FROM phone_index WHERE storage_id = NEW.Id;
    IF new_phone IS DISTINCT FROM old_phone THEN
        DELETE FROM phone_index WHERE storage_id = NEW.Id;
        INSERT INTO phone_index (number, kind, owner_id, storage_id)
        SELECT new_phone, 'device', entry ->> 'device_id', NEW.Id
        WHERE new_phone IS NOT NULL
        ON CONFLICT (number, kind, owner_id) DO UPDATE SET storage_id = excluded.storage_id;
    END IF;

    RETURN NULL;
END;
$$;

-- A fleet's state does not name the fleet; its key does, after "fleet/".
CREATE FUNCTION fleet_phone_written() RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    phone text := fleet_state_member(NEW.PayloadBinary, 'profile') ->> 'phone';
BEGIN
    DELETE FROM phone_index WHERE storage_id = NEW.Id;
    INSERT INTO phone_index (number, kind, owner_id, storage_id)
    SELECT phone, 'fleet', substr(NEW.GrainIdExtensionString, 7), NEW.Id
    WHERE phone IS NOT NULL
    ON CONFLICT (number, kind, owner_id) DO UPDATE SET storage_id = excluded.storage_id;
    RETURN NULL;
END;
$$;

CREATE FUNCTION contact_phones_written() RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    contact jsonb := fleet_state_member(NEW.PayloadBinary, 'contact');
BEGIN
    DELETE FROM phone_index WHERE storage_id = NEW.Id;
    INSERT INTO phone_index (number, kind, owner_id, storage_id)
    SELECT DISTINCT phone.number, 'contact', contact ->> 'id', NEW.Id
    FROM jsonb_array_elements_text(coalesce(contact -> 'numbers', '[]'::jsonb)) AS phone (number)
    ON CONFLICT (number, kind, owner_id) DO UPDATE SET storage_id = excluded.storage_id;
    RETURN NULL;
END;
$$;

CREATE FUNCTION phones_gone() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM phone_index WHERE storage_id = OLD.Id;
    RETURN NULL;
END;
$$;

CREATE TRIGGER fleet_phone_written AFTER INSERT OR UPDATE OF PayloadBinary ON OrleansStorage
    FOR EACH ROW WHEN (NEW.GrainTypeString = 'fleet' AND NEW.PayloadBinary IS NOT NULL)
    EXECUTE FUNCTION fleet_phone_written();

CREATE TRIGGER contact_phones_written AFTER INSERT OR UPDATE OF PayloadBinary ON OrleansStorage
    FOR EACH ROW WHEN (NEW.GrainTypeString = 'contact' AND NEW.PayloadBinary IS NOT NULL)
    EXECUTE FUNCTION contact_phones_written();

CREATE TRIGGER phones_cleared AFTER UPDATE OF PayloadBinary ON OrleansStorage
    FOR EACH ROW WHEN (NEW.GrainTypeString IN ('device', 'fleet', 'contact') AND NEW.PayloadBinary IS NULL)
    EXECUTE FUNCTION phones_gone();

CREATE TRIGGER phones_deleted AFTER DELETE ON OrleansStorage
    FOR EACH ROW WHEN (OLD.GrainTypeString IN ('device', 'fleet', 'contact'))
    EXECUTE FUNCTION phones_gone();

-- Contacts had numbers before this table.
INSERT INTO phone_index (number, kind, owner_id, storage_id)
SELECT DISTINCT phone.number, 'contact', state.contact ->> 'id', state.Id
FROM
    (SELECT Id, fleet_state_member(PayloadBinary, 'contact') AS contact
    FROM OrleansStorage
    WHERE GrainTypeString = 'contact' AND PayloadBinary IS NOT NULL) AS state,
    jsonb_array_elements_text(coalesce(state.contact -> 'numbers', '[]'::jsonb)) AS phone (number)
ON CONFLICT DO NOTHING;
