using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace FleetActors.Devices;

/// <summary>A device as the API shows it.</summary>
/// <param name="Phone">E.164 number of the phone in it, or null.</param>
/// <param name="Rules">Where it differs from its fleet: whole rules, or <c>{name, enabled: false}</c>.</param>
/// <param name="RulesInForce">The fleet's rules with the device's own.</param>
/// <param name="Values">The newest value of each metric.</param>
/// <param name="States">Rules that are pending, breached or clearing.</param>
internal sealed record DeviceResponse(
    string DeviceId,
    string FleetId,
    string? Name,
    string? Phone,
    ImmutableArray<object> Rules,
    ImmutableArray<RuleResponse> RulesInForce,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSeen,
    IReadOnlyDictionary<string, ValueResponse> Values,
    ImmutableArray<RuleStateResponse> States)
{
    public static DeviceResponse Of(DeviceView view) => new(
        view.DeviceId,
        view.Profile.FleetId,
        view.Profile.Name,
        view.Profile.Phone,
        [.. view.Profile.Rules.Select(rule => rule.Replacement is null ? (object)new RuleOffResponse(rule.Name, Enabled: false) : RuleResponse.Of(rule.Replacement))],
        [.. view.Rules.Select(RuleResponse.Of)],
        view.CreatedAt,
        view.LastSeenAt,
        view.Values.ToDictionary(value => value.Metric, value => new ValueResponse(value.Value, value.At), StringComparer.Ordinal),
        [.. view.States.Select(state => new RuleStateResponse(state.Rule, state.Phase, state.Since, state.DueAt, state.AlertId))]);
}

/// <summary>A rule of the fleet that is switched off for the device.</summary>
internal sealed record RuleOffResponse(string Name, bool Enabled);

/// <summary>A value and its time.</summary>
internal sealed record ValueResponse([property: JsonConverter(typeof(MetricValueConverter))] MetricValue Value, DateTimeOffset Ts);

/// <summary>Where a rule stands, since when, and when it acts next by itself.</summary>
internal sealed record RuleStateResponse(string Rule, RulePhase Phase, DateTimeOffset Since, DateTimeOffset DueAt, string? AlertId);

/// <summary>A page of devices, in order of id.</summary>
internal sealed record DeviceListResponse(ImmutableArray<DeviceSummary> Devices, string? Next);

/// <summary>The last readings of a device, newest first.</summary>
internal sealed record ReadingListResponse(ImmutableArray<ReadingResponse> Readings);

/// <summary>One reading.</summary>
internal sealed record ReadingResponse(
    string Metric, [property: JsonConverter(typeof(MetricValueConverter))] MetricValue Value, DateTimeOffset Ts);
