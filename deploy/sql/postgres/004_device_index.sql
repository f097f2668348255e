-- What lists and due times need to know of a device, kept by triggers from the "index" member of its state, and when it was last heard of.

CREATE TABLE device_index
(
    -- OrleansStorage.Id
    storage_id bigint PRIMARY KEY,
    device_id  text COLLATE "C" NOT NULL UNIQUE,
    fleet_id   text COLLATE "C",
    -- Unix milliseconds of the next timed rule; NULL: none.
    wake_at    bigint,
    -- Rules that have fired and not cleared.
    breaches   integer NOT NULL
)
WITH (fillfactor = 80);

CREATE INDEX ix_device_index_wake_at ON device_index (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX ix_device_index_fleet ON device_index (fleet_id, device_id) WHERE fleet_id IS NOT NULL;

-- Written in bulk, apart from the state: one write per reading would be far too many.
CREATE TABLE device_seen
(
    device_id text COLLATE "C" NOT NULL PRIMARY KEY,
    -- Unix milliseconds.
    last_seen bigint NOT NULL
)
WITH (fillfactor = 50);

CREATE FUNCTION device_state_written() RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    entry jsonb := fleet_index_entry(NEW.PayloadBinary);
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

    RETURN NULL;
END;
$$;

CREATE FUNCTION device_state_gone() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM device_seen USING device_index
    WHERE device_index.storage_id = OLD.Id AND device_seen.device_id = device_index.device_id;
    DELETE FROM device_index WHERE storage_id = OLD.Id;
    RETURN NULL;
END;
$$;

CREATE TRIGGER device_state_written AFTER INSERT OR UPDATE OF PayloadBinary ON OrleansStorage
    FOR EACH ROW WHEN (NEW.GrainTypeString = 'device' AND NEW.PayloadBinary IS NOT NULL)
    EXECUTE FUNCTION device_state_written();

CREATE TRIGGER device_state_cleared AFTER UPDATE OF PayloadBinary ON OrleansStorage
    FOR EACH ROW WHEN (NEW.GrainTypeString = 'device' AND NEW.PayloadBinary IS NULL)
    EXECUTE FUNCTION device_state_gone();

CREATE TRIGGER device_state_deleted AFTER DELETE ON OrleansStorage
    FOR EACH ROW WHEN (OLD.GrainTypeString = 'device')
    EXECUTE FUNCTION device_state_gone();
