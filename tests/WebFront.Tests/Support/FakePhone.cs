using System.Collections.Concurrent;
using FleetActors.OnCall;

namespace FleetActors.Support;

/// <summary>A phone number that records what is texted from it.</summary>
internal sealed class FakePhone(string number) : IPhoneGrain
{
    public string Number { get; } = number;

    public ConcurrentQueue<(string EventId, string Text)> Texts { get; } = new();

    public ValueTask<string> ReserveCodeAsync(string alertId) => throw new NotSupportedException();

    public ValueTask<bool> AcceptsTextsAsync() => ValueTask.FromResult(true);

    public Task<ReplyOutcome> ReceiveAsync(string eventId, string text)
    {
        Texts.Enqueue((eventId, text));
        return Task.FromResult(ReplyOutcome.Acted);
    }
}
