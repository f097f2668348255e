using FleetActors.Devices;

namespace FleetActors.Fleets;

/// <summary>Fleet ids are formed like device ids.</summary>
public static class FleetId
{
    /// <summary>The fleet of devices that name none.</summary>
    public const string Default = "default";

    /// <summary>What to tell a client whose id is refused; follows the field's name.</summary>
    public const string Rule = DeviceId.Rule;

    /// <summary>Whether a text from outside is a fleet id; says nothing about whether the fleet exists.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) => DeviceId.IsWellFormed(text);
}
