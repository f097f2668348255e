using FleetActors.Directory;
using FleetActors.OnCall;
using FleetActors.Storage.Sql;

namespace FleetActors.Storage;

/// <summary>Reads the keys of stored policies; the unique key of the storage table is their index.</summary>
internal sealed class OnCallIndex(FleetDatabase database) : IOnCallIndex
{
    public async Task<IReadOnlyList<string>> PolicyIdsAsync(int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT GrainIdExtensionString
            FROM OrleansStorage
            WHERE GrainTypeString = @type AND PayloadBinary IS NOT NULL
            ORDER BY GrainIdExtensionString
            LIMIT @limit;
            """;
        command.With("@type", StorageNames.Policy).With("@limit", limit);
        return await command.ReadAsync(static row => OnCallIds.PolicyOfKey(row.GetString(0)), cancellationToken);
    }
}
