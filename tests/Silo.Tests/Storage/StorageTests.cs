namespace FleetActors.Storage;

/// <summary>Tests that hold on every database; <c>OnEachDatabase.cs</c> names them once for each.</summary>
public abstract class StorageTests(DatabaseKind kind)
{
    /// <summary>A new database without a schema.</summary>
    private protected Task<TestDatabase> NewDatabaseAsync() => TestDatabase.CreateAsync(kind);

    /// <summary>The product's storage over a new database.</summary>
    private protected Task<FleetStore> OpenAsync() => FleetStore.OpenAsync(kind);
}
