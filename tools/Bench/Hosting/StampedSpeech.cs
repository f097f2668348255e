using System.Diagnostics;
using FleetActors.Bench.Streams;
using FleetActors.Calls;
using FleetActors.Tools;

namespace FleetActors.Bench.Hosting;

/// <summary>A recogniser that understands nothing but the frames' stamps. It is the last to get a frame: when it has one, the frame was handled.</summary>
internal sealed class StampedSpeech : ISpeechToText
{
    private readonly LatencyHistogram _latencies = new();

    public bool IsEnabled => true;

    /// <summary>What was heard so far.</summary>
    public HeardFrames Heard => new(
        _latencies.Total,
        _latencies.Percentile(0.5).TotalMilliseconds,
        _latencies.Percentile(0.99).TotalMilliseconds,
        _latencies.Percentile(1).TotalMilliseconds);

    public ISpeechSession Start(SpeechStart start, ISpeechSink sink) => new Session(_latencies);

    private sealed class Session(LatencyHistogram latencies) : ISpeechSession
    {
        public void Send(ReadOnlySpan<byte> audio)
        {
            // What was put in for lost frames is silence, whose stamp is no time there ever was.
            if (audio.Length == StampedFrame.Samples && StampedFrame.StampOf(audio) is var stamp and > 0)
            {
                latencies.Add(Stopwatch.GetElapsedTime(stamp));
            }
        }

        public Task FinishAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>Frames that count and that got through to the end.</summary>
/// <param name="P50Ms">Milliseconds from when it was due until it was handled, half of them at most.</param>
/// <param name="P99Ms">The same for 99 of 100.</param>
/// <param name="MaxMs">The longest.</param>
internal sealed record HeardFrames(long Frames, double P50Ms, double P99Ms, double MaxMs);
