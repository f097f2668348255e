using System.Text;
using FleetActors.Calls;
using FleetActors.Telnyx;

namespace FleetActors.Deepgram;

public sealed class DeepgramBatchTests : IDisposable
{
    private const string Answer = """
        {"metadata":{"request_id":"r","duration":3.5,"channels":1},
         "results":{"channels":[{"alternatives":[{"transcript":"There is a fire. Hurry!","confidence":0.97,"words":[]}]}],
         "utterances":[{"id":"u","start":0.2,"end":1.4,"confidence":0.98,"channel":0,"transcript":"There is a fire.","words":[]},
                       {"start":"soon","end":2,"transcript":"broken"},
                       {"start":2.0,"end":2.5,"confidence":2,"transcript":"Hurry!"}]}}
        """;

    private readonly MemoryStream _recording = new(Encoding.ASCII.GetBytes("RIFF not really"));

    [Fact]
    public async Task Transcribe_Answer_GivesTextAndUtterances()
    {
        await using var server = await CannedServer.StartAsync(200, Answer);
        await using var host = Host(server, ("Deepgram:Keywords:0", "Oak"), ("Deepgram:Keywords:1", "Elm"));

        var transcript = await host.Batch.TranscribeAsync(_recording, CancellationToken.None);

        transcript.Failure.ShouldBeNull();
        (transcript.Text, transcript.Confidence).ShouldBe(("There is a fire. Hurry!", 0.97));
        transcript.Utterances.ShouldBe(
        [
            new Utterance("There is a fire.", TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1.4), 0.98),
            new Utterance("Hurry!", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.5), 1),
        ]);
        var request = server.Single;
        request.Method.ShouldBe("POST");
        request.Target.ShouldBe("/v2/v1/listen?model=nova-2&language=en&punctuate=true&smart_format=true&utterances=true&keywords=Oak&keywords=Elm");
        request.Headers["Authorization"].ShouldBe("Token key-for-tests");
        request.Headers["Content-Type"].ShouldBe("audio/wav");
        request.Body.ShouldBe("RIFF not really");
        _recording.CanRead.ShouldBeTrue();
    }

    [Theory]
    [InlineData(400, """{"err_code":"Bad Request","err_msg":"Bad Request: failed to process audio: corrupt or unsupported data","request_id":"r"}""", "corrupt or unsupported data", false)]
    [InlineData(401, """{"category":"INVALID_AUTH","message":"Invalid credentials.","details":"The key is not known.","request_id":"r"}""", "INVALID_AUTH: Invalid credentials.: The key is not known.", false)]
    [InlineData(429, """{"err_code":"TOO_MANY_REQUESTS","err_msg":"Too many requests."}""", "TOO_MANY_REQUESTS", true)]
    [InlineData(503, "<html>", "HTTP 503", true)]
    [InlineData(500, "", "HTTP 500", true)]
    [InlineData(404, """{"err_code":7,"err_msg":["x"]}""", "HTTP 404", false)]
    [InlineData(200, "{}", "no transcript", false)]
    [InlineData(200, """{"results":{"channels":[]}}""", "no transcript", false)]
    [InlineData(200, """{"request_id":"r"}""", "no transcript", false)]
    [InlineData(200, "not json", "cannot be read", true)]
    public async Task Transcribe_Failure_SaysWhyAndWhetherToTryAgain(int status, string body, string reason, bool canRetry)
    {
        await using var server = await CannedServer.StartAsync(status, body);
        await using var host = Host(server);

        var transcript = await host.Batch.TranscribeAsync(_recording, CancellationToken.None);

        transcript.Failure.ShouldNotBeNull().ShouldContain(reason);
        transcript.CanRetry.ShouldBe(canRetry);
        transcript.Text.ShouldBeEmpty();
    }

    [Fact]
    public async Task Transcribe_NoAnswerInTime_Fails()
    {
        var arrived = new TaskCompletionSource();
        await using var server = await CannedServer.StartAsync(async (_, context) =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        });
        await using var host = Host(server);

        var asking = host.Batch.TranscribeAsync(_recording, CancellationToken.None);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var transcript = await asking;
        transcript.Failure.ShouldBe("no answer within 60 s");
        transcript.CanRetry.ShouldBeTrue();
    }

    [Fact]
    public async Task Transcribe_NobodyListensOrNoKey_Fails()
    {
        await using var away = new DeepgramHost("http://127.0.0.1:1");
        await using var off = new DeepgramHost("http://127.0.0.1:1", ("DEEPGRAM_API_KEY", ""));

        (await away.Batch.TranscribeAsync(_recording, CancellationToken.None)).CanRetry.ShouldBeTrue();
        (await off.Batch.TranscribeAsync(_recording, CancellationToken.None)).ShouldBe(BatchTranscript.Failed("DEEPGRAM_API_KEY is not set", canRetry: false));
        off.Batch.IsEnabled.ShouldBeFalse();
    }

    [Fact]
    public async Task Transcribe_Cancelled_Throws()
    {
        await using var server = await CannedServer.StartAsync(200, Answer);
        await using var host = Host(server);

        await Should.ThrowAsync<OperationCanceledException>(() => host.Batch.TranscribeAsync(_recording, new CancellationToken(canceled: true)));
    }

    public void Dispose() => _recording.Dispose();

    private static DeepgramHost Host(CannedServer server, params (string Name, string Value)[] settings) => new(server.BaseUrl, settings);
}
