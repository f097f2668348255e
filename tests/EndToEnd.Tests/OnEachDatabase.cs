namespace FleetActors.EndToEnd;

public sealed class MainJobOnSqliteTests() : MainJobTests(DatabaseKind.Sqlite);

public sealed class MainJobOnPostgresTests() : MainJobTests(DatabaseKind.Postgres);
