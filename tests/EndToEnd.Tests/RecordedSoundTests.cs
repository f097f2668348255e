namespace FleetActors.EndToEnd;

/// <summary>The recording that is served is what the caller's line carried, sample for sample, by the way that a replay goes.</summary>
public sealed class RecordedSoundTests
{
    private const int Frame = 160;

    [Fact]
    public async Task Recording_OfEveryCodecAndSpeed_IsWhatWasSent()
    {
        await using var site = await Site.StartAsync();
        var sent = Wav.Samples(await File.ReadAllBytesAsync(Site.SamplePath("house-fire.wav")));
        foreach (var (codec, speed) in new[] { ("l16", 1), ("l16", 10), ("pcmu", 5), ("pcma", 5) })
        {
            var id = await site.CallAsync("house-fire", $$""" "codec":"{{codec}}","speed":{{speed}} """);

            var recorded = await RecordedAsync(site, id);

            recorded.Length.ShouldBeGreaterThanOrEqualTo(sent.Length, codec);
            recorded.AsSpan(0, sent.Length).SequenceEqual(Wav.Over(codec, sent)).ShouldBeTrue($"{codec} at speed {speed}");
            recorded.AsSpan(sent.Length).IndexOfAnyExceptInRange((short)-8, (short)8).ShouldBe(-1, $"behind the sound there is silence, {codec}");
        }
    }

    /// <summary>Whatever happens to the frames on the way, each is recorded in its place or is silence there. Every case has its seed, so that it can be had again.</summary>
    [Fact]
    public async Task Recording_OfFramesLostLateAndDoubledAtRandom_HasEachInItsPlaceOrSilence()
    {
        await using var site = await Site.StartAsync();
        for (var seed = 1; seed <= 6; seed++)
        {
            var random = new Random(seed);
            var sent = Enumerable.Range(0, 4 * 8000).Select(_ => (short)random.Next(1, 8000)).ToArray();
            var faults = FormattableString.Invariant($"\"loss\":{random.NextDouble() * 0.3:0.00},\"reorder\":{random.NextDouble() * 0.4:0.00},\"duplicate\":{random.NextDouble() * 0.4:0.00}");
            var id = await site.CallWithAsync(Wav.File(sent), "[]", $$""" "codec":"l16","speed":4,"seed":{{seed}},{{faults}} """);

            var call = await site.UntilPacketAsync(id);

            var recorded = Wav.Samples(await site.BytesAsync(call["packet"]!["recording_url"]!.GetValue<string>()));
            recorded.Length.ShouldBeGreaterThan(sent.Length - (10 * Frame), $"seed {seed}, {faults}");
            var silent = 0;
            for (var at = 0; at + Frame <= Math.Min(sent.Length, recorded.Length); at += Frame)
            {
                var isSilent = recorded.AsSpan(at, Frame).IndexOfAnyExcept((short)0) < 0;
                silent += isSilent ? 1 : 0;
                (isSilent || recorded.AsSpan(at, Frame).SequenceEqual(sent.AsSpan(at, Frame))).ShouldBeTrue($"frame {at / Frame}, seed {seed}, {faults}");
            }

            call["audio"]!["lost_frames"]!.GetValue<long>().ShouldBeGreaterThanOrEqualTo(silent, $"seed {seed}, {faults}");
            call["curve"]!.AsArray().Count.ShouldBeGreaterThan(2);
        }

        site.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(6000, false)]
    public async Task Recording_OfWidebandSound_IsTheSameAtTelephoneRateAndFoldsNothingBack(double hertz, bool isHeard)
    {
        await using var site = await Site.StartAsync();
        const double Seconds = 4;
        var id = await site.CallWithAsync(Wav.File(Wav.Tone(hertz, Seconds, 16_000), 16_000), "[]", """ "codec":"l16","speed":2 """);

        var recorded = await RecordedAsync(site, id);

        // The filter needs a moment at both ends.
        var inside = recorded.AsSpan(800, (int)(Seconds * 8000) - 1600).ToArray();
        var level = Math.Sqrt(inside.Average(static sample => (double)sample * sample));
        level.ShouldBe(isHeard ? 16384 / Math.Sqrt(2) : 0, isHeard ? 120 : 60);
        if (isHeard)
        {
            var crossings = inside.Zip(inside.Skip(1)).Count(static pair => pair.First < 0 != pair.Second < 0);
            ((double)crossings).ShouldBe(2 * hertz * inside.Length / 8000, 2);
        }
    }

    private static async Task<short[]> RecordedAsync(Site site, string id)
    {
        var call = await site.UntilPacketAsync(id);
        call["audio"]!["lost_frames"]!.GetValue<long>().ShouldBe(0, "this test is of sound that all came");
        return Wav.Samples(await site.BytesAsync(call["packet"]!["recording_url"]!.GetValue<string>()));
    }
}
