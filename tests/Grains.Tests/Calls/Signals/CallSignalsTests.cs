using System.Text.Json;
using FleetActors.Storage;

namespace FleetActors.Calls;

public sealed class CallSignalsTests
{
    private const int Frame = 160;
    private const short Half = 16384;

    [Fact]
    public void Evolve_FirstFrame_SetsTheAverageAndIsNoDistress()
    {
        var signals = CallSignals.None.Evolve(Sound.Square(Half, Frame));

        signals.Rms.ShouldBe(0.5);
        signals.Ema.ShouldBe(0.5);
        signals.Distress.ShouldBe(0);
        signals.DistressMax.ShouldBe(0);
        signals.Frames.ShouldBe(1);
        signals.VoicedSeconds.ShouldBe(0.02);
    }

    [Fact]
    public void Evolve_FramesWorkedOutByHand_GivesThoseValues()
    {
        // Loudness 0.5, 0, 0.5, 0.5.
        // Average: 0.5; 0.85 * 0.5 = 0.425; 0.15 * 0.5 + 0.85 * 0.425 = 0.43625; 0.075 + 0.85 * 0.43625 = 0.4458125.
        // Score: 0; 0; (0.5 - 0.43625) * 8 = 0.51; (0.5 - 0.4458125) * 8 = 0.4335. Shown last: max(0.51 * 0.9, 0.4335) = 0.459.
        var third = CallSignals.None.Evolve([.. Sound.Square(Half, Frame), .. new short[Frame], .. Sound.Square(Half, Frame)]);
        var fourth = third.Evolve(Sound.Square(Half, Frame));

        third.Ema!.Value.ShouldBe(0.43625, 1e-12);
        third.Distress.ShouldBe(0.51, 1e-12);
        third.DistressMax.ShouldBe(0.51, 1e-12);
        fourth.Ema!.Value.ShouldBe(0.4458125, 1e-12);
        fourth.Distress.ShouldBe(0.459, 1e-12);
        fourth.DistressMax.ShouldBe(0.51, 1e-12);
        fourth.VoicedFrames.ShouldBe(3);
    }

    [Fact]
    public void Evolve_JumpFromSilence_CountsEightAndAHalfTenthsOfItAndAtMostOne()
    {
        var silent = CallSignals.None.Evolve(new short[Frame]);

        // 0.125 * 0.85 * 8 = 0.85; 0.5 * 0.85 * 8 = 3.4.
        silent.Evolve(Sound.Square(Half / 4, Frame)).DistressMax.ShouldBe(0.85, 1e-12);
        silent.Evolve(Sound.Square(Half, Frame)).DistressMax.ShouldBe(1);
    }

    [Fact]
    public void Evolve_SilenceAfterAnOutcry_ShownDistressFallsByATenthPerFrameAndTheHighestStays()
    {
        var loud = CallSignals.None.Evolve([.. new short[Frame], .. Sound.Square(Half, Frame)]);

        var after = loud.Evolve(new short[10 * Frame]);

        after.Distress.ShouldBe(Math.Pow(0.9, 10), 1e-12);
        after.DistressMax.ShouldBe(1);
    }

    [Theory]
    [InlineData(655, 0)]
    [InlineData(656, 1)]
    public void Evolve_AroundTheThreshold_IsVoiceFromTwoHundredthsOn(short level, int voiced) =>
        CallSignals.None.Evolve(Sound.Square(level, Frame)).VoicedFrames.ShouldBe(voiced);

    [Fact]
    public void Evolve_ClippedTone_StaysWithinOne()
    {
        var signals = CallSignals.None.Evolve(Sound.Tone(300, 40, 2));

        signals.Rms.ShouldBeInRange(0.9, 1);
        signals.VoicedFrames.ShouldBe(100);
        signals.Curve.ShouldAllBe(second => second.Rms >= 0 && second.Rms <= 1 && second.Distress <= 1 && second.Voiced == 1);
    }

    [Fact]
    public void Evolve_Speech_VoicedSecondsAreThoseOfTheSyllables()
    {
        // Of three seconds two are spoken, and of each syllable's quarter second the louder half is voice.
        var signals = CallSignals.None.Evolve(Sound.Speech(0.3, 6));

        signals.VoicedSeconds.ShouldBeInRange(1.7, 2.2);
        signals.Curve.Length.ShouldBe(6);
        signals.Curve[2].Voiced.ShouldBeLessThan(0.1);
        signals.Curve[3].Voiced.ShouldBeGreaterThan(0.4);
    }

    [Fact]
    public void Evolve_NoAudio_ChangesNothing() => Json(CallSignals.None.Evolve([])).ShouldBe(Json(CallSignals.None));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(80)]
    [InlineData(160)]
    [InlineData(240)]
    [InlineData(792)]
    [InlineData(16_000)]
    public void Evolve_HoweverTheAudioIsCut_GivesTheSame(int length)
    {
        var audio = Sound.Speech(0.4, 3.21);

        var cut = audio.Chunk(length).Aggregate(CallSignals.None, (signals, piece) => signals.Evolve(piece));

        Json(cut).ShouldBe(Json(CallSignals.None.Evolve(audio)));
    }

    [Fact]
    public void Evolve_StoredInBetween_GoesOnTheSame()
    {
        var audio = Sound.Speech(0.4, 2.5);
        var before = CallSignals.None.Evolve(audio.AsSpan(0, 12_345));

        var restored = JsonSerializer.Deserialize<CallSignals>(Json(before), StateJson.Options)!;

        Json(restored.Evolve(audio.AsSpan(12_345))).ShouldBe(Json(CallSignals.None.Evolve(audio)));
    }

    [Fact]
    public void Evolve_OneSecond_IsOnePointOfTheCurve()
    {
        var signals = CallSignals.None.Evolve([.. Sound.Square(Half, 4000), .. new short[4000], .. new short[7999]]);

        // Half of the second at 0.5: the root of half of 0.25.
        signals.Curve.ShouldBe([new AudioSecond(Rms: 0.354, Distress: 0, Voiced: 0.5, Missing: 0)]);
        signals.Evolve([0]).Curve.Length.ShouldBe(2);
    }

    [Fact]
    public void Evolve_MinutesOfSilenceAfterVoice_FadesToExactlyNothing()
    {
        var signals = CallSignals.None.Evolve([.. new short[Frame], .. Sound.Square(Half, Frame)]).Evolve(Sound.Silence(300));

        signals.Distress.ShouldBe(0);
        signals.Ema.ShouldBe(0);
    }

    [Fact]
    public void EvolveMissing_BetweenEqualFrames_IsNoDistressAndNoVoice()
    {
        var loud = CallSignals.None.Evolve(Sound.Square(Half, Frame));

        var after = loud.EvolveMissing(50 * Frame).Evolve(Sound.Square(Half, Frame));

        after.DistressMax.ShouldBe(0);
        after.VoicedFrames.ShouldBe(2);
        after.MissingSeconds.ShouldBe(1);
        after.Frames.ShouldBe(52);
        after.Curve.ShouldHaveSingleItem().Missing.ShouldBe(0.98);
    }

    [Fact]
    public void EvolveMissing_WithinAFrame_LoudnessIsThatOfWhatWasHeard()
    {
        var signals = CallSignals.None.Evolve(Sound.Square(Half, 40)).EvolveMissing(100).Evolve(Sound.Square(Half, 20));

        signals.Rms.ShouldBe(0.5);
        signals.MissingFrames.ShouldBe(0);
        signals.Samples.ShouldBe(160);
    }

    [Fact]
    public void EvolveMissing_LongerThanAnyCall_BoundsTheCurve()
    {
        var signals = CallSignals.None.EvolveMissing((SignalMeter.MaxCurveSeconds + 100L) * 8000).Evolve(Sound.Speech(0.3, 2));

        signals.Curve.Length.ShouldBe(SignalMeter.MaxCurveSeconds);
        signals.Samples.ShouldBe((SignalMeter.MaxCurveSeconds + 102L) * 8000);
    }

    [Fact]
    public void DistressScore_IsTheMeanOverTheSecondsWithVoice()
    {
        var calm = CallSignals.None with { Curve = [new(0, 0.9, 0), new(0.1, 0.4, 0.5), new(0.1, 0.8, 1)], DistressMax = 1 };

        calm.DistressScore().ShouldBe(0.6);
        (calm with { Curve = [] }).DistressScore().ShouldBe(1);
    }

    private static string Json(CallSignals signals) => JsonSerializer.Serialize(signals, StateJson.Options);
}
