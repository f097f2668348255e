using System.Text.Json.Nodes;

namespace FleetActors.EndToEnd;

/// <summary>Checked-in recordings played as calls: webhooks, media socket, recogniser and all.</summary>
public sealed class EmergencyCallTests
{
    private const int Frame = 160;
    private const int Second = 8000;

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
        var recorded = Wav.Samples(await site.BytesAsync(packet["recording_url"]!.GetValue<string>()));
        var sent = Wav.Samples(await File.ReadAllBytesAsync(Site.SamplePath("house-fire.wav")));
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
        Wav.Samples(await site.BytesAsync(packet["recording_url"]!.GetValue<string>())).ShouldBe(Wav.Samples(await File.ReadAllBytesAsync(Site.SamplePath("house-fire.wav"))));
        var timeline = call["timeline"]!.ToJsonString();
        timeline.ShouldContain("HTTP 503; it is tried again");
        timeline.ShouldContain("The provider\\u0027s recording is kept.");
    }

    [SkippableFact]
    public async Task Call_RecordedInTheDatabase_IsServedInRangesByAnotherProcessThanTheOneThatHeardIt()
    {
        await using var site = await Site.StartAsync(DatabaseKind.Postgres, ("Recording__Store", "database"));
        var id = await site.CallAsync("chest-pain", """ "codec":"L16","speed":4 """);
        var call = await site.UntilPacketAsync(id);
        var url = call["packet"]!["recording_url"]!.GetValue<string>();
        site.HasFolder("recordings").ShouldBeFalse();
        site.KillServer();
        await site.StartServerAsync();

        var whole = await site.BytesAsync(url);
        var sent = Wav.Samples(await File.ReadAllBytesAsync(Site.SamplePath("chest-pain.wav")));
        var recorded = Wav.Samples(whole);
        recorded.AsSpan(0, Math.Min(recorded.Length, sent.Length)).CommonPrefixLength(sent).ShouldBe(sent.Length, $"lost frames {call["audio"]!["lost_frames"]}, stream {call["call"]!["stream"]}: {call["timeline"]!.ToJsonString()}");
        foreach (var (from, to) in new[] { (0, 0), (40, 99), (16_045, 16_047), (100_001, 180_000), (whole.Length - 7, whole.Length - 1) })
        {
            (await site.RangeAsync(url, from, to)).ShouldBe(whole[from..(to + 1)], $"bytes {from} to {to}");
        }
    }

    [Fact]
    public async Task Call_TwentyFramesEachSecondLostLateOrDoubled_KeepsTranscriptCurveAndTheOrderOfTheSamples()
    {
        await using var site = await Site.StartAsync();
        var id = await site.CallAsync("chest-pain", """ "codec":"l16","speed":4,"loss":0.1,"reorder":0.2,"duplicate":0.1,"seed":5 """);

        var call = await site.UntilPacketAsync(id);

        call["packet"]!["nlp"]!["category"]!.GetValue<string>().ShouldBe("EMS");
        call["packet"]!["nlp"]!["transcript"]!.GetValue<string>().ShouldContain("not breathing");
        var lost = call["audio"]!["lost_frames"]!.GetValue<long>();
        lost.ShouldBeGreaterThan(10);
        call["packet"]!["missing"]!.AsArray().Select(static line => line!.GetValue<string>()).ShouldContain(static line => line.StartsWith("sound: ", StringComparison.Ordinal));
        call["curve"]!.AsArray().Count.ShouldBeGreaterThan(10);
        site.Failures.ShouldBeEmpty();
        var recorded = Wav.Samples(await site.BytesAsync(call["packet"]!["recording_url"]!.GetValue<string>()));
        var sent = Wav.Samples(await File.ReadAllBytesAsync(Site.SamplePath("chest-pain.wav")));
        for (var at = 0; at + Frame <= sent.Length; at += Frame)
        {
            // A frame is in its place, or lost and silent: never elsewhere, never half.
            var piece = recorded.AsSpan(at, Frame);
            (piece.SequenceEqual(sent.AsSpan(at, Frame)) || piece.IndexOfAnyExcept((short)0) < 0).ShouldBeTrue($"the frame at sample {at} is neither what was sent nor silence");
        }
    }

    [Fact]
    public async Task Call_RecogniserDownInTheMiddle_ShowsTheGapGoesOnAndIsFilledFromTheRecording()
    {
        await using var site = await Site.StartAsync(("Deepgram__Resend", "00:00:00.5"));
        var (wav, script) = Both("house-fire", "chest-pain");
        var id = await site.CallWithAsync(wav, script.ToJsonString(), """ "speed":1,"hangup_after_ms":3000 """);
        await site.UntilCallIsAsync(id, "the first words are heard", static look => Heard(look).Contains("help me", StringComparison.Ordinal));
        await site.BehaveAsync("""{"speech":{"down_ms":10000}}""");

        await site.UntilCallIsAsync(id, "the gap is shown", static look => look["transcript"]!["gaps"]!.AsArray().Count > 0);
        var live = await site.UntilCallIsAsync(id, "the words go on", static look => Heard(look).Contains("behind the church", StringComparison.Ordinal));
        live["call"]!["status"]!.GetValue<string>().ShouldBe("ACTIVE");
        Heard(live).ShouldNotContain("My grandmother", Case.Sensitive, "nobody listened then");
        live["transcript"]!["gaps"]!.AsArray().ShouldContain(
            static gap => gap!["end"]!.GetValue<double>() - gap["start"]!.GetValue<double>() > 8, "it was away for ten seconds, less what is sent again");
        var call = await site.UntilPacketAsync(id);

        call["packet"]!["nlp"]!["transcript"]!.GetValue<string>().ShouldBe($"{Site.ScriptOf("house-fire")} {Site.ScriptOf("chest-pain")}");
        call["packet"]!["missing"]!.AsArray().ShouldBeEmpty("the pass over the recording has filled the gap");
    }

    [Fact]
    public async Task Call_ServerKilledInTheMiddle_IsWorkedUpAfterTheRestart()
    {
        await using var site = await Site.StartAsync();
        var (wav, script) = Both("house-fire", "chest-pain");
        var id = await site.CallWithAsync(wav, script.ToJsonString(), """ "codec":"L16","speed":1 """);
        var last = await site.UntilCallIsAsync(id, "the fire is heard", static look => Heard(look).Contains("on fire", StringComparison.Ordinal));

        await site.RestartServerAsync();

        var call = await site.UntilPacketAsync(id);
        var transcript = call["packet"]!["nlp"]!["transcript"]!.GetValue<string>();
        transcript.ShouldContain("please help me");
        transcript.ShouldContain("behind the church");
        call["packet"]!["missing"]!.AsArray().Select(line => line!.GetValue<string>())
            .ShouldContain(line => line.Contains("the stream was away", StringComparison.Ordinal), "nobody says that sound is missing");
        var recorded = Wav.Samples(await site.BytesAsync(call["packet"]!["recording_url"]!.GetValue<string>()));
        var sent = Wav.Samples(wav);
        var heard = (int)(last["audio"]!["seconds"]!.GetValue<double>() * Second);
        heard.ShouldBeGreaterThan(2 * Second, "or the comparison would show little");
        recorded.AsSpan(0, heard - Second).SequenceEqual(sent.AsSpan(0, heard - Second)).ShouldBeTrue("more than the last second before the kill is gone");
    }

    private static string Heard(JsonNode look) => look["call"]!["transcript_live"]!.GetValue<string>();

    /// <summary>Two samples, one after the other, and their words.</summary>
    private static (byte[] Wav, JsonArray Script) Both(string first, string second)
    {
        var sounds = new[] { first, second }.Select(static name => Wav.Samples(File.ReadAllBytes(Site.SamplePath(name + ".wav")))).ToArray();
        var script = new JsonArray();
        var from = 0.0;
        foreach (var (name, sound) in new[] { first, second }.Zip(sounds))
        {
            foreach (var phrase in JsonNode.Parse(File.ReadAllText(Site.SamplePath(name + ".json")))!["script"]!.AsArray())
            {
                script.Add(new JsonObject
                {
                    ["start"] = from + phrase!["start"]!.GetValue<double>(),
                    ["end"] = from + phrase["end"]!.GetValue<double>(),
                    ["text"] = phrase["text"]!.GetValue<string>(),
                });
            }

            from += sound.Length / (double)Second;
        }

        return (Wav.File(sounds.SelectMany(static sound => sound).ToArray()), script);
    }
}
