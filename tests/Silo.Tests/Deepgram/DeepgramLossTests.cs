using FleetActors.Calls;

namespace FleetActors.Deepgram;

/// <summary>Streams that break, are closed or are never granted.</summary>
public sealed class DeepgramLossTests
{
    [Fact]
    public async Task Loss_Short_ResendsFromTheLastFinalWordAndLosesNothing()
    {
        await using var server = await DeepgramServer.StartAsync();
        await using var host = new DeepgramHost(server.BaseUrl);
        await using var session = host.Start();
        session.Send(DeepgramHost.Audio(0, 3));
        var first = await server.NextAsync();
        await first.AudioAsync(3 * DeepgramHost.BytesPerSecond, host.Clock);
        await first.ResultsAsync("before", 0, 1);
        (await host.Sink.NextAsync<FinalSpeech>()).Text.ShouldBe("before");

        first.Break();
        var gap = await host.Sink.NextAsync<SpeechGap>();
        (gap.From, gap.To).ShouldBe((Seconds(1), null));
        session.Send(DeepgramHost.Audio(3, 1));

        var second = await NextAsync(server, host);
        (await second.AudioAsync(3 * DeepgramHost.BytesPerSecond, host.Clock)).ShouldBe(DeepgramHost.Audio(1, 3));
        (await host.Sink.NextAsync()).ShouldBe(new SpeechGap(Seconds(1), Seconds(1), gap.Reason));
        await second.ResultsAsync("after", 0.5, 1.5);
        (await host.Sink.NextAsync()).ShouldBe(new FinalSpeech("after", Seconds(1.5), Seconds(3), 0.9, EndsUtterance: false));
    }

    [Fact]
    public async Task Loss_Long_KeepsThePartialWordsAndTellsTheMissingSpan()
    {
        await using var server = await DeepgramServer.StartAsync();
        await using var host = new DeepgramHost(server.BaseUrl, ("Deepgram:Resend", "00:00:02"));
        await using var session = host.Start();
        session.Send(DeepgramHost.Audio(0, 2));
        var first = await server.NextAsync();

        // A socket is open at this end before the other end knows it, and only then does the session choose from where to send: what comes before that is
        // measured against the two seconds that may be sent again.
        var begun = await first.AudioAsync(1, host.Clock);
        session.Send(DeepgramHost.Audio(2, 1));
        await first.AudioAsync((3 * DeepgramHost.BytesPerSecond) - begun.Length, host.Clock);
        await first.ResultsAsync("before", 0, 1);
        await first.ResultsAsync("he has a", 1, 1.5, isFinal: false);
        await host.Sink.NextAsync<FinalSpeech>();
        await host.Sink.NextAsync<PartialSpeech>();

        server.Refuse(503, "down", times: 3);
        first.Break();
        var open = await host.Sink.NextAsync<SpeechGap>();
        session.Send(DeepgramHost.Audio(3, 10));

        var second = await NextAsync(server, host);
        (await host.Sink.NextAsync()).ShouldBe(new FinalSpeech("he has a", Seconds(1), Seconds(2.5), 0.9, EndsUtterance: false));
        (await host.Sink.NextAsync()).ShouldBe(open with { To = Seconds(1) });
        (await host.Sink.NextAsync()).ShouldBe(open with { From = Seconds(2.5), To = Seconds(11) });
        (await second.AudioAsync(2 * DeepgramHost.BytesPerSecond, host.Clock)).ShouldBe(DeepgramHost.Audio(11, 2));

        var finished = session.FinishAsync(CancellationToken.None);
        (await second.NextAsync())!.Text.ShouldBe("""{"type":"CloseStream"}""");
        await second.ResultsAsync("gun", 0, 2);
        await second.MetadataAsync();
        await finished.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        (await host.Sink.RestAsync()).ShouldBe(
        [
            new FinalSpeech("gun", Seconds(11), Seconds(13), 0.9, EndsUtterance: false),
            new SpeechEnded(Seconds(13), Seconds(8.5)),
        ]);
    }

    [Fact]
    public async Task CatchUp_IsNeverFasterThanAllowed()
    {
        await using var server = await DeepgramServer.StartAsync();
        await using var host = new DeepgramHost(server.BaseUrl, ("Deepgram:Resend", "00:00:20"));
        await using var session = host.Start();
        session.Send(DeepgramHost.Audio(0, 10));
        var stream = await server.NextAsync();
        var connected = host.Clock.Now;

        for (var received = 0; received < 10 * DeepgramHost.BytesPerSecond;)
        {
            var frame = (await stream.NextAsync(host.Clock))!;
            frame.IsText.ShouldBeFalse($"{frame.Text} after {received} bytes");
            received += frame.Bytes.Length;
            var elapsed = (host.Clock.Now - connected).TotalSeconds;
            received.ShouldBeLessThanOrEqualTo((int)(DeepgramHost.BytesPerSecond * (0.25 + (1.25 * elapsed))) + 1);
        }
    }

    [Theory]
    [InlineData(401, "INVALID_AUTH")]
    [InlineData(403, null)]
    [InlineData(400, "Bad Request: utterance_end_ms")]
    public async Task Refusal_ForGood_IsToldAndNotTriedAgain(int status, string? error)
    {
        await using var server = await DeepgramServer.StartAsync();
        await using var host = new DeepgramHost(server.BaseUrl);
        server.Refuse(status, error);
        await using var session = host.Start();
        session.Send(DeepgramHost.Audio(0, 1));

        (await host.Sink.NextAsync<SpeechGap>()).To.ShouldBeNull();
        var failed = await host.Sink.NextAsync<SpeechFailed>();
        failed.Reason.ShouldContain($"{status}");
        failed.Reason.ShouldContain(error ?? "HTTP");

        session.Send(DeepgramHost.Audio(1, 1));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await session.FinishAsync(CancellationToken.None);
        (await host.Sink.RestAsync()).ShouldBe([new SpeechGap(TimeSpan.Zero, Seconds(2), failed.Reason), new SpeechEnded(Seconds(2), Seconds(2))]);
        server.Attempts.ShouldBe(1);
        host.Log.All.ShouldNotContain("key-for-tests");
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Refusal_ForNow_IsTriedAgainUntilItWorks(int status)
    {
        await using var server = await DeepgramServer.StartAsync();
        await using var host = new DeepgramHost(server.BaseUrl);
        server.Refuse(status, times: 4);
        await using var session = host.Start();
        session.Send(DeepgramHost.Audio(0, 1));

        var stream = await NextAsync(server, host);

        (await stream.AudioAsync(DeepgramHost.BytesPerSecond, host.Clock)).ShouldBe(DeepgramHost.Audio(0, 1));
        server.Attempts.ShouldBe(5);
        (await host.Sink.NextAsync<SpeechGap>()).To.ShouldBeNull();
        (await host.Sink.NextAsync<SpeechGap>()).To.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(1011, "Deepgram did not receive audio data or a text message within the timeout window. See https://dpgr.am/net0001")]
    [InlineData(1011, "NET-0000")]
    [InlineData(1000, "")]
    public async Task Close_Unasked_ConnectsAgain(int code, string reason)
    {
        await using var server = await DeepgramServer.StartAsync();
        await using var host = new DeepgramHost(server.BaseUrl);
        await using var session = host.Start();
        session.Send(DeepgramHost.Audio(0, 0.5));
        var first = await server.NextAsync();
        await first.AudioAsync(8000, host.Clock);
        await first.CloseAsync(code, reason);

        var second = await NextAsync(server, host);

        (await second.AudioAsync(8000, host.Clock)).ShouldBe(DeepgramHost.Audio(0, 0.5));
        (await host.Sink.NextAsync<SpeechGap>()).Reason.ShouldContain(reason.Length == 0 ? "1000" : reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Close_Undecodable_IsForGoodOnlyIfNothingWasEverUnderstood(bool wasUnderstood)
    {
        await using var server = await DeepgramServer.StartAsync();
        await using var host = new DeepgramHost(server.BaseUrl);
        await using var session = host.Start();
        session.Send(DeepgramHost.Audio(0, 0.5));
        var first = await server.NextAsync();
        await first.AudioAsync(8000, host.Clock);
        if (wasUnderstood)
        {
            await first.ResultsAsync("words", 0, 0.2);
            await host.Sink.NextAsync<FinalSpeech>();
        }

        await first.CloseAsync(1008, "DATA-0000");

        await host.Sink.NextAsync<SpeechGap>();
        if (wasUnderstood)
        {
            (await (await NextAsync(server, host)).AudioAsync(4800, host.Clock)).ShouldBe(DeepgramHost.Audio(0.2, 0.3));
        }
        else
        {
            (await host.Sink.NextAsync<SpeechFailed>()).Reason.ShouldContain("DATA-0000");
        }
    }

    [Fact]
    public async Task Finish_WhileAway_EndsInTimeWithTheGap()
    {
        await using var server = await DeepgramServer.StartAsync();
        await using var host = new DeepgramHost(server.BaseUrl);
        server.Refuse(503, times: 1000);
        await using var session = host.Start();
        session.Send(DeepgramHost.Audio(0, 4));
        await host.Sink.NextAsync<SpeechGap>();

        var finished = session.FinishAsync(CancellationToken.None);
        await host.Clock.PumpAsync(finished);

        var rest = await host.Sink.RestAsync();
        rest[0].ShouldBeOfType<SpeechGap>().To.ShouldBe(Seconds(4));
        rest[1].ShouldBe(new SpeechEnded(Seconds(4), Seconds(4)));
    }

    [Fact]
    public async Task Address_NobodyListens_CountsAsAway()
    {
        await using var host = new DeepgramHost("http://127.0.0.1:1");
        await using var session = host.Start();
        session.Send(DeepgramHost.Audio(0, 1));

        var gap = await host.Sink.NextAsync<SpeechGap>();

        gap.Reason.ShouldStartWith("no connection");
        var finished = session.FinishAsync(CancellationToken.None);
        await host.Clock.PumpAsync(finished);
        (await host.Sink.RestAsync())[^1].ShouldBe(new SpeechEnded(Seconds(1), Seconds(1)));
    }

    private static async Task<ServerStream> NextAsync(DeepgramServer server, DeepgramHost host)
    {
        var next = server.NextAsync();
        await host.Clock.PumpAsync(next);
        return await next;
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
