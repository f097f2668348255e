using FleetActors.Calls;

namespace FleetActors.Deepgram;

/// <summary>A stream that goes well.</summary>
public sealed class DeepgramSessionTests
{
    [Fact]
    public async Task Start_FirstAudio_ConnectsWithKeyAndSettings()
    {
        await using var server = await DeepgramServer.StartAsync();
        await using var host = new DeepgramHost(server.BaseUrl, ("Deepgram:Keywords:0", "Oak Street"));
        await using var session = host.Start();

        session.Send(DeepgramHost.Audio(0, 0.1));
        var stream = await server.NextAsync();

        stream.Authorization.ShouldBe("Token key-for-tests");
        stream.Query.ToDictionary(static pair => pair.Key, static pair => pair.Value.ToString()).ShouldBe(
            new Dictionary<string, string>
            {
                ["encoding"] = "linear16",
                ["sample_rate"] = "8000",
                ["channels"] = "1",
                ["model"] = "nova-2",
                ["language"] = "en",
                ["interim_results"] = "true",
                ["punctuate"] = "true",
                ["smart_format"] = "true",
                ["endpointing"] = "300",
                ["utterance_end_ms"] = "1000",
                ["keywords"] = "Oak Street",
            },
            ignoreOrder: true);
    }

    [Fact]
    public async Task Finish_WithoutAudio_EndsAndNeverConnects()
    {
        await using var server = await DeepgramServer.StartAsync();
        await using var host = new DeepgramHost(server.BaseUrl);
        await using var session = host.Start();

        session.Send([]);
        await session.FinishAsync(CancellationToken.None);

        (await host.Sink.NextAsync()).ShouldBe(new SpeechEnded(TimeSpan.Zero, TimeSpan.Zero));
        server.Attempts.ShouldBe(0);
    }

    [Fact]
    public async Task Finish_WithAudioQueued_ClosesBehindAllOfItAndWaitsForTheLastWords()
    {
        await using var server = await DeepgramServer.StartAsync();
        await using var host = new DeepgramHost(server.BaseUrl);
        await using var session = host.Start();

        for (var i = 0; i < 10; i++)
        {
            session.Send(DeepgramHost.Audio(i * 0.1, 0.1));
            session.Send([]);
        }

        var finished = session.FinishAsync(CancellationToken.None);
        var stream = await server.NextAsync();
        (await stream.AudioAsync(DeepgramHost.BytesPerSecond, host.Clock)).ShouldBe(DeepgramHost.Audio(0, 1));
        (await stream.NextAsync())!.Text.ShouldBe("""{"type":"CloseStream"}""");
        finished.IsCompleted.ShouldBeFalse();

        await stream.ResultsAsync("Help me.", 0.2, 0.7, speechFinal: true, confidence: 0.75);
        await stream.MetadataAsync();
        await finished.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

        (await host.Sink.RestAsync()).ShouldBe(
        [
            new FinalSpeech("Help me.", Seconds(0.2), Seconds(0.9), 0.75, EndsUtterance: true),
            new SpeechEnded(Seconds(1), TimeSpan.Zero),
        ]);
        await session.FinishAsync(CancellationToken.None);
        session.Send(DeepgramHost.Audio(1, 0.1));
        server.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Results_PartialThenFinal_AreToldInTheCallsTime()
    {
        await using var server = await DeepgramServer.StartAsync();
        await using var host = new DeepgramHost(server.BaseUrl);
        await using var session = host.Start(offset: TimeSpan.FromSeconds(60));
        session.Send(DeepgramHost.Audio(0, 2));
        var stream = await server.NextAsync();
        await stream.AudioAsync(2 * DeepgramHost.BytesPerSecond, host.Clock);

        await stream.ResultsAsync("there", 0, 0.5, isFinal: false);
        await stream.ResultsAsync("", 0, 0.6, isFinal: false);
        await stream.ResultsAsync("There is a fire", 0, 1, isFinal: true);
        await stream.ResultsAsync("", 1, 0.5, isFinal: true, speechFinal: true);
        await stream.SendAsync("""{"type":"UtteranceEnd","channel":[0,1],"last_word_end":0.9}""");
        await stream.ResultsAsync("beyond what was sent", 1.5, 100, isFinal: true);

        (await host.Sink.NextAsync()).ShouldBe(new PartialSpeech("there", Seconds(60), Seconds(60.5)));
        (await host.Sink.NextAsync()).ShouldBe(new FinalSpeech("There is a fire", Seconds(60), Seconds(61), 0.9, EndsUtterance: false));
        (await host.Sink.NextAsync()).ShouldBe(new SpeechPause(Seconds(61.5)));
        (await host.Sink.NextAsync()).ShouldBe(new SpeechPause(Seconds(60.9)));
        (await host.Sink.NextAsync()).ShouldBe(new FinalSpeech("beyond what was sent", Seconds(61.5), Seconds(62), 0.9, EndsUtterance: false));
    }

    [Fact]
    public async Task Silence_AsksForWhatIsPendingOnceThenKeepsAliveInTextFrames()
    {
        await using var server = await DeepgramServer.StartAsync();
        await using var host = new DeepgramHost(server.BaseUrl);
        await using var session = host.Start();
        session.Send(DeepgramHost.Audio(0, 0.1));
        var stream = await server.NextAsync();
        await stream.AudioAsync(1600);

        (await stream.NextAsync(host.Clock))!.Text.ShouldBe("""{"type":"Finalize"}""");
        (await stream.NextAsync(host.Clock))!.Text.ShouldBe("""{"type":"KeepAlive"}""");
        (await stream.NextAsync(host.Clock))!.Text.ShouldBe("""{"type":"KeepAlive"}""");

        session.Send(DeepgramHost.Audio(0.1, 0.1));
        (await stream.AudioAsync(1600)).ShouldBe(DeepgramHost.Audio(0.1, 0.1));
        (await stream.NextAsync(host.Clock))!.Text.ShouldBe("""{"type":"Finalize"}""");
    }

    [Fact]
    public async Task Garbage_IsSurvived()
    {
        await using var server = await DeepgramServer.StartAsync();
        await using var host = new DeepgramHost(server.BaseUrl);
        await using var session = host.Start();
        session.Send(DeepgramHost.Audio(0, 0.2));
        var stream = await server.NextAsync();
        await stream.AudioAsync(3200);

        foreach (var text in new[] { "", "{", "[]", "null", """{"type":7}""", """{"type":"Results"}""", """{"type":"Results","start":0,"duration":1,"channel":[0]}""", """{"type":"SpeechStarted","channel":[0],"timestamp":0.1}""" })
        {
            await stream.SendAsync(text);
        }

        await stream.ResultsAsync("still here", 0, 0.2);
        (await host.Sink.NextAsync<FinalSpeech>()).Text.ShouldBe("still here");
    }

    [Fact]
    public async Task Sink_ThatFails_LosesThatEventOnly()
    {
        await using var server = await DeepgramServer.StartAsync();
        await using var host = new DeepgramHost(server.BaseUrl);
        host.Sink.OnDeliver = static happened => _ = happened is FinalSpeech { Text: "one" } ? throw new TimeoutException("busy") : 0;
        await using var session = host.Start();
        session.Send(DeepgramHost.Audio(0, 0.2));
        var stream = await server.NextAsync();
        await stream.AudioAsync(3200);

        await stream.ResultsAsync("one", 0, 0.1);
        await stream.ResultsAsync("two", 0.1, 0.1);

        (await host.Sink.NextAsync<FinalSpeech>()).Text.ShouldBe("two");
        host.Log.All.ShouldContain("FinalSpeech was not delivered");
        host.Log.All.ShouldNotContain("two");
    }

    [Fact]
    public async Task Dispose_InTheMiddle_EndsTheStreamAndTellsNothingMore()
    {
        await using var server = await DeepgramServer.StartAsync();
        await using var host = new DeepgramHost(server.BaseUrl);
        var session = host.Start();
        session.Send(DeepgramHost.Audio(0, 0.1));
        var stream = await server.NextAsync();
        await stream.AudioAsync(1600);

        await session.DisposeAsync();
        await session.DisposeAsync();

        (await stream.NextAsync()).ShouldBeNull();
        session.Send(DeepgramHost.Audio(0.1, 0.1));
        await session.FinishAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    [Fact]
    public async Task Start_WithoutKey_IsRefusedWithTheFix()
    {
        await using var host = new DeepgramHost("http://127.0.0.1:1", ("DEEPGRAM_API_KEY", ""));

        host.Speech.IsEnabled.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => host.Start()).Message.ShouldContain("DEEPGRAM_API_KEY");
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
