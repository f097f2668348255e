namespace FleetActors.Directory;

/// <summary>
/// Whose a phone number is, kept by the storage in the transaction that stores the device, fleet or contact. Every method may throw when the storage is away.
/// </summary>
public interface IPhoneIndex
{
    /// <summary>Everybody who has the number; at most 100 of each kind, in order of id. Contacts that only the settings name are not among them.</summary>
    Task<PhoneOwners> FindAsync(string number, CancellationToken cancellationToken);
}

/// <summary>Ids of those who have a number.</summary>
public sealed record PhoneOwners(IReadOnlyList<string> Devices, IReadOnlyList<string> Fleets, IReadOnlyList<string> Contacts)
{
    /// <summary>A stranger's number.</summary>
    public static PhoneOwners Nobody { get; } = new([], [], []);
}
