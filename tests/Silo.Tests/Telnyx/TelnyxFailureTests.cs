using FleetActors.Telephony;
using FleetActors.TestKit;

namespace FleetActors.Telnyx;

/// <summary>What every kind of bad answer means.</summary>
public sealed class TelnyxFailureTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("Dial", 400, "10015", TelephonyOutcome.Permanent)]
    [InlineData("Dial", 401, "10009", TelephonyOutcome.Permanent)]
    [InlineData("Dial", 403, "10010", TelephonyOutcome.Permanent)]
    [InlineData("Dial", 404, "10005", TelephonyOutcome.Permanent)]
    [InlineData("Dial", 408, "", TelephonyOutcome.Transient)]
    [InlineData("Dial", 422, "10016", TelephonyOutcome.Permanent)]
    [InlineData("Dial", 422, "10011", TelephonyOutcome.Permanent)]
    [InlineData("Dial", 429, "10011", TelephonyOutcome.Transient)]
    [InlineData("Dial", 403, "90041", TelephonyOutcome.Transient)]
    [InlineData("Dial", 422, "90042", TelephonyOutcome.Transient)]
    [InlineData("Dial", 422, "90043", TelephonyOutcome.Transient)]
    [InlineData("Dial", 500, "10007", TelephonyOutcome.Transient)]
    [InlineData("Dial", 503, "10007", TelephonyOutcome.Transient)]
    [InlineData("Dial", 502, "", TelephonyOutcome.AnswerLost)]
    [InlineData("Dial", 504, "", TelephonyOutcome.AnswerLost)]
    [InlineData("Dial", 302, "", TelephonyOutcome.Permanent)]
    [InlineData("Message", 400, "40310", TelephonyOutcome.Permanent)]
    [InlineData("Message", 403, "40300", TelephonyOutcome.Permanent)]
    [InlineData("Message", 429, "40318", TelephonyOutcome.Transient)]
    [InlineData("Message", 422, "40318", TelephonyOutcome.Transient)]
    [InlineData("Message", 500, "", TelephonyOutcome.Transient)]
    [InlineData("Gather", 422, "90018", TelephonyOutcome.Gone)]
    [InlineData("Gather", 422, "90015", TelephonyOutcome.Gone)]
    [InlineData("Gather", 404, "10005", TelephonyOutcome.Gone)]
    [InlineData("Gather", 422, "90034", TelephonyOutcome.Permanent)]
    [InlineData("Speak", 422, "90018", TelephonyOutcome.Gone)]
    [InlineData("Speak", 500, "10007", TelephonyOutcome.Transient)]
    [InlineData("Hangup", 422, "90018", TelephonyOutcome.Accepted)]
    [InlineData("Hangup", 422, "90015", TelephonyOutcome.Accepted)]
    [InlineData("Hangup", 404, "10005", TelephonyOutcome.Accepted)]
    [InlineData("Hangup", 404, "", TelephonyOutcome.Permanent)]
    [InlineData("Hangup", 429, "10011", TelephonyOutcome.Transient)]
    [InlineData("StopGather", 422, "90018", TelephonyOutcome.Accepted)]
    [InlineData("StopGather", 422, "90034", TelephonyOutcome.Accepted)]
    [InlineData("StopGather", 422, "10004", TelephonyOutcome.Permanent)]
    [InlineData("Join", 422, "90044", TelephonyOutcome.Accepted)]
    [InlineData("Join", 422, "90019", TelephonyOutcome.Gone)]
    [InlineData("Join", 404, "90058", TelephonyOutcome.Gone)]
    [InlineData("Join", 422, "90032", TelephonyOutcome.Permanent)]
    [InlineData("End", 422, "90019", TelephonyOutcome.Accepted)]
    [InlineData("End", 404, "90058", TelephonyOutcome.Accepted)]
    public async Task Execute_ErrorAnswer_IsClassified(string command, int status, string code, TelephonyOutcome expected)
    {
        var body = code.Length == 0 ? "" : $$"""{"errors":[{"code":"{{code}}","title":"Title","detail":"Detail"}]}""";
        await using var server = await CannedServer.StartAsync(status, body);
        await using var host = new TelnyxHost(server.BaseUrl);

        var result = await host.Telephony.ExecuteAsync(Commands.ByName(command), CancellationToken.None);

        result.Outcome.ShouldBe(expected, result.ToString());
        if (result.Outcome is not (TelephonyOutcome.Accepted or TelephonyOutcome.AnswerLost))
        {
            result.Code.ShouldBe(code.Length == 0 ? status.ToString(System.Globalization.CultureInfo.InvariantCulture) : code);
            result.Reason.ShouldContain($"HTTP {status}");
        }
    }

    [Theory]
    [InlineData("x-ratelimit-reset", "7", 7000)]
    [InlineData("retry-after", "3", 3000)]
    [InlineData("retry-after-ms", "250", 250)]
    [InlineData("retry-after", "Mon, 05 Jan 2026 08:00:30 GMT", 30000)]
    [InlineData("retry-after", "Mon, 05 Jan 2026 07:00:00 GMT", 0)]
    [InlineData("x-ratelimit-reset", "999999", 3600000)]
    [InlineData("x-ratelimit-reset", "soon", null)]
    [InlineData("x-ratelimit-reset", "NaN", null)]
    [InlineData("x-ratelimit-reset", "-1", null)]
    [InlineData("x-other", "1", null)]
    public async Task Execute_RateLimited_TellsTheWait(string header, string value, int? milliseconds)
    {
        await using var server = await CannedServer.StartAsync(429, """{"errors":[{"code":"10011","title":"Too many requests"}]}""", (header, value));
        await using var host = new TelnyxHost(server.BaseUrl, new ManualClock());

        var result = await host.Telephony.ExecuteAsync(Commands.Dial, CancellationToken.None);

        result.Outcome.ShouldBe(TelephonyOutcome.Transient);
        result.RetryAfter.ShouldBe(milliseconds is null ? null : TimeSpan.FromMilliseconds(milliseconds.Value));
    }

    [Theory]
    [InlineData("""{"detail":[{"loc":["body","to"],"msg":"field required","type":"value_error.missing"}]}""", "HTTP 422 field required: value_error.missing")]
    [InlineData("""{"detail":"not like this"}""", "HTTP 422 not like this")]
    [InlineData("""{"errors":[]}""", "HTTP 422")]
    [InlineData("""{"errors":["x"]}""", "HTTP 422")]
    [InlineData("""{"errors":{"code":"1"}}""", "HTTP 422")]
    [InlineData("""{"errors":[{"code":10033,"title":"Out\nof   range"}]}""", "HTTP 422 Out of range")]
    [InlineData("""{"errors":[{"title":"\ud800"}]}""", "HTTP 422")]
    [InlineData("""{"errors":[{"title":"Bad number","detail":"+15550100300 is not one"}]}""", "HTTP 422 Bad number: \u2022300 is not one")]
    [InlineData("[]", "HTTP 422")]
    [InlineData("null", "HTTP 422")]
    [InlineData("<html>Unprocessable</html>", "HTTP 422")]
    [InlineData("", "HTTP 422")]
    public async Task Execute_AnyShapeOfError_IsRead(string body, string reason)
    {
        await using var server = await CannedServer.StartAsync(422, body);
        await using var host = new TelnyxHost(server.BaseUrl);

        var result = await host.Telephony.ExecuteAsync(Commands.Dial, CancellationToken.None);

        result.Outcome.ShouldBe(TelephonyOutcome.Permanent);
        result.Reason.ShouldBe(reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":{"call_control_id":""}}""")]
    [InlineData("""{"data":{"call_control_id":7}}""")]
    public async Task Execute_GoodStatusWithUnreadableAnswer_MayHaveHappened(string body)
    {
        await using var server = await CannedServer.StartAsync(200, body);
        await using var host = new TelnyxHost(server.BaseUrl);

        (await host.Telephony.ExecuteAsync(Commands.Dial, CancellationToken.None)).Outcome.ShouldBe(TelephonyOutcome.AnswerLost);
    }

    [Fact]
    public async Task Execute_NobodyListens_CertainlyDidNotHappen()
    {
        string address;
        await using (var server = await CannedServer.StartAsync(200, ""))
        {
            address = server.BaseUrl;
        }

        await using var host = new TelnyxHost(address);
        (await host.Telephony.ExecuteAsync(Commands.Message, CancellationToken.None)).Outcome.ShouldBe(TelephonyOutcome.Transient);
    }

    [Fact]
    public async Task Execute_UnknownHost_CertainlyDidNotHappen()
    {
        await using var host = new TelnyxHost("https://telnyx.invalid/v2");

        (await host.Telephony.ExecuteAsync(Commands.Message, CancellationToken.None)).Outcome.ShouldBe(TelephonyOutcome.Transient);
    }

    [Fact]
    public async Task Execute_ConnectionBreaksBeforeTheAnswer_MayHaveHappened()
    {
        await using var server = await CannedServer.StartAsync((_, context) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var host = new TelnyxHost(server.BaseUrl);

        (await host.Telephony.ExecuteAsync(Commands.Message, CancellationToken.None)).Outcome.ShouldBe(TelephonyOutcome.AnswerLost);
        server.Requests.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Execute_ConnectionBreaksInTheAnswer_MayHaveHappened()
    {
        await using var server = await CannedServer.StartAsync(async (_, context) =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.Body.WriteAsync("{\"data\":"u8.ToArray());
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        await using var host = new TelnyxHost(server.BaseUrl);

        (await host.Telephony.ExecuteAsync(Commands.Dial, CancellationToken.None)).Outcome.ShouldBe(TelephonyOutcome.AnswerLost);
    }

    [Fact]
    public async Task Execute_NoAnswerInTime_MayHaveHappened()
    {
        var clock = new ManualClock();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource();
        await using var server = await CannedServer.StartAsync(async (_, context) =>
        {
            arrived.SetResult();
            await release.Task;
        });
        await using var host = new TelnyxHost(server.BaseUrl, clock);

        var pending = host.Telephony.ExecuteAsync(Commands.Dial, CancellationToken.None);
        await arrived.Task.WaitAsync(Patience);
        clock.Advance(TimeSpan.FromSeconds(9));
        pending.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        var result = await pending.WaitAsync(Patience);
        result.Outcome.ShouldBe(TelephonyOutcome.AnswerLost);
        result.Reason.ShouldBe("no answer within 10 s");
        release.SetResult();
    }

    [Fact]
    public async Task Execute_Cancelled_ThrowsNothingElse()
    {
        using var cancellation = new CancellationTokenSource();
        var release = new TaskCompletionSource();
        await using var server = await CannedServer.StartAsync(async (_, context) =>
        {
            await cancellation.CancelAsync();
            await release.Task;
        });
        await using var host = new TelnyxHost(server.BaseUrl);

        await Should.ThrowAsync<OperationCanceledException>(() => host.Telephony.ExecuteAsync(Commands.Dial, cancellation.Token).WaitAsync(Patience));
        release.SetResult();
    }

    [Fact]
    public async Task Execute_EndlessAnswer_IsCutOff()
    {
        await using var server = await CannedServer.StartAsync(async (_, context) =>
        {
            var block = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(block);
            }
        });
        await using var host = new TelnyxHost(server.BaseUrl);

        (await host.Telephony.ExecuteAsync(Commands.Dial, CancellationToken.None).WaitAsync(Patience)).Outcome.ShouldBe(TelephonyOutcome.AnswerLost);
    }

    [Theory]
    [InlineData(200, """{"data":{"call_control_id":"v3:1"}}""")]
    [InlineData(422, """{"errors":[{"code":"10016","title":"Not E.164","detail":"+15550100300"}]}""")]
    [InlineData(503, "")]
    public async Task Execute_Anything_LogsNeitherKeyNorNumber(int status, string body)
    {
        await using var server = await CannedServer.StartAsync(status, body);
        await using var host = new TelnyxHost(server.BaseUrl);

        await host.Telephony.ExecuteAsync(Commands.Dial, CancellationToken.None);
        await host.Telephony.ExecuteAsync(Commands.Message, CancellationToken.None);

        host.Log.Lines.ShouldNotBeEmpty();
        host.Log.All.ShouldContain("\u2022300");
        host.Log.All.ShouldNotContain("5550100");
        host.Log.All.ShouldNotContain("KEY-for-tests");
        host.Log.All.ShouldNotContain("Reply ACK");
    }
}
