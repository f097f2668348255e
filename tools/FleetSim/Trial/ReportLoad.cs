using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Net.Sockets;
using FleetActors.Tools;

namespace FleetActors.FleetSim.Trial;

/// <summary>
/// Sends reports at a steady rate to all fronts in turn. A report that is refused or gets no answer is sent again under its dedup key, to the next front, until
/// somebody takes it: as a gateway in the field would.
/// </summary>
internal sealed class ReportLoad(IReadOnlyList<Uri> fronts, int rate, TimeProvider clock, int firstNumber = 0) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 512 }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly ConcurrentDictionary<string, bool> _accepted = new();
    private readonly ConcurrentDictionary<string, int> _refusals = new();
    private readonly LatencyHistogram _answers = new();
    private readonly LatencyHistogram _untilTaken = new();
    private int _sent;

    /// <summary>Keys of reports that were answered with success.</summary>
    public IReadOnlyCollection<string> Accepted => (IReadOnlyCollection<string>)_accepted.Keys;

    /// <summary>Different reports sent.</summary>
    public int Sent => Volatile.Read(ref _sent);

    /// <summary>Requests that were not taken, by reason.</summary>
    public IReadOnlyDictionary<string, int> Refusals => _refusals;

    /// <summary>Time of single requests, refused ones too.</summary>
    public LatencyHistogram Answers => _answers;

    /// <summary>Time from the first request to the one that was taken.</summary>
    public LatencyHistogram UntilTaken => _untilTaken;

    /// <summary>Sends for so long, then waits until every report is taken.</summary>
    public async Task RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var underWay = new List<Task>();
        var start = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Tick, clock);
        while (clock.GetElapsedTime(start) is var gone && gone < duration)
        {
            for (var due = (int)(gone.TotalSeconds * rate); _sent < due;)
            {
                underWay.Add(SendUntilTakenAsync(Interlocked.Increment(ref _sent), cancellationToken));
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        await Task.WhenAll(underWay);
    }

    public void Dispose() => _http.Dispose();

    private async Task SendUntilTakenAsync(int number, CancellationToken cancellationToken)
    {
        var key = TrialScript.KeyOf(firstNumber + number);
        var begun = clock.GetTimestamp();
        for (var attempt = number; !await SendAsync(key, fronts[attempt % fronts.Count], cancellationToken); attempt++)
        {
            await Task.Delay(RetryPause, clock, cancellationToken);
        }

        _untilTaken.Add(clock.GetElapsedTime(begun));
        _accepted[key] = true;
    }

    private async Task<bool> SendAsync(string key, Uri front, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        try
        {
            using var response = await _http.PostAsJsonAsync(new Uri(front, "/alert"), TrialScript.Report(key), cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                Refused($"status {(int)response.StatusCode}");
            }

            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Refused(exception is TaskCanceledException ? "no answer in time" : $"connection: {(exception as HttpRequestException)?.HttpRequestError ?? HttpRequestError.ConnectionError}");
            return false;
        }
        finally
        {
            _answers.Add(clock.GetElapsedTime(begun));
        }
    }

    private void Refused(string reason) => _refusals.AddOrUpdate(reason, 1, static (_, count) => count + 1);
}
