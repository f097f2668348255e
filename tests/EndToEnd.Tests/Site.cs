using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FleetActors.TestKit;

namespace FleetActors.EndToEnd;

/// <summary>Where a site keeps its data.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>
/// The server and, in a process of its own that outlives it, the sandbox that plays Telnyx and the phones. Each site has its own ports and data.
/// </summary>
internal sealed partial class Site : IAsyncDisposable
{
    public const string OnCall = "+15550100001";
    public const string Dispatcher = "+15550100002";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("fleet-e2e-").FullName;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly int _port = FreePort();
    private readonly int _sandboxPort = FreePort();
    private ChildProcess _sandbox = null!;
    private ChildProcess? _server;
    private string _publicKey = "";
    private (string Name, string Value)[] _settings = [];

    /// <summary>Where the server listens on 127.0.0.1.</summary>
    public int Port => _port;

    private string DataDirectory => Path.Combine(_directory, "data");

    /// <param name="settings">Settings of the server beside or instead of the usual ones.</param>
    public static async Task<Site> StartAsync(params (string Name, string Value)[] settings)
    {
        var site = new Site { _settings = settings };
        await site.StartSandboxAsync();
        await site.StartServerAsync();
        return site;
    }

    /// <param name="kind">On PostgreSQL, a new database on the server that these tests share; the test is skipped where there is none.</param>
    /// <param name="settings">Settings of the server beside or instead of the usual ones.</param>
    public static async Task<Site> StartAsync(DatabaseKind kind, params (string Name, string Value)[] settings) => kind == DatabaseKind.Sqlite
        ? await StartAsync(settings)
        : await StartAsync([.. settings, ("DATABASE_URL", await (await PostgresServer.SharedAsync()).CreateDatabaseAsync())]);

    public async Task StartServerAsync()
    {
        var settings = new Dictionary<string, string>
        {
            ["PORT"] = Text(_port),
            ["HOST"] = "127.0.0.1",
            ["DATA_DIR"] = DataDirectory,
            ["TELNYX_API_KEY"] = "sandbox",
            ["TELNYX_BASE_URL"] = $"http://127.0.0.1:{_sandboxPort}/v2",
            ["TELNYX_PUBLIC_KEY"] = _publicKey,
            ["HTTP_PUBLIC_URL"] = $"http://127.0.0.1:{_port}",
            ["ALERT_NUMBER"] = "+15550100009",
            ["ONCALL_NUMBER"] = OnCall,
            ["DISPATCHER_NUMBER"] = Dispatcher,
            ["CONNECTION_ID"] = "1494404757140276705",
            ["WS_PUBLIC_URL"] = $"ws://127.0.0.1:{_port}/ws",
            ["DEEPGRAM_API_KEY"] = "sandbox",
            ["Deepgram__BaseUrl"] = $"http://127.0.0.1:{_sandboxPort}/deepgram",
            ["Deepgram__CatchUpRate"] = "25",
        };
        foreach (var (name, value) in _settings)
        {
            settings[name] = value;
        }

        _server = ChildProcess.Start("WebFront", _directory, settings);
        await UntilAsync("the server is ready", async () => await StatusAsync("/health/ready") == HttpStatusCode.OK);
    }

    /// <summary>Runs a command of the server's program, with settings as the server would have them, to its end.</summary>
    /// <returns>What it said.</returns>
    public async Task<string> RunAsync(string[] arguments, params (string Name, string Value)[] settings)
    {
        var environment = settings.Prepend(("DATA_DIR", DataDirectory)).ToDictionary();
        using var command = ChildProcess.Start("WebFront", _directory, environment, arguments);
        (await command.EndAsync(Patience)).ShouldBe(0, command.Output);
        return command.Output;
    }

    /// <summary>From the next start on the server has these settings too.</summary>
    public void Set(params (string Name, string Value)[] settings) => _settings = [.. _settings, .. settings];

    /// <summary>kill -9.</summary>
    public void KillServer()
    {
        _server?.Dispose();
        _server = null;
    }

    public async Task RestartServerAsync()
    {
        KillServer();
        await StartServerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        KillServer();
        _sandbox.Dispose();
        _http.Dispose();
        await Task.Yield();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    public Task<(HttpStatusCode Status, JsonNode? Body)> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, Server(path), json);

    public Task<(HttpStatusCode Status, JsonNode? Body)> PutAsync(string path, string json) => SendAsync(HttpMethod.Put, Server(path), json);

    public async Task<JsonNode> GetAsync(string path) =>
        (await SendAsync(HttpMethod.Get, Server(path), null)).Body ?? throw new InvalidOperationException($"{path} answered no JSON.");

    public async Task<string> AlertAsync(string json)
    {
        var (status, body) = await PostAsync("/alert", json);
        status.ShouldBe(HttpStatusCode.Created, body?.ToJsonString());
        return body!["alert_id"]!.GetValue<string>();
    }

    public async Task<string> StatusOfAsync(string alertId) => (await GetAsync($"/api/v1/alerts/{alertId}"))["status"]!.GetValue<string>();

    public Task UntilStatusAsync(string alertId, string status) =>
        UntilAsync($"{alertId} is {status}", async () => await StatusOfAsync(alertId) == status);

    /// <summary>The sandbox does as the JSON says until told otherwise.</summary>
    public async Task BehaveAsync(string json) =>
        (await SendAsync(HttpMethod.Put, Sandbox("/sandbox/behaviour"), json)).Status.ShouldBe(HttpStatusCode.OK);

    public async Task PhoneAsync(string number, string action, string json = "{}") =>
        (await SendAsync(HttpMethod.Post, Sandbox($"/sandbox/phones/{Uri.EscapeDataString(number)}/{action}"), json)).Status
            .ShouldBe(HttpStatusCode.OK, $"{action} on {number}");

    public async Task<JsonNode?> PhoneAsync(string number) =>
        (await SendAsync(HttpMethod.Get, Sandbox($"/sandbox/phones/{Uri.EscapeDataString(number)}"), null)) is { Status: HttpStatusCode.OK, Body: var body } ? body : null;

    public Task UntilRingsAsync(string number) => UntilCallAsync(number, "rings", call => call["state"]!.GetValue<string>() == "ringing");

    public Task UntilHearsAsync(string number, string text) => UntilCallAsync(
        number, $"hears '{text}'", call => call["heard"]!.AsArray().Any(heard => heard!.GetValue<string>().Contains(text, StringComparison.Ordinal)));

    public async Task<int> MessagesAsync(string number) => (await PhoneAsync(number))?["messages"]!.AsArray().Count ?? 0;

    public Task UntilMessagesAsync(string number, int count) =>
        UntilAsync($"{number} has {count} messages", async () => await MessagesAsync(number) >= count);

    /// <summary>Accepted commands of a kind that the sandbox has executed, repeats that it ignored left out.</summary>
    public async Task<int> CommandsAsync(string path)
    {
        var count = 0;
        long after = 0;
        while (true)
        {
            var page = (await SendAsync(HttpMethod.Get, Sandbox($"/sandbox/log?kind=command&limit=1000&after={Text(after)}"), null)).Body!;
            var entries = page["entries"]!.AsArray();
            count += entries.Count(entry => entry!["method"]!.GetValue<string>() == "POST"
                && entry["path"]!.GetValue<string>().EndsWith(path, StringComparison.Ordinal)
                && entry["status"]!.GetValue<int>() < 300
                && !entry["duplicate"]!.GetValue<bool>());
            if (entries.Count < 1000)
            {
                return count;
            }

            after = page["next"]!.GetValue<long>();
        }
    }

    public async Task<JsonNode> ConferencesAsync() => (await SendAsync(HttpMethod.Get, Sandbox("/sandbox/conferences"), null)).Body!;

    public async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(Between, TimeProvider.System);
        while (true)
        {
            if (await TryAsync(holds))
            {
                return;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Patience || _server is { HasExited: true })
            {
                throw new TimeoutException($"Waited in vain until {what}.{Environment.NewLine}Server said:{Environment.NewLine}{_server?.Output}");
            }

            await pause.WaitForNextTickAsync();
        }
    }

    private Task UntilCallAsync(string number, string what, Func<JsonNode, bool> holds) => UntilAsync(
        $"{number} {what}", async () => (await PhoneAsync(number))?["calls"]!.AsArray().Any(call => holds(call!)) ?? false);

    private async Task StartSandboxAsync()
    {
        _sandbox = ChildProcess.Start("Sandbox", _directory, new Dictionary<string, string>
        {
            ["Sandbox__Port"] = Text(_sandboxPort),
            ["Sandbox__WebhookUrl"] = Server("/webhooks/voice"),
            ["Sandbox__MessagingWebhookUrl"] = Server("/webhooks/sms"),
            ["Sandbox__VoiceSpeed"] = "100",
        });
        const string KeyLine = "TELNYX_PUBLIC_KEY=";
        await UntilAsync("the sandbox says its key", () => Task.FromResult(_sandbox.Output.Contains(KeyLine, StringComparison.Ordinal)));
        _publicKey = _sandbox.Output.Split('\n').First(line => line.StartsWith(KeyLine, StringComparison.Ordinal))[KeyLine.Length..].Trim();
    }

    private static async Task<bool> TryAsync(Func<Task<bool>> holds)
    {
        try
        {
            return await holds();
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(Server(path)));
        return response.StatusCode;
    }

    private async Task<(HttpStatusCode Status, JsonNode? Body)> SendAsync(HttpMethod method, string url, string? json)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, Parse(text));
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string Server(string path) => $"http://127.0.0.1:{Text(_port)}{path}";

    private string Sandbox(string path) => $"http://127.0.0.1:{Text(_sandboxPort)}{path}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
