using System.Collections.Immutable;
using FleetActors.Devices;
using FleetActors.OnCall;

namespace FleetActors.Alerts;

/// <summary>Who is behind the policy's targets right now, and the reply code of each number: looked up before deciding, so that deciding stays pure.</summary>
/// <param name="Roster">Target to person; a target that nobody knows is missing.</param>
/// <param name="Codes">E.164 number to this alert's reply code on it.</param>
/// <param name="OptedOut">Numbers that asked for no more texts (STOP).</param>
/// <param name="Device">The phone in the alert's device; null when there is none, or the policy calls no device back.</param>
internal sealed record PageBook(
    Roster Roster, ImmutableDictionary<string, string> Codes, ImmutableHashSet<string> OptedOut, DevicePhone? Device = null)
{
    /// <summary>For decisions that cannot page anyone.</summary>
    public static PageBook Empty { get; } = new(Roster.Empty, ImmutableDictionary<string, string>.Empty, []);
}
