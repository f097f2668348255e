-- What lists, due times and replies need to know of an alert, kept by triggers from the "index" member of the alert's state: one transaction with the
-- state, so the two cannot disagree. A payload without that member fails its write.

-- The "index" member of a state. U+0000 is legal in JSON but not in this database's text: it becomes the replacement character, in whatever
-- member it is, because reading any member unescapes all of them.
CREATE FUNCTION fleet_index_entry(payload bytea) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
    state text := convert_from(payload, 'UTF8');
BEGIN
    IF strpos(state, '\u0000') > 0 THEN
        state := regexp_replace(state, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufffd', 'g');
    END IF;

    RETURN (state::json -> 'index')::jsonb;
END;
$$;

CREATE TABLE alert_index
(
    -- OrleansStorage.Id. Grows in the order of creation, so newest first is this column descending.
    storage_id bigint PRIMARY KEY,
    -- The grain's key: UX_OrleansStorage_Key keeps it unique and finds it.
    alert_id   text COLLATE "C" NOT NULL,
    status     text COLLATE "C" NOT NULL,
    -- 1 low, 2 medium, 3 critical.
    severity   integer NOT NULL,
    fleet_id   text COLLATE "C",
    device_id  text COLLATE "C",
    dedup_key  text COLLATE "C",
    -- Unix milliseconds, as all times here; NULL: nothing to wake for.
    wake_at    bigint,
    -- Effects written but not yet carried out.
    owed       integer NOT NULL,
    category   text COLLATE "C",
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    search     text COLLATE "C" NOT NULL,
    -- JSON array of {number, code}; NULL when resolved or nobody was paged.
    pages      jsonb
)
WITH (fillfactor = 80);

CREATE UNIQUE INDEX ux_alert_index_dedup_key ON alert_index (dedup_key) WHERE status <> 'resolved' AND dedup_key IS NOT NULL;
CREATE INDEX ix_alert_index_wake_at ON alert_index (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX ix_alert_index_owed ON alert_index (alert_id) WHERE owed > 0;
CREATE INDEX ix_alert_index_status ON alert_index (status, severity, storage_id);
CREATE INDEX ix_alert_index_device ON alert_index (device_id, storage_id) WHERE device_id IS NOT NULL;
CREATE INDEX ix_alert_index_fleet ON alert_index (fleet_id, storage_id) WHERE fleet_id IS NOT NULL;

-- Reply codes of unresolved alerts, by the number they were sent to.
CREATE TABLE alert_pages
(
    number     text COLLATE "C" NOT NULL,
    storage_id bigint NOT NULL,
    code       text COLLATE "C" NOT NULL,
    alert_id   text COLLATE "C" NOT NULL,
    PRIMARY KEY (number, storage_id, code)
);

CREATE INDEX ix_alert_pages_storage_id ON alert_pages (storage_id);

CREATE FUNCTION alert_state_written() RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    entry     jsonb := fleet_index_entry(NEW.PayloadBinary);
    new_pages jsonb;
    old_pages jsonb;
BEGIN
    IF entry ->> 'status' <> 'resolved' THEN
        new_pages := nullif(entry -> 'pages', '[]'::jsonb);
    END IF;

    SELECT pages INTO old_pages FROM alert_index WHERE storage_id = NEW.Id;
    INSERT INTO alert_index
        (storage_id, alert_id, status, severity, fleet_id, device_id, dedup_key, wake_at, owed, category, created_at, updated_at, search, pages)
    VALUES
    (
        NEW.Id,
        entry ->> 'alert_id',
        entry ->> 'status',
        (entry ->> 'severity')::integer,
        entry ->> 'fleet_id',
        entry ->> 'device_id',
        entry ->> 'dedup_key',
        (entry ->> 'wake_at')::bigint,
        coalesce((entry ->> 'owed')::integer, 0),
        entry ->> 'category',
        (entry ->> 'created_at')::bigint,
        (entry ->> 'updated_at')::bigint,
        coalesce(entry ->> 'search', ''),
        new_pages
    )
    ON CONFLICT (storage_id) DO UPDATE
    SET alert_id = excluded.alert_id,
        status = excluded.status,
        severity = excluded.severity,
        fleet_id = excluded.fleet_id,
        device_id = excluded.device_id,
        dedup_key = excluded.dedup_key,
        wake_at = excluded.wake_at,
        owed = excluded.owed,
        category = excluded.category,
        created_at = excluded.created_at,
        updated_at = excluded.updated_at,
        search = excluded.search,
        pages = excluded.pages;

    IF new_pages IS DISTINCT FROM old_pages THEN
        DELETE FROM alert_pages WHERE storage_id = NEW.Id;
        INSERT INTO alert_pages (number, storage_id, code, alert_id)
        SELECT page ->> 'number', NEW.Id, page ->> 'code', entry ->> 'alert_id'
        FROM jsonb_array_elements(coalesce(new_pages, '[]'::jsonb)) AS page
        ON CONFLICT DO NOTHING;
    END IF;

    RETURN NULL;
END;
$$;

CREATE FUNCTION alert_state_gone() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM alert_pages WHERE storage_id = OLD.Id;
    DELETE FROM alert_index WHERE storage_id = OLD.Id;
    RETURN NULL;
END;
$$;

CREATE TRIGGER alert_state_written AFTER INSERT OR UPDATE OF PayloadBinary ON OrleansStorage
    FOR EACH ROW WHEN (NEW.GrainTypeString = 'alert' AND NEW.PayloadBinary IS NOT NULL)
    EXECUTE FUNCTION alert_state_written();

CREATE TRIGGER alert_state_cleared AFTER UPDATE OF PayloadBinary ON OrleansStorage
    FOR EACH ROW WHEN (NEW.GrainTypeString = 'alert' AND NEW.PayloadBinary IS NULL)
    EXECUTE FUNCTION alert_state_gone();

CREATE TRIGGER alert_state_deleted AFTER DELETE ON OrleansStorage
    FOR EACH ROW WHEN (OLD.GrainTypeString = 'alert')
    EXECUTE FUNCTION alert_state_gone();
