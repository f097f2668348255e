namespace FleetActors.EndToEnd;

public sealed class MainJobOnSqliteTests() : MainJobTests(DatabaseKind.Sqlite);

public sealed class MainJobOnPostgresTests() : MainJobTests(DatabaseKind.Postgres);

public sealed class CallbackOnSqliteTests() : CallbackTests(DatabaseKind.Sqlite);

public sealed class CallbackOnPostgresTests() : CallbackTests(DatabaseKind.Postgres);
