using System.Net;
using System.Net.Sockets;
using FleetActors.Calls;
using FleetActors.TestKit;

namespace FleetActors.Telnyx.Recordings;

/// <summary>Fetching over the network: what is taken, what is refused, what is worth another try.</summary>
public sealed class TelnyxRecordingsTests
{
    [Fact]
    public async Task FetchAsync_OfTheProvidersHost_GivesTheSoundAndSendsNoKey()
    {
        await using var server = await ServeAsync(WavFile.Linear(WavFile.Sound(20_001)));

        var (result, sound) = await FetchAsync(server);

        result.ShouldBe(ProviderRecordingResult.Fetched);
        sound.ShouldBe(WavFile.Sound(20_001));
        server.Single.Headers.ShouldNotContainKey("Authorization");
        (server.Single.Method, server.Single.Target).ShouldBe(("GET", "/recordings/1.wav?token=x"));
    }

    [Theory]
    [InlineData(404, true)]
    [InlineData(408, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(410, false)]
    [InlineData(204, false)]
    public async Task FetchAsync_AnotherStatus_SaysWhich(int status, bool canRetry)
    {
        await using var server = await CannedServer.StartAsync((_, context) =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        (await FetchAsync(server)).Result.ShouldBe(ProviderRecordingResult.Failed($"HTTP {status}", canRetry));
    }

    [Theory]
    [InlineData("http://192.0.2.1/x.wav")]
    [InlineData("ftp://storage.example/x.wav")]
    [InlineData("not an address")]
    [InlineData("https://127.0.0.1/x.wav")]
    [InlineData("https://localhost/x.wav")]
    [InlineData("https://[::1]/x.wav")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://2130706433/x.wav")]
    public async Task FetchAsync_AnAddressWithinOurNetwork_IsRefused(string address)
    {
        await using var host = new TelnyxHost("https://api.telnyx.com/v2");

        var result = await host.Service<IProviderRecordings>().FetchAsync(address, static (_, _) => ValueTask.CompletedTask, CancellationToken.None);

        result.CanRetry.ShouldBeFalse();
        result.Failure!.ShouldStartWith("its address ");
        result.Failure.ShouldNotContain(address);
    }

    [Fact]
    public async Task FetchAsync_ARedirect_IsFollowedOnTheSameHostAndNowhereElseNearby()
    {
        await using var server = await CannedServer.StartAsync((request, context) =>
        {
            context.Response.StatusCode = request.Target == "/there" ? 200 : 302;
            context.Response.Headers.Location = request.Target.StartsWith("/recordings", StringComparison.Ordinal) ? "/there" : "http://127.0.0.1:22/";
            return request.Target == "/there" ? context.Response.Body.WriteAsync(WavFile.Linear(WavFile.Sound(7))).AsTask() : Task.CompletedTask;
        });

        (await FetchAsync(server)).Sound.ShouldBe(WavFile.Sound(7));
        (await FetchAsync(server, "/elsewhere")).Result.ShouldBe(ProviderRecordingResult.Failed("its address leads elsewhere than to the provider's public servers", false));
    }

    [Fact]
    public async Task FetchAsync_RedirectsWithoutEnd_AreNotFollowedForEver()
    {
        await using var server = await CannedServer.StartAsync((_, context) =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = "/again";
            return Task.CompletedTask;
        });

        (await FetchAsync(server)).Result.CanRetry.ShouldBeFalse();
        server.Requests.Length.ShouldBe(4);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FetchAsync_LargerThanAllowed_IsNotTaken(bool saysItsLength)
    {
        var file = WavFile.Linear(new short[50_000]);
        await using var server = await ServeAsync(file, saysItsLength);

        var (result, sound) = await FetchAsync(server, settings: ("Telnyx:LargestRecording", "65536"));

        result.CanRetry.ShouldBeFalse();
        result.Failure!.ShouldContain("larger than 65536 bytes");
        sound.Length.ShouldBeLessThan(33_000);
    }

    [Fact]
    public async Task FetchAsync_BreaksOff_IsWorthAnotherTry()
    {
        var file = WavFile.Linear(WavFile.Sound(20_000));
        await using var server = await CannedServer.StartAsync(async (_, context) =>
        {
            context.Response.ContentLength = file.Length;
            await context.Response.Body.WriteAsync(file.AsMemory(0, 20_000));
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        (await FetchAsync(server)).Result.ShouldBe(ProviderRecordingResult.Failed("the connection failed", canRetry: true));
    }

    [Fact]
    public async Task FetchAsync_NobodyAnswers_TakesAsLongAsTheSettingSays()
    {
        var clock = new ManualClock();
        var asked = new TaskCompletionSource();
        var gone = new TaskCompletionSource();
        await using var server = await CannedServer.StartAsync((_, _) =>
        {
            asked.TrySetResult();
            return gone.Task;
        });
        await using var host = new TelnyxHost(server.BaseUrl, clock, ("Telnyx:RecordingTimeout", "00:00:20"));
        var fetching = host.Service<IProviderRecordings>().FetchAsync(AddressOn(server), static (_, _) => ValueTask.CompletedTask, CancellationToken.None);
        await asked.Task;
        fetching.IsCompleted.ShouldBeFalse();

        clock.Advance(TimeSpan.FromSeconds(20));

        (await fetching).ShouldBe(ProviderRecordingResult.Failed("it took too long", canRetry: true));
        gone.SetResult();
    }

    [Fact]
    public async Task FetchAsync_TheConnectionDoesNotComeAbout_IsWorthAnotherTry()
    {
        // Takes connections and never says a word of TLS.
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        var authority = $"https://127.0.0.1:{((IPEndPoint)mute.LocalEndpoint).Port}";
        await using var host = new TelnyxHost(authority + "/v2", null, ("Telnyx:ConnectTimeout", "00:00:00.2"));

        (await host.Service<IProviderRecordings>().FetchAsync(authority + "/x.wav", static (_, _) => ValueTask.CompletedTask, CancellationToken.None))
            .ShouldBe(ProviderRecordingResult.Failed("it took too long", canRetry: true));
    }

    [Fact]
    public async Task FetchAsync_NoServer_IsWorthAnotherTry()
    {
        await using var host = new TelnyxHost("http://127.0.0.1:1/v2");

        (await host.Service<IProviderRecordings>().FetchAsync("http://127.0.0.1:1/x.wav", static (_, _) => ValueTask.CompletedTask, CancellationToken.None))
            .ShouldBe(ProviderRecordingResult.Failed("the connection failed", canRetry: true));
    }

    [Fact]
    public async Task FetchAsync_NoWav_IsNotTriedAgain()
    {
        await using var server = await CannedServer.StartAsync(200, "{}");

        (await FetchAsync(server)).Result.ShouldBe(ProviderRecordingResult.Failed("it is no WAV file", canRetry: false));
    }

    [Fact]
    public async Task FetchAsync_TheTakerFails_PassesThatOn()
    {
        await using var server = await ServeAsync(WavFile.Linear(WavFile.Sound(7)));
        await using var host = new TelnyxHost(server.BaseUrl);

        await Should.ThrowAsync<RecordingException>(() =>
            host.Service<IProviderRecordings>().FetchAsync(AddressOn(server), static (_, _) => throw new RecordingException("full"), CancellationToken.None));
    }

    private static Task<CannedServer> ServeAsync(byte[] file, bool saysItsLength = true) => CannedServer.StartAsync(async (_, context) =>
    {
        context.Response.StatusCode = (int)HttpStatusCode.OK;
        context.Response.ContentLength = saysItsLength ? file.Length : null;
        foreach (var piece in file.Chunk(5000))
        {
            await context.Response.Body.WriteAsync(piece);
        }
    });

    private static string AddressOn(CannedServer server, string path = "/recordings/1.wav?token=x") => server.BaseUrl[..^"/v2".Length] + path;

    private static async Task<(ProviderRecordingResult Result, short[] Sound)> FetchAsync(
        CannedServer server, string path = "/recordings/1.wav?token=x", params (string Name, string Value)[] settings)
    {
        await using var host = new TelnyxHost(server.BaseUrl, null, settings);
        var sound = new List<short>();
        var result = await host.Service<IProviderRecordings>().FetchAsync(
            AddressOn(server, path),
            (samples, _) =>
            {
                sound.AddRange(samples.Span);
                return ValueTask.CompletedTask;
            },
            CancellationToken.None);
        return (result, [.. sound]);
    }
}
