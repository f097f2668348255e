using System.Collections.Concurrent;
using System.Diagnostics;
using FleetActors.Alerts;
using FleetActors.Telephony;

namespace FleetActors.Bench.Hosting;

/// <summary>A provider that takes every command at once and reports nothing afterwards. Remembers when each alert's first dial reached it.</summary>
internal sealed class InstantTelephony : ITelephony
{
    private readonly ConcurrentDictionary<string, long> _dials = new();
    private readonly ConcurrentDictionary<string, string> _streams = new();
    private long _messages;

    /// <summary>Alerts by id with the time stamp of their first dial.</summary>
    public IReadOnlyDictionary<string, long> Dials => _dials;

    /// <summary>Messages taken.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>Where the sound of answered calls is wanted, by call control id.</summary>
    public IReadOnlyDictionary<string, string> Streams => _streams;

    public Task<TelephonyResult> ExecuteAsync(TelephonyCommand command, CancellationToken cancellationToken)
    {
        if (command is Dial dial && LegState.TryParse(dial.ClientState, out var leg))
        {
            _dials.TryAdd(leg.AlertId, Stopwatch.GetTimestamp());
        }
        else if (command is AnswerCall { Stream: { } stream } answer)
        {
            _streams[answer.CallControlId] = stream.Url;
        }
        else if (command is SendMessage)
        {
            Interlocked.Increment(ref _messages);
        }

        return Task.FromResult(TelephonyResult.Accepted(command.CommandId.ToString()));
    }

    public Task<LiveCall?> FindLiveCallAsync(string clientState, CancellationToken cancellationToken) => Task.FromResult<LiveCall?>(null);
}
