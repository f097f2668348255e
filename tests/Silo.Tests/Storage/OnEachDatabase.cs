namespace FleetActors.Storage;

public sealed class GrainStorageOnSqliteTests() : GrainStorageTests(DatabaseKind.Sqlite);

public sealed class GrainStorageOnPostgresTests() : GrainStorageTests(DatabaseKind.Postgres);

public sealed class ReminderTableOnSqliteTests() : ReminderTableTests(DatabaseKind.Sqlite);

public sealed class ReminderTableOnPostgresTests() : ReminderTableTests(DatabaseKind.Postgres);

public sealed class AlertTriggerOnSqliteTests() : AlertTriggerTests(DatabaseKind.Sqlite);

public sealed class AlertTriggerOnPostgresTests() : AlertTriggerTests(DatabaseKind.Postgres);

public sealed class AlertIndexOnSqliteTests() : AlertIndexTests(DatabaseKind.Sqlite);

public sealed class AlertIndexOnPostgresTests() : AlertIndexTests(DatabaseKind.Postgres);

public sealed class DeviceIndexOnSqliteTests() : DeviceIndexTests(DatabaseKind.Sqlite);

public sealed class DeviceIndexOnPostgresTests() : DeviceIndexTests(DatabaseKind.Postgres);

public sealed class PhoneIndexOnSqliteTests() : PhoneIndexTests(DatabaseKind.Sqlite);

public sealed class PhoneIndexOnPostgresTests() : PhoneIndexTests(DatabaseKind.Postgres);

public sealed class OpenAlertsOnSqliteTests() : OpenAlertsTests(DatabaseKind.Sqlite);

public sealed class OpenAlertsOnPostgresTests() : OpenAlertsTests(DatabaseKind.Postgres);

public sealed class CallIndexOnSqliteTests() : CallIndexTests(DatabaseKind.Sqlite);

public sealed class CallIndexOnPostgresTests() : CallIndexTests(DatabaseKind.Postgres);

public sealed class StoredSiloOnSqliteTests() : StoredSiloTests(DatabaseKind.Sqlite);

public sealed class StoredSiloOnPostgresTests() : StoredSiloTests(DatabaseKind.Postgres);

public sealed class SchemaMigratorOnSqliteTests() : SchemaMigratorTests(DatabaseKind.Sqlite);

public sealed class SchemaMigratorOnPostgresTests() : SchemaMigratorTests(DatabaseKind.Postgres);
