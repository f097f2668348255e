using FleetActors.Directory;
using FleetActors.Storage.Sql;

namespace FleetActors.Storage;

/// <summary>Reads the phone index on connections of its own, which never hold up a write.</summary>
internal sealed class PhoneIndex(FleetDatabase database) : IPhoneIndex
{
    private const int MostOfAKind = 100;

    public async Task<PhoneOwners> FindAsync(string number, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT kind, owner_id FROM phone_index WHERE number = @number ORDER BY kind, owner_id;";
        command.With("@number", number);
        var owners = await command.ReadAsync(static row => (Kind: row.GetString(0), Id: row.GetString(1)), cancellationToken);
        return owners.Count == 0 ? PhoneOwners.Nobody : new PhoneOwners(Of(StorageNames.Device), Of(StorageNames.FleetProfile), Of(StorageNames.Contact));

        string[] Of(string kind) => [.. owners.Where(owner => owner.Kind == kind).Select(static owner => owner.Id).Take(MostOfAKind)];
    }
}
