namespace FleetActors.Storage;

/// <summary>An alert's state as far as the storage looks at it.</summary>
internal sealed record StoredAlert
{
    public StoredAlertIndex? Index { get; init; }

    public string? Note { get; init; }
}

internal sealed record StoredAlertIndex(string AlertId)
{
    public string Status { get; init; } = "open";

    public int Severity { get; init; } = 2;

    public string? FleetId { get; init; }

    public string? DeviceId { get; init; }

    public string? DedupKey { get; init; }

    public string? Category { get; init; }

    public long CreatedAt { get; init; } = 1_767_600_000_000;

    public long UpdatedAt { get; init; } = 1_767_600_000_000;

    public long? WakeAt { get; init; }

    public int Owed { get; init; }

    public string Search { get; init; } = string.Empty;

    public IReadOnlyList<StoredPage> Pages { get; init; } = [];
}

internal sealed record StoredPage(string Number, string Code);

/// <summary>A device's state as far as the storage looks at it.</summary>
internal sealed record StoredDevice
{
    public StoredDeviceIndex? Index { get; init; }
}

internal sealed record StoredDeviceIndex(string DeviceId, string? FleetId, long? WakeAt, int Breaches, string? Phone = null);

/// <summary>A fleet's state as far as the storage looks at it.</summary>
internal sealed record StoredFleet
{
    public StoredFleetProfile? Profile { get; init; }
}

internal sealed record StoredFleetProfile(string? Name, string? Phone);

/// <summary>A contact's state as far as the storage looks at it.</summary>
internal sealed record StoredContact
{
    public StoredPerson? Contact { get; init; }
}

internal sealed record StoredPerson(string Id, IReadOnlyList<string> Numbers);

/// <summary>A call's state as far as the storage looks at it.</summary>
internal sealed record StoredCall
{
    public StoredCallIndex? Index { get; init; }
}

internal sealed record StoredCallIndex(string CallId, string Status, long StartedAt, long? EndedAt, long? WakeAt, int Owed);
