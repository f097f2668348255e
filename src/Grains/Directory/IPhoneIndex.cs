namespace FleetActors.Directory;

/// <summary>
/// Whose a phone number is, kept by the storage in the transaction that stores the device, fleet or contact. Every method may throw when the storage is away.
/// </summary>
public interface IPhoneIndex
{
    /// <summary>
    /// Who has the number, at most <see cref="PhoneOwners.Most"/> of each kind. Devices and fleets come by their worst open alert, the most severe first, then
    /// the newest, then those without one; contacts by their id. Contacts that only the settings name are not among them. Of a number with more than
    /// <see cref="PhoneOwners.LookedAt"/> owners of a kind only the first so many, by their id, are looked at.
    /// </summary>
    Task<PhoneOwners> FindAsync(string number, CancellationToken cancellationToken);
}

/// <summary>Ids of those who have a number.</summary>
/// <param name="HasMore">There are others of some kind, who are not listed.</param>
public sealed record PhoneOwners(IReadOnlyList<string> Devices, IReadOnlyList<string> Fleets, IReadOnlyList<string> Contacts, bool HasMore)
{
    /// <summary>Listed of each kind.</summary>
    public const int Most = 10;

    /// <summary>Looked at of each kind.</summary>
    public const int LookedAt = 1000;

    /// <summary>A stranger's number.</summary>
    public static PhoneOwners Nobody { get; } = new([], [], [], HasMore: false);
}
