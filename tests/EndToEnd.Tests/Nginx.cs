using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FleetActors.EndToEnd;

/// <summary>The repository's nginx site in front of a server of the test: the second front of the file is a port where nobody listens.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    public const string Missing = "nginx is not on this machine (Debian: apt-get install nginx-light).";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private Nginx(DirectoryInfo folder, Process process, int port)
    {
        (_folder, _process) = (folder, process);
        Url = new Uri($"http://127.0.0.1:{Text(port)}");
    }

    /// <summary>Whether it is installed.</summary>
    public static bool IsHere => Program is not null;

    public Uri Url { get; }

    private static string? Program { get; } = new[] { "/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx" }.FirstOrDefault(File.Exists);

    /// <summary>Starts it before a front and waits until it passes requests on.</summary>
    public static async Task<Nginx> StartAsync(int frontPort)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("fleet-nginx-");
        var (port, nobody) = (FreePort(), FreePort());
        var site = Path.Combine(Repository(), "deploy", "nginx");
        var conf = System.IO.Directory.CreateDirectory(Path.Combine(folder.FullName, "conf.d"));

        // The worker processes may be another user's.
        using (var chmod = Process.Start("chmod", ["go+x", folder.FullName]))
        {
            await chmod.WaitForExitAsync();
        }

        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "nginx.conf"),
            (await File.ReadAllTextAsync(Path.Combine(site, "nginx.conf"))).Replace("/tmp/", folder.FullName + "/", StringComparison.Ordinal));
        await File.WriteAllTextAsync(
            Path.Combine(conf.FullName, "fleet.conf"),
            (await File.ReadAllTextAsync(Path.Combine(site, "fleet.conf")))
                .Replace("listen 8080", $"listen 127.0.0.1:{Text(port)}", StringComparison.Ordinal)
                .Replace("front-1:5000", $"127.0.0.1:{Text(nobody)}", StringComparison.Ordinal)
                .Replace("front-2:5000", $"127.0.0.1:{Text(frontPort)}", StringComparison.Ordinal));
        var process = Process.Start(new ProcessStartInfo(
            Program!, ["-p", folder.FullName, "-e", "stderr", "-c", Path.Combine(folder.FullName, "nginx.conf"), "-g", "daemon off;"])
        {
            RedirectStandardError = true,
        })!;
        var nginx = new Nginx(folder, process, port);
        await nginx.UntilReadyAsync();
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        using (var quit = Process.Start("sh", ["-c", $"kill -QUIT {Text(_process.Id)}"]))
        {
            await quit.WaitForExitAsync();
        }

        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task UntilReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Url };
        using var patience = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(Between, TimeProvider.System);
        while (!await AnswersAsync(http))
        {
            if (_process.HasExited || patience.IsCancellationRequested)
            {
                throw new TimeoutException($"nginx passes nothing on: {(_process.HasExited ? await _process.StandardError.ReadToEndAsync() : "no answer")}");
            }

            await pause.WaitForNextTickAsync();
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("/health/live", UriKind.Relative));
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FleetActors.sln")))
            {
                return folder.FullName;
            }
        }

        throw new FileNotFoundException("FleetActors.sln is not above the test's folder.");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
