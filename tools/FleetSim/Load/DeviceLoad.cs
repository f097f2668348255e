using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace FleetActors.FleetSim.Load;

/// <summary>
/// Sends readings at a steady rate. What the server is too slow for is skipped and counted, not sent later in a heap: devices do not wait either.
/// </summary>
internal sealed class DeviceLoad(LoadOptions options, LoadTally tally, TimeProvider clock)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Runs to the end of the duration, then waits for the requests on their way.</summary>
    /// <param name="onSecond">Called about once a second with the time gone.</param>
    public async Task RunAsync(Action<TimeSpan> onSecond, CancellationToken cancellationToken)
    {
        using var http = Client();
        using var free = new SemaphoreSlim(options.Connections);
        using var timer = new PeriodicTimer(Tick, clock);
        var source = new ReadingSource(options);
        var start = clock.GetTimestamp();
        long sent = 0;
        var told = TimeSpan.Zero;
        try
        {
            while (clock.GetElapsedTime(start) is var gone && gone < options.Duration)
            {
                var due = (long)(gone.TotalSeconds * options.Rate);
                for (; sent + options.Batch <= due; sent += options.Batch)
                {
                    if (free.Wait(0, cancellationToken))
                    {
                        _ = SendAsync(http, source.Next(options.Batch), free, cancellationToken);
                    }
                    else
                    {
                        tally.Skip(options.Batch);
                    }
                }

                if (gone - told >= TimeSpan.FromSeconds(1))
                {
                    told = gone;
                    onSecond(gone);
                }

                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
        finally
        {
            for (var i = 0; i < options.Connections; i++)
            {
                await free.WaitAsync(CancellationToken.None);
            }
        }
    }

    private HttpClient Client()
    {
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = options.Connections })
        {
            BaseAddress = options.Url,
            Timeout = TimeSpan.FromSeconds(10),
        };
        if (options.Key is { } key)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return http;
    }

    private async Task SendAsync(HttpClient http, byte[] body, SemaphoreSlim free, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        try
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = Json;
            using var response = await http.PostAsync("/api/v1/telemetry", content, cancellationToken);
            if (response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.UnprocessableEntity)
            {
                Count(await response.Content.ReadAsByteArrayAsync(cancellationToken), clock.GetElapsedTime(start));
            }
            else
            {
                tally.Failed($"status {(int)response.StatusCode}", options.Batch);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or OperationCanceledException or JsonException)
        {
            tally.Failed(exception is OperationCanceledException ? "no answer in time" : exception.Message, options.Batch);
        }
        finally
        {
            free.Release();
        }
    }

    private void Count(byte[] answer, TimeSpan time)
    {
        using var json = JsonDocument.Parse(answer);
        var accepted = json.RootElement.TryGetProperty("accepted", out var count) ? count.GetInt32() : 0;
        var alerts = json.RootElement.TryGetProperty("alerts", out var ids) ? ids.EnumerateArray().Select(id => id.GetString()!) : [];
        tally.Answered(time, accepted, options.Batch - accepted, alerts);
    }
}
