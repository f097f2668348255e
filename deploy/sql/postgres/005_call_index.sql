-- What lists and due times need to know of an emergency call, kept by triggers from the "index" member of its state.

CREATE TABLE call_index
(
    -- OrleansStorage.Id. Grows in the order of creation, so newest first is this column descending.
    storage_id bigint PRIMARY KEY,
    call_id    text COLLATE "C" NOT NULL UNIQUE,
    -- ringing, active or ended.
    status     text COLLATE "C" NOT NULL,
    -- Unix milliseconds, as all times here.
    started_at bigint NOT NULL,
    -- NULL until the call ends.
    ended_at   bigint,
    -- NULL: nothing to wake for.
    wake_at    bigint,
    -- Effects written but not yet carried out.
    owed       integer NOT NULL
)
WITH (fillfactor = 80);

CREATE INDEX ix_call_index_wake_at ON call_index (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX ix_call_index_unfinished ON call_index (call_id) WHERE ended_at IS NULL OR owed > 0;
CREATE INDEX ix_call_index_live ON call_index (storage_id) WHERE ended_at IS NULL;
CREATE INDEX ix_call_index_ended_at ON call_index (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX ix_call_index_status ON call_index (status);

CREATE FUNCTION call_state_written() RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    entry jsonb := fleet_index_entry(NEW.PayloadBinary);
BEGIN
    INSERT INTO call_index (storage_id, call_id, status, started_at, ended_at, wake_at, owed)
    VALUES
    (
        NEW.Id,
        entry ->> 'call_id',
        entry ->> 'status',
        (entry ->> 'started_at')::bigint,
        (entry ->> 'ended_at')::bigint,
        (entry ->> 'wake_at')::bigint,
        coalesce((entry ->> 'owed')::integer, 0)
    )
    ON CONFLICT (storage_id) DO UPDATE
    SET call_id = excluded.call_id,
        status = excluded.status,
        started_at = excluded.started_at,
        ended_at = excluded.ended_at,
        wake_at = excluded.wake_at,
        owed = excluded.owed
    WHERE (call_index.call_id, call_index.status, call_index.started_at, call_index.ended_at, call_index.wake_at, call_index.owed)
        IS DISTINCT FROM (excluded.call_id, excluded.status, excluded.started_at, excluded.ended_at, excluded.wake_at, excluded.owed);

    RETURN NULL;
END;
$$;

CREATE FUNCTION call_state_gone() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM call_index WHERE storage_id = OLD.Id;
    RETURN NULL;
END;
$$;

CREATE TRIGGER call_state_written AFTER INSERT OR UPDATE OF PayloadBinary ON OrleansStorage
    FOR EACH ROW WHEN (NEW.GrainTypeString = 'call' AND NEW.PayloadBinary IS NOT NULL)
    EXECUTE FUNCTION call_state_written();

CREATE TRIGGER call_state_cleared AFTER UPDATE OF PayloadBinary ON OrleansStorage
    FOR EACH ROW WHEN (NEW.GrainTypeString = 'call' AND NEW.PayloadBinary IS NULL)
    EXECUTE FUNCTION call_state_gone();

CREATE TRIGGER call_state_deleted AFTER DELETE ON OrleansStorage
    FOR EACH ROW WHEN (OLD.GrainTypeString = 'call')
    EXECUTE FUNCTION call_state_gone();
