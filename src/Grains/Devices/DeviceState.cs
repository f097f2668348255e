using System.Collections.Immutable;
using System.Text.Json.Serialization;
using FleetActors.Storage;

namespace FleetActors.Devices;

/// <summary>What of a device outlives its process. Stored when it is created, when its profile changes and when a rule moves; never for a quiet reading.</summary>
[GenerateSerializer, Immutable, Alias("fleet.device.state")]
internal sealed record DeviceState : IKeepsUnknown
{
    /// <summary>Empty until the device is created.</summary>
    [Id(0)] public string DeviceId { get; init; } = "";

    [Id(1)] public string FleetId { get; init; } = "";

    [Id(2)] public string? Name { get; init; }

    /// <summary>Where its rules differ from its fleet's.</summary>
    [Id(3)] public ImmutableArray<RuleOverride> Overrides { get; init; } = [];

    [Id(4)] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The rules that are not at rest.</summary>
    [Id(5)] public ImmutableArray<ActiveRule> Rules { get; init; } = [];

    /// <summary>
    /// The newest values when it was stored: so that readings sent again after a restart are known as such. Left out of the state kept in memory,
    /// where <see cref="MetricMemory"/> has them.
    /// </summary>
    [Id(6)] public ImmutableArray<ReadingView> Newest { get; init; } = [];

    /// <summary>E.164 number of the phone in it, or null.</summary>
    [Id(7)] public string? Phone { get; init; }

    /// <summary>What the index table needs, written with the state and never read back.</summary>
    [JsonInclude]
    internal DeviceIndexColumns Index => DeviceIndexColumns.From(this);

    /// <summary>The profile as it was put, or as it was made for a device that came unannounced.</summary>
    [JsonIgnore]
    public DeviceProfile Profile => new(FleetId, Name, Overrides, Phone);

    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}

/// <summary>A rule that is not at rest.</summary>
[GenerateSerializer, Immutable, Alias("fleet.device.active-rule")]
internal sealed record ActiveRule([property: Id(0)] string Name, [property: Id(1)] RuleState State) : IKeepsUnknown
{
    [field: NonSerialized] UnknownMembers? IKeepsUnknown.Unknown { get; set; }
}
