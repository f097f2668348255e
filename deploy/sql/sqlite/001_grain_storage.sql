-- Grain state, and the queries Orleans' ADO.NET provider looks up by key. Parameter and result names are that provider's contract.

CREATE TABLE OrleansQuery
(
    QueryKey  TEXT NOT NULL PRIMARY KEY,
    QueryText TEXT NOT NULL
);

CREATE TABLE OrleansStorage
(
    -- Index tables point here; INTEGER PRIMARY KEY keeps it stable through VACUUM.
    Id                     INTEGER PRIMARY KEY,
    GrainIdHash            INTEGER NOT NULL,
    GrainIdN0              INTEGER NOT NULL,
    GrainIdN1              INTEGER NOT NULL,
    GrainTypeHash          INTEGER NOT NULL,
    -- The name of the state, not of the grain class.
    GrainTypeString        TEXT    NOT NULL,
    -- The whole key of a string-keyed grain; empty for a bare integer or Guid key. Never NULL, so that the unique index below is one.
    GrainIdExtensionString TEXT    NOT NULL,
    ServiceId              TEXT    NOT NULL,
    ModifiedOn             TEXT    NOT NULL,
    -- Before the payload: a long payload spills to overflow pages, and what follows it would cost a walk through them.
    Version                INTEGER NOT NULL,
    -- UTF-8 JSON; NULL after a clear that keeps the row.
    PayloadBinary          BLOB
);

-- Type and key first, not the hashes: time-ordered keys then fill the index from one end, and a batch of new grains dirties few pages.
CREATE UNIQUE INDEX UX_OrleansStorage_Key
    ON OrleansStorage (GrainTypeString, GrainIdExtensionString, GrainIdN1, GrainIdN0, ServiceId);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
(
    'ReadFromStorageKey',
    'SELECT PayloadBinary, Version
FROM OrleansStorage
WHERE GrainTypeString = @GrainTypeString
    AND GrainIdExtensionString = ifnull(@GrainIdExtensionString, '''')
    AND GrainIdN1 = @GrainIdN1
    AND GrainIdN0 = @GrainIdN0
    AND ServiceId = @ServiceId;'
),
-- No row comes back when a version is given for a missing row, when none is given for an existing one, or when they differ: a conflict.
(
    'WriteToStorageKey',
    'INSERT INTO OrleansStorage
    (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, ModifiedOn, Version, PayloadBinary)
SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, ifnull(@GrainIdExtensionString, ''''), @ServiceId,
    CURRENT_TIMESTAMP, 1, @PayloadBinary
WHERE @GrainStateVersion IS NULL
    OR EXISTS (
        SELECT 1
        FROM OrleansStorage
        WHERE GrainTypeString = @GrainTypeString
            AND GrainIdExtensionString = ifnull(@GrainIdExtensionString, '''')
            AND GrainIdN1 = @GrainIdN1
            AND GrainIdN0 = @GrainIdN0
            AND ServiceId = @ServiceId)
ON CONFLICT (GrainTypeString, GrainIdExtensionString, GrainIdN1, GrainIdN0, ServiceId) DO UPDATE
SET PayloadBinary = excluded.PayloadBinary,
    ModifiedOn = excluded.ModifiedOn,
    Version = OrleansStorage.Version + 1
WHERE OrleansStorage.Version = @GrainStateVersion
RETURNING Version AS NewGrainStateVersion;'
),
(
    'ClearStorageKey',
    'UPDATE OrleansStorage
SET PayloadBinary = NULL,
    ModifiedOn = CURRENT_TIMESTAMP,
    Version = Version + 1
WHERE GrainTypeString = @GrainTypeString
    AND GrainIdExtensionString = ifnull(@GrainIdExtensionString, '''')
    AND GrainIdN1 = @GrainIdN1
    AND GrainIdN0 = @GrainIdN0
    AND ServiceId = @ServiceId
    AND Version = @GrainStateVersion
RETURNING Version AS NewGrainStateVersion;'
),
(
    'DeleteStorageKey',
    'DELETE FROM OrleansStorage
WHERE GrainTypeString = @GrainTypeString
    AND GrainIdExtensionString = ifnull(@GrainIdExtensionString, '''')
    AND GrainIdN1 = @GrainIdN1
    AND GrainIdN0 = @GrainIdN0
    AND ServiceId = @ServiceId
    AND Version = @GrainStateVersion
RETURNING Version + 1 AS NewGrainStateVersion;'
);
