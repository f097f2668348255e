namespace FleetActors.Storage;

/// <summary>Names under which grain state is stored. Part of the data format: never change one.</summary>
public static class StorageNames
{
    /// <summary>The storage provider.</summary>
    public const string Fleet = "fleet";

    /// <summary>State of an alert.</summary>
    public const string Alert = "alert";

    /// <summary>State of a device.</summary>
    public const string Device = "device";

    /// <summary>Profile of a fleet.</summary>
    public const string FleetProfile = "fleet";

    /// <summary>An escalation policy.</summary>
    public const string Policy = "policy";

    /// <summary>A contact.</summary>
    public const string Contact = "contact";

    /// <summary>A phone number's opt-out and last help text.</summary>
    public const string Phone = "phone";

    /// <summary>State of an emergency call.</summary>
    public const string Call = "call";

    /// <summary>A dispatch queue.</summary>
    public const string DispatchQueue = "dispatch";
}
