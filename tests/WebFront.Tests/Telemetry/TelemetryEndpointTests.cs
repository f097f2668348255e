using System.Globalization;
using System.Net;
using System.Text.Json;
using FleetActors.Devices;

namespace FleetActors.Telemetry;

public sealed class TelemetryEndpointTests : IAsyncLifetime
{
    private const string One = """{"device_id":"truck-7","metric":"t","value":1}""";

    private TelemetryHost _host = null!;

    public async Task InitializeAsync() =>
        _host = await TelemetryHost.StartAsync(new TelemetryOptions { MaxBytes = 8_192, MaxItems = 50, MaxReadingsInFlight = 100 });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(One, "application/json", 202, "")]
    [InlineData(One, "text/plain", 202, "")]
    [InlineData(One + "\n" + One, "application/x-ndjson", 202, "")]
    [InlineData(One + "\n{", "application/x-ndjson; charset=utf-8", 202, "")]
    [InlineData("{", "application/x-ndjson", 422, "the line is not JSON")]
    [InlineData("", "application/json", 422, "body has no readings")]
    [InlineData("[]", "application/json", 422, "body has no readings")]
    [InlineData("\n", "application/x-ndjson", 422, "body has no readings")]
    [InlineData("7", "application/json", 422, "body must be an object, an array of objects, or NDJSON")]
    [InlineData("{\"device_id\":\"d\"}", "application/json", 422, "metric is missing")]
    [InlineData("[{},{}]", "application/json", 422, "no reading was accepted")]
    [InlineData("{", "application/json", 400, "invalid JSON")]
    [InlineData("[[[[[[[[[[[1]]]]]]]]]]]", "application/json", 400, "invalid JSON")]
    public async Task Post_Body_HasItsStatusAndError(string body, string contentType, int status, string error)
    {
        using var response = await _host.PostAsync(body, contentType);
        ((int)response.StatusCode).ShouldBe(status);
        var answer = await ReadAsync(response);
        if (status == 202)
        {
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
            answer.GetProperty("accepted").GetInt32().ShouldBeGreaterThan(0);
            return;
        }

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        answer.GetProperty("error").GetString().ShouldBe(error);
        answer.GetProperty("status").GetInt32().ShouldBe(status);
        _host.Devices.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_QuietReadings_AnswersExactly()
    {
        using var response = await _host.PostAsync($"[{One},{One}]");
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"accepted":2,"rejected":[],"alerts":[]}""");
    }

    [Fact]
    public async Task Post_MixedBody_TellsWhatEachDeviceSaid()
    {
        _host.Devices.Answer = (device, batch) => Task.FromResult(device switch
        {
            "a" => new IngestResult(1, 0, 1, [], ["alrt-1"], [new ItemRemark(3, "t was taken before")]),
            "b" => new IngestResult(0, 0, 0, [new ItemRemark(2, "ts is ahead")], [], []),
            _ => new IngestResult(1, 1, 0, [], ["alrt-2"], [new ItemRemark(0, "t is old")]),
        });
        using var response = await _host.PostAsync("""
            [{"device_id":"c","metric":"t","value":1},{},{"device_id":"b","metric":"t","value":1},{"device_id":"a","metric":"t","value":1}]
            """);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await response.Content.ReadAsStringAsync()).ShouldBe(string.Concat(
            "{'accepted':2,'late':1,'repeated':1,'rejected':[{'index':1,'error':'device_id is missing'},{'index':2,'error':'ts is ahead'}],",
            "'alerts':['alrt-2','alrt-1'],'notes':[{'index':0,'note':'t is old'},{'index':3,'note':'t was taken before'}]}").Replace('\'', '"'));
    }

    [Fact]
    public async Task Post_EveryReadingRefusedByItsDevice_Is422WithAllOfThem()
    {
        _host.Devices.Answer = (_, batch) => Task.FromResult(new IngestResult(0, 0, 0, [.. batch.Readings.Select(reading => new ItemRemark(reading.Item, "unknown"))], [], []));
        using var response = await _host.PostAsync($"[{One},{One}]");
        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await ReadAsync(response)).GetProperty("rejected").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Post_ManyDevices_SendsEachItsReadingsInOrder()
    {
        var items = Enumerable.Range(0, 50).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"device_id":"d{{i % 7}}","metric":"t","value":{{i}}}"""));
        using var response = await _host.PostAsync($"[{string.Join(',', items)}]");
        (await ReadAsync(response)).GetProperty("accepted").GetInt32().ShouldBe(50);
        _host.Devices.Batches.Count.ShouldBe(7);
        foreach (var (_, batch) in _host.Devices.Batches)
        {
            batch.Readings.Select(reading => reading.Value.Number).ShouldBe(batch.Readings.Select(reading => reading.Value.Number).Order());
        }
    }

    [Fact]
    public async Task Post_OneDeviceFails_Is503AndTheOthersStillGetTheirs()
    {
        _host.Devices.Answer = (device, _) => device == "b" ? Task.FromException<IngestResult>(new InvalidOperationException("no storage")) : Task.FromResult(IngestResult.AllQuiet(1));
        using var response = await _host.PostAsync("""
            [{"device_id":"a","metric":"t","value":1},{"device_id":"b","metric":"t","value":1},{"device_id":"c","metric":"t","value":1}]
            """);
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await ReadAsync(response)).GetProperty("error").GetString().ShouldBe("unavailable");
        _host.Devices.Batches.Select(sent => sent.Device).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task Post_TooManyItems_Is413BeforeAnythingIsSent()
    {
        using var response = await _host.PostAsync(string.Join('\n', Enumerable.Repeat(One, 51)), "application/x-ndjson");
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await ReadAsync(response)).GetProperty("error").GetString().ShouldBe("too many readings");
        _host.Devices.Batches.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_TooManyBytes_Is413(bool declared)
    {
        var body = $"[{One},{new string(' ', 8_192)}{One}]";
        using var content = new StringContent(body);
        content.Headers.ContentLength = declared ? body.Length : null;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/telemetry") { Content = content };
        request.Headers.TransferEncodingChunked = !declared;
        using var response = await _host.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        _host.Devices.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_BodyInManyPieces_IsReadWhole()
    {
        var body = $"[{string.Join(",  ", Enumerable.Repeat(One, 50))}{new string(' ', 5_000)}]";
        using var content = new StringContent(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/telemetry") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        using var response = await _host.Client.SendAsync(request);
        (await ReadAsync(response)).GetProperty("accepted").GetInt32().ShouldBe(50);
    }

    [Fact]
    public async Task Post_ReadingsInFlightAtTheirLimit_Is429BeforeAnythingIsSent()
    {
        var gate = new TaskCompletionSource<IngestResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _host.Devices.Answer = (_, _) =>
        {
            arrived.TrySetResult();
            return gate.Task;
        };
        var values = string.Join(',', Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"m{i}\":1")));
        var first = _host.PostAsync($$$"""{"device_id":"a","values":{{{{values}}}}}""");
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

        using var refused = await _host.PostAsync($$$"""{"device_id":"b","values":{{{{values}}}}}""");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await ReadAsync(refused)).GetProperty("error").GetString().ShouldBe("overloaded");
        _host.Devices.Batches.Count.ShouldBe(1);

        gate.SetResult(IngestResult.AllQuiet(1));
        using var done = await first;
        done.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        using var again = await _host.PostAsync($$$"""{"device_id":"b","values":{{{{values}}}}}""");
        again.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Post_ManyAtOnce_KeepTheirBodiesApart()
    {
        _host.Devices.Answer = async (_, batch) =>
        {
            await Task.Yield();
            return new IngestResult(batch.Readings.Length, 0, 0, [], [batch.Readings[0].Value.ToString()], []);
        };
        await Parallel.ForEachAsync(Enumerable.Range(0, 500), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            var text = i.ToString(CultureInfo.InvariantCulture);
            using var response = await _host.PostAsync($$"""{"device_id":"d{{text}}","metric":"t","value":{{text}}}""");
            (await ReadAsync(response)).GetProperty("alerts")[0].GetString().ShouldBe(text);
        });
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) => JsonElement.Parse(await response.Content.ReadAsStringAsync());
}
