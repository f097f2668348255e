namespace FleetActors.Storage;

/// <summary>Tests that hold on every database; <c>OnEachDatabase.cs</c> names them once for each.</summary>
public abstract class StorageTests(DatabaseKind kind)
{
    private protected DatabaseKind Kind { get; } = kind;

    /// <summary>A new database without a schema.</summary>
    private protected Task<TestDatabase> NewDatabaseAsync() => TestDatabase.CreateAsync(Kind);

    /// <summary>The product's storage over a new database.</summary>
    private protected Task<FleetStore> OpenAsync() => FleetStore.OpenAsync(Kind);
}
