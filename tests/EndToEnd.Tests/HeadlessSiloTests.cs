using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FleetActors.EndToEnd;

/// <summary>The silo's own program, in a process of its own.</summary>
public sealed class HeadlessSiloTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Start_AndSigterm_IsReadyThenLeavesInGoodOrder()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("fleet-silo-");
        var port = FreePort();
        using var silo = ChildProcess.Start("Silo", folder.FullName, new Dictionary<string, string>
        {
            ["DATA_DIR"] = folder.FullName,
            ["Cluster__HealthPort"] = port.ToString(CultureInfo.InvariantCulture),
            ["TELNYX_API_KEY"] = "KEY0123",
            ["TELNYX_BASE_URL"] = "http://127.0.0.1:1/v2",
            ["ALERT_NUMBER"] = "+15550100009",
            ["CONNECTION_ID"] = "1494404757140276705",
        });
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(10) };

        await UntilReadyAsync(http, silo);
        (await http.GetStringAsync("/health/live")).ShouldBe("""{"status":"ok"}""");
        (await http.GetStringAsync("/health/ready")).ShouldBe("""{"status":"ready"}""");
        (await http.GetAsync("/alerts")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await silo.TerminateAsync(Patience)).ShouldBe(0, silo.Output);
        silo.Output.ShouldContain("Leaving");
        silo.Output.ShouldNotContain("KEY0123");
        folder.Delete(recursive: true);
    }

    private static async Task UntilReadyAsync(HttpClient http, ChildProcess silo)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(Between, TimeProvider.System);
        while (!await IsReadyAsync(http))
        {
            if (silo.HasExited || TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"Waited in vain until the silo is ready. It said:{Environment.NewLine}{silo.Output}");
            }

            await pause.WaitForNextTickAsync();
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync("/health/ready");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
