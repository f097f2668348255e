using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace FleetActors.EndToEnd;

/// <summary>Checked-in recordings played as calls: webhooks, media socket, recogniser and all.</summary>
public sealed class EmergencyCallTests
{
    [Fact]
    public async Task Call_PlayedAsL16_GivesLiveWordsLiveDistressThePacketAndTheVerySamples()
    {
        await using var site = await Site.StartAsync();
        var id = await site.CallAsync("house-fire", """ "codec":"L16","speed":4 """);
        var (sawWords, sawDistress) = (false, false);

        var call = await site.UntilPacketAsync(id, look =>
        {
            var isActive = look["call"]!["status"]!.GetValue<string>() == "ACTIVE";
            sawWords |= isActive && look["call"]!["transcript_live"]!.GetValue<string>().Contains("on fire", StringComparison.Ordinal);
            sawDistress |= isActive && look["call"]!["distress"]!.GetValue<double>() > 0;
        });

        (sawWords, sawDistress).ShouldBe((true, true));
        var packet = call["packet"]!.AsObject();
        packet["call_id"]!.GetValue<string>().ShouldBe(id);
        packet["duration_seconds"]!.GetValue<int>().ShouldBeGreaterThan(0);
        packet["audio"]!["distress_score"]!.GetValue<double>().ShouldBeGreaterThan(0);
        packet["audio"]!["distress_max"]!.GetValue<double>().ShouldBeGreaterThan(0.3);
        packet["audio"]!["voiced_seconds"]!.GetValue<double>().ShouldBeGreaterThan(5);
        packet["nlp"]!["transcript"]!.GetValue<string>().ShouldBe(Site.ScriptOf("house-fire"));
        packet["nlp"]!["transcript_source"]!.GetValue<string>().ShouldBe("batch");
        packet["nlp"]!["category"]!.GetValue<string>().ShouldBe("FIRE");
        packet["nlp"]!["emotion"]!["label"]!.GetValue<string>().ShouldNotBeEmpty();
        packet["nlp"]!["tags"]!.AsArray().Count.ShouldBeGreaterThan(0);
        packet["reasons"]!.AsArray().Select(static reason => reason!.GetValue<string>()).ShouldBeUnique();
        packet["risk"]!["level"]!.GetValue<string>().ShouldBeOneOf("HIGH", "CRITICAL");
        packet["ranking"]!["priority"]!.GetValue<int>().ShouldBe(1);
        packet["ranking"]!["weight"]!.GetValue<int>().ShouldBe((int)Math.Round(packet["risk"]!["score"]!.GetValue<double>() * 1000));
        packet["ranking"]!["created_at"]!.GetValue<string>().ShouldEndWith("Z");
        var recorded = Samples(await site.BytesAsync(packet["recording_url"]!.GetValue<string>()));
        var sent = Samples(await File.ReadAllBytesAsync(Site.SamplePath("house-fire.wav")));
        recorded.AsSpan(0, sent.Length).SequenceEqual(sent).ShouldBeTrue("the recording differs from what was sent");
        (await site.GetAsync("/api/v1/queue")).ToJsonString().ShouldContain(id);
    }

    [Fact]
    public async Task Call_ThatNobodyCanStream_IsRecordedByTheProviderFetchedAndUnderstood()
    {
        await using var site = await Site.StartAsync(("WS_PUBLIC_URL", "ws://127.0.0.1:1/ws"));
        await site.BehaveAsync("""{"faults":[{"path":"/recordings/*","status":503,"next":1}]}""");
        var id = await site.CallAsync("house-fire", """ "codec":"L16","speed":4 """);

        var call = await site.UntilPacketAsync(id);

        var packet = call["packet"]!;
        packet["nlp"]!["transcript"]!.GetValue<string>().ShouldBe(Site.ScriptOf("house-fire"));
        packet["nlp"]!["transcript_source"]!.GetValue<string>().ShouldBe("batch");
        packet["nlp"]!["category"]!.GetValue<string>().ShouldBe("FIRE");
        packet["missing"]!.AsArray().ShouldBeEmpty();
        Samples(await site.BytesAsync(packet["recording_url"]!.GetValue<string>())).ShouldBe(Samples(await File.ReadAllBytesAsync(Site.SamplePath("house-fire.wav"))));
        var timeline = call["timeline"]!.ToJsonString();
        timeline.ShouldContain("HTTP 503; it is tried again");
        timeline.ShouldContain("The provider\\u0027s recording is kept.");
    }

    [SkippableFact]
    public async Task Call_RecordedInTheDatabase_IsServedInRangesByAnotherProcessThanTheOneThatHeardIt()
    {
        await using var site = await Site.StartAsync(DatabaseKind.Postgres, ("Recording__Store", "database"));
        var id = await site.CallAsync("chest-pain", """ "codec":"L16","speed":10 """);
        var call = await site.UntilPacketAsync(id);
        var url = call["packet"]!["recording_url"]!.GetValue<string>();
        site.HasFolder("recordings").ShouldBeFalse();
        site.KillServer();
        await site.StartServerAsync();

        var whole = await site.BytesAsync(url);
        var sent = Samples(await File.ReadAllBytesAsync(Site.SamplePath("chest-pain.wav")));
        var recorded = Samples(whole);
        recorded.AsSpan(0, Math.Min(recorded.Length, sent.Length)).CommonPrefixLength(sent).ShouldBe(sent.Length, $"of {recorded.Length}: {call["timeline"]!.ToJsonString()}");
        foreach (var (from, to) in new[] { (0, 0), (40, 99), (16_045, 16_047), (100_001, 180_000), (whole.Length - 7, whole.Length - 1) })
        {
            (await site.RangeAsync(url, from, to)).ShouldBe(whole[from..(to + 1)], $"bytes {from} to {to}");
        }
    }

    [Fact]
    public async Task Call_WithLossDisorderAndDoubles_KeepsTranscriptAndCurve()
    {
        await using var site = await Site.StartAsync();
        var id = await site.CallAsync("chest-pain", """ "speed":4,"loss":0.1,"reorder":0.2,"duplicate":0.1,"seed":5 """);

        var call = await site.UntilPacketAsync(id);

        call["packet"]!["nlp"]!["category"]!.GetValue<string>().ShouldBe("EMS");
        call["packet"]!["nlp"]!["transcript"]!.GetValue<string>().ShouldContain("not breathing");
        call["audio"]!["lost_frames"]!.GetValue<long>().ShouldBeGreaterThan(10);
        call["curve"]!.AsArray().Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Call_RecogniserDownInTheMiddle_ShowsTheGapGoesOnAndIsFilledFromTheRecording()
    {
        await using var site = await Site.StartAsync(("Deepgram__Resend", "00:00:00.5"));
        var id = await site.CallAsync("house-fire", """ "speed":1,"hangup_after_ms":3000 """);
        await site.UntilCallIsAsync(id, "the first words are heard", static look => Heard(look).Contains("help me", StringComparison.Ordinal));
        await site.BehaveAsync("""{"speech":{"down_ms":6000}}""");

        await site.UntilCallIsAsync(id, "the gap is shown", static look => look["transcript"]!["gaps"]!.AsArray().Count > 0);
        await site.UntilCallIsAsync(id, "the words go on", static look => Heard(look).Contains("Oak Street", StringComparison.Ordinal));
        var call = await site.UntilPacketAsync(id);

        call["packet"]!["nlp"]!["transcript"]!.GetValue<string>().ShouldBe(Site.ScriptOf("house-fire"));
    }

    [Fact]
    public async Task Call_ServerKilledInTheMiddle_IsWorkedUpAfterTheRestart()
    {
        await using var site = await Site.StartAsync();
        var id = await site.CallAsync("house-fire", """ "codec":"L16","speed":1 """);
        await site.UntilCallIsAsync(id, "the fire is heard", static look => Heard(look).Contains("on fire", StringComparison.Ordinal));

        await site.RestartServerAsync();

        var call = await site.UntilPacketAsync(id);
        var transcript = call["packet"]!["nlp"]!["transcript"]!.GetValue<string>();
        transcript.ShouldContain("please help me");
        transcript.ShouldContain("Oak Street");
        call["packet"]!["missing"]!.AsArray().Select(line => line!.GetValue<string>())
            .ShouldContain(line => line.Contains("the stream was away", StringComparison.Ordinal), "nobody says that sound is missing");
        var recorded = Samples(await site.BytesAsync(call["packet"]!["recording_url"]!.GetValue<string>()));
        var sent = Samples(await File.ReadAllBytesAsync(Site.SamplePath("house-fire.wav")));
        recorded.AsSpan(0, 16_000).SequenceEqual(sent.AsSpan(0, 16_000)).ShouldBeTrue("the beginning of the recording differs from what was sent");
    }

    private static string Heard(JsonNode look) => look["call"]!["transcript_live"]!.GetValue<string>();

    private static short[] Samples(byte[] wav)
    {
        var data = wav.AsSpan().IndexOf("data"u8) + 8;
        var samples = new short[(wav.Length - data) / 2];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(data + (2 * i)));
        }

        return samples;
    }
}
