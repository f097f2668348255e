using System.Globalization;
using System.Text.Json.Nodes;
using FleetActors.FleetSim.Server;

namespace FleetActors.FleetSim.Measure;

/// <summary>Keeps so many callers on the line at once: each hears an answer, speaks its recording into the media socket of a front, hangs up, and the next one calls.</summary>
internal sealed class CallLoad(FleetApi sandbox, int lines, string recording, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private double _seconds;
    private long _failed;

    /// <summary>Seconds of sound that were sent.</summary>
    public double Seconds => _seconds;

    /// <summary>Calls whose sound was not taken.</summary>
    public long Failed => _failed;

    /// <summary>Calls for so long; the last ones end by themselves.</summary>
    public async Task RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var audio = Convert.ToBase64String(await File.ReadAllBytesAsync(recording, cancellationToken));
        var start = clock.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, lines).Select(async line =>
        {
            for (var call = 0; clock.GetElapsedTime(start) < duration; call++)
            {
                await CallAsync(string.Create(CultureInfo.InvariantCulture, $"+1555{line:000}{call % 10000:0000}"), audio, cancellationToken);
            }
        }));
    }

    private async Task CallAsync(string from, string audio, CancellationToken cancellationToken)
    {
        var placed = await sandbox.PostAsync("/sandbox/calls", new JsonObject { ["from"] = from, ["audio"] = audio }, cancellationToken);
        var path = $"/sandbox/calls/{Uri.EscapeDataString((string)placed["call_control_id"]!)}";
        var length = TimeSpan.FromMilliseconds((long)placed["duration_ms"]!);
        await Task.Delay(length, clock, cancellationToken);
        for (var patience = 0; patience < 10; patience++)
        {
            await Task.Delay(Look, clock, cancellationToken);
            var call = await sandbox.GetAsync(path, cancellationToken);
            if ((long)call["frames"]! >= (long)(length.TotalMilliseconds / 20) - 1)
            {
                _seconds += length.TotalSeconds;
                return;
            }
        }

        _failed++;
    }
}
