using System.Globalization;
using System.Net.Sockets;

namespace FleetActors.Hosting;

/// <summary>Asks a process of this machine whether it is ready; for images that hold no other program that could.</summary>
internal static class HealthQuestion
{
    /// <summary>The first argument that asks.</summary>
    public const string Word = "check-health";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    /// <summary>0 when it is ready, else 1 with the reason on <paramref name="output"/>.</summary>
    public static async Task<int> AskAsync(int port, TextWriter output)
    {
        using var http = new HttpClient { Timeout = Limit };
        try
        {
            using var response = await http.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/health/ready")));
            await output.WriteLineAsync(await response.Content.ReadAsStringAsync());
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or TaskCanceledException)
        {
            await output.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
