using System.Text.Json.Nodes;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Demo;

/// <summary>A call as a virtual phone shows it.</summary>
/// <param name="State"><c>ringing</c>, <c>answered</c> or <c>ended</c>.</param>
/// <param name="Heard">What was spoken to the person, in order.</param>
internal sealed record PhoneCall(string State, IReadOnlyList<string> Heard);

/// <summary>What was on a phone when it was looked at, since the story began.</summary>
internal sealed record PhoneScreen(IReadOnlyList<PhoneCall> Calls, IReadOnlyList<string> Messages)
{
    public override string ToString() =>
        $"{Messages.Count} message(s) [{string.Join(" | ", Messages)}] and {Calls.Count} call(s) [{string.Join(", ", Calls.Select(call => call.State))}]";
}

/// <summary>A person's phone in the sandbox: look at it, and do what the person does.</summary>
internal sealed class VirtualPhone(FleetApi api, string owner, string number)
{
    private readonly string _path = $"/sandbox/phones/{Uri.EscapeDataString(number)}";
    private int _oldCalls;
    private int _oldMessages;

    /// <summary>Whose it is, as the story calls them.</summary>
    public string Owner { get; } = owner;

    /// <summary>E.164.</summary>
    public string Number { get; } = number;

    /// <summary>Leaves out of later looks whatever is on it now.</summary>
    public async Task ForgetPastAsync(CancellationToken cancellationToken)
    {
        var phone = await api.GetAsync(_path, cancellationToken);
        _oldCalls = phone["calls"]!.AsArray().Count;
        _oldMessages = phone["messages"]!.AsArray().Count;
    }

    public async Task<PhoneScreen> LookAsync(CancellationToken cancellationToken)
    {
        var phone = await api.GetAsync(_path, cancellationToken);
        return new PhoneScreen(
            [.. phone["calls"]!.AsArray().Skip(_oldCalls).Select(Call)],
            [.. phone["messages"]!.AsArray().Skip(_oldMessages).Select(message => (string)message!["text"]!)]);
    }

    public Task AnswerAsync(CancellationToken cancellationToken) => api.PostAsync($"{_path}/answer", [], cancellationToken);

    public Task PressAsync(string digits, CancellationToken cancellationToken) =>
        api.PostAsync($"{_path}/press", new JsonObject { ["digits"] = digits }, cancellationToken);

    private static PhoneCall Call(JsonNode? call) =>
        new((string)call!["state"]!, [.. call["heard"]!.AsArray().Select(text => (string)text!)]);
}
