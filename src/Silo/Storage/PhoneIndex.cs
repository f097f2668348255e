using FleetActors.Directory;
using FleetActors.Storage.Sql;

namespace FleetActors.Storage;

/// <summary>Reads the phone index on connections of its own, which never hold up a write.</summary>
internal sealed class PhoneIndex(FleetDatabase database) : IPhoneIndex
{
    // SQLite searches an index on an expression only for what has no type of its own, as a column has.
    private const string OwnerAsValue = "owner.owner_id || ''";

    /// <summary>One more of each kind than are listed, so that more is known of.</summary>
    internal static readonly string FindSql = string.Join(
        "\nUNION ALL\n",
        Part(StorageNames.Device, OpenAlerts.WorstOf(AlertOwnerKind.Device, OwnerAsValue)),
        Part(StorageNames.FleetProfile, OpenAlerts.WorstOf(AlertOwnerKind.Fleet, OwnerAsValue)),
        Part(StorageNames.Contact, "0")) + ";";

    public async Task<PhoneOwners> FindAsync(string number, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = FindSql;
        command.With("@number", number);
        var owners = await command.ReadAsync(static row => new Owner(row.GetString(0), row.GetString(1), row.GetInt64(2)), cancellationToken);
        if (owners.Count == 0)
        {
            return PhoneOwners.Nobody;
        }

        var (devices, fleets, contacts) = (Of(StorageNames.Device), Of(StorageNames.FleetProfile), Of(StorageNames.Contact));
        return new PhoneOwners(devices, fleets, contacts, HasMore: devices.Length + fleets.Length + contacts.Length < owners.Count);

        string[] Of(string kind) =>
        [
            .. owners.Where(owner => owner.Kind == kind)
                .OrderByDescending(static owner => owner.Worst)
                .ThenBy(static owner => owner.Id, StringComparer.Ordinal)
                .Select(static owner => owner.Id)
                .Take(PhoneOwners.Most),
        ];
    }

    private static string Part(string kind, string worst) => $"""
        SELECT * FROM
            (SELECT '{kind}' AS kind, owner.owner_id, CAST({worst} AS bigint) AS worst
            FROM (SELECT owner_id FROM phone_index WHERE number = @number AND kind = '{kind}' ORDER BY owner_id LIMIT {PhoneOwners.LookedAt}) AS owner
            ORDER BY 3 DESC, 2
            LIMIT {PhoneOwners.Most + 1}) AS {kind}_part
        """;

    private readonly record struct Owner(string Kind, string Id, long Worst);
}
