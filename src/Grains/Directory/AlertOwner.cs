using FleetActors.Alerts;

namespace FleetActors.Directory;

/// <summary>Whom an alert concerns: a device, a fleet, or a number that is paged for it.</summary>
public readonly record struct AlertOwner(AlertOwnerKind Kind, string Id)
{
    /// <summary>How many may be asked for at once.</summary>
    public const int Most = 200;
}

/// <summary>In which way an alert concerns its owner.</summary>
public enum AlertOwnerKind
{
    /// <summary>Not set; never asked for.</summary>
    Unknown = 0,

    /// <summary>It is about the device.</summary>
    Device = 1,

    /// <summary>It is of the fleet; one that names no fleet is of the default one.</summary>
    Fleet = 2,

    /// <summary>
    /// It paged the number, or has it among those to be called in the step that runs. Of a number with more than a thousand such alerts only the newest
    /// thousand are looked at.
    /// </summary>
    Number = 3,
}

/// <summary>An open alert, how severe it is, and by which owner it was found.</summary>
public sealed record OwnedAlert(AlertOwner Owner, string AlertId, Severity Severity);
