using System.Text.Json.Nodes;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Demo;

/// <summary>
/// Who and what the story is about. Everything has ids of its own, so that a server that also serves others is left as it was.
/// </summary>
internal sealed class DemoCast(FleetApi api, TimeSpan ackTimeout)
{
    public const string Truck = "truck-7";
    public const string Metric = "cargo_celsius";
    public const double LowLimit = 5;
    public const double MediumLimit = 8;

    private const string Fleet = "demo-cold-chain";
    private const string LowPolicy = "demo-low";
    private const string MediumPolicy = "demo-medium";
    private const string EngineerId = "demo-engineer";
    private const string DispatcherId = "demo-dispatcher";

    /// <summary>On call tonight.</summary>
    public VirtualPhone Engineer { get; } = new(api, "Ada", "+15550107001");

    /// <summary>Paged when the engineer does not answer.</summary>
    public VirtualPhone Dispatcher { get; } = new(api, "Grace", "+15550107002");

    /// <summary>Puts contacts, policies and the fleet's rules on the server.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        await api.DeleteAsync($"/api/v1/devices/{Truck}", cancellationToken);
        await PutContactAsync(EngineerId, "Ada (on-call engineer)", Engineer.Number, cancellationToken);
        await PutContactAsync(DispatcherId, "Grace (dispatcher)", Dispatcher.Number, cancellationToken);
        await PutPolicyAsync(LowPolicy, "SMS to the engineer", [Step(EngineerId, TimeSpan.FromHours(1), "sms")], cancellationToken);
        await PutPolicyAsync(
            MediumPolicy,
            "SMS and call to the engineer, then to the dispatcher",
            [Step(EngineerId, ackTimeout, "sms", "call"), Step(DispatcherId, TimeSpan.FromMinutes(2), "sms", "call")],
            cancellationToken);
        await api.PutAsync($"/api/v1/fleets/{Fleet}", Profile(), cancellationToken);
        await Engineer.ForgetPastAsync(cancellationToken);
        await Dispatcher.ForgetPastAsync(cancellationToken);
    }

    /// <summary>Takes everything off again; what is left over resolves its alerts first, so that nobody is paged for it any more.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await api.DeleteAsync($"/api/v1/devices/{Truck}", cancellationToken);
        await api.DeleteAsync($"/api/v1/fleets/{Fleet}", cancellationToken);
        await api.DeleteAsync($"/api/v1/policies/{LowPolicy}", cancellationToken);
        await api.DeleteAsync($"/api/v1/policies/{MediumPolicy}", cancellationToken);
        await api.DeleteAsync($"/api/v1/contacts/{EngineerId}", cancellationToken);
        await api.DeleteAsync($"/api/v1/contacts/{DispatcherId}", cancellationToken);
    }

    /// <summary>One reading of the truck's cargo; returns the open alerts that it speaks for.</summary>
    public async Task<IReadOnlyList<string>> ReportAsync(double celsius, CancellationToken cancellationToken)
    {
        var answer = await api.PostAsync(
            "/api/v1/telemetry",
            new JsonObject { ["device_id"] = Truck, ["fleet_id"] = Fleet, ["metric"] = Metric, ["value"] = celsius },
            cancellationToken);
        return [.. (answer["alerts"]?.AsArray() ?? []).Select(id => (string)id!)];
    }

    private static JsonObject Profile() => new()
    {
        ["name"] = "Cold chain (demo)",
        ["rules"] = new JsonArray
        {
            Rule("warm", LowLimit, 4, "low", "The cargo of {device} is at {value} C, more than {limit} C."),
            Rule("too-warm", MediumLimit, 7, "medium", "The cargo of {device} is at {value} C and spoils above {limit} C."),
        },
        ["policies"] = new JsonObject { ["low"] = LowPolicy, ["medium"] = MediumPolicy, ["critical"] = MediumPolicy },
    };

    private static JsonObject Rule(string name, double limit, double clear, string severity, string briefing) => new()
    {
        ["name"] = name,
        ["kind"] = "above",
        ["metric"] = Metric,
        ["limit"] = limit,
        ["clear"] = clear,
        ["severity"] = severity,
        ["category"] = "temperature",
        ["briefing"] = briefing,
    };

    private static JsonObject Step(string target, TimeSpan ackTimeout, params string[] channels) => new()
    {
        ["targets"] = new JsonArray(target),
        ["channels"] = new JsonArray([.. channels.Select(channel => (JsonNode)channel)]),
        ["ack_timeout_seconds"] = ackTimeout.TotalSeconds,
    };

    private Task<JsonObject> PutContactAsync(string id, string name, string number, CancellationToken cancellationToken) =>
        api.PutAsync($"/api/v1/contacts/{id}", new JsonObject { ["name"] = name, ["numbers"] = new JsonArray(number) }, cancellationToken);

    private Task<JsonObject> PutPolicyAsync(string id, string action, JsonArray steps, CancellationToken cancellationToken) =>
        api.PutAsync(
            $"/api/v1/policies/{id}",
            new JsonObject { ["action"] = action, ["steps"] = steps, ["rounds"] = 2, ["slow_interval_seconds"] = 600 },
            cancellationToken);
}
