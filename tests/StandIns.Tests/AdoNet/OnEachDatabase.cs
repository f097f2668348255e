namespace FleetActors.StandIns.AdoNet;

public sealed class StoredQueriesOnSqliteTests() : StoredQueriesTests(DatabaseKind.Sqlite);

public sealed class StoredQueriesOnPostgresTests() : StoredQueriesTests(DatabaseKind.Postgres);

public sealed class ManyWritesOnSqliteTests() : ManyWritesTests(DatabaseKind.Sqlite);

public sealed class ManyWritesOnPostgresTests() : ManyWritesTests(DatabaseKind.Postgres);
