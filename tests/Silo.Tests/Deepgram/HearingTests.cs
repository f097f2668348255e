using FleetActors.Calls;
using FleetActors.Deepgram.Streaming;

namespace FleetActors.Deepgram;

public sealed class HearingTests
{
    private static readonly SpeechStart Start = new("call-1", SpeechEncoding.Mulaw, 8000);
    private readonly Hearing _hearing = new(Start);
    private readonly AudioTimeline _timeline = new(Start, 0);

    [Fact]
    public void Timeline_AfterAJump_MapsBothSides()
    {
        var timeline = new AudioTimeline(Start, from: 80_000);
        timeline.Jump(sent: 16_000, position: 200_000);

        timeline.PositionAt(0).ShouldBe(80_000);
        timeline.PositionAt(1.9999).ShouldBe(95_999);
        timeline.PositionAt(2).ShouldBe(200_000);
        timeline.PositionAt(3).ShouldBe(208_000);
        timeline.PositionAt(-5).ShouldBe(80_000);
        timeline.PositionAt(double.NaN).ShouldBe(80_000);
        timeline.PositionAt(double.MaxValue).ShouldBePositive();
        AudioTimeline.TimeOf(Start with { Offset = TimeSpan.FromSeconds(1) }, 4000).ShouldBe(TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public void Skip_NothingMissing_ClosesTheGapWhereItBegan()
    {
        Read(Words("a", 0, 1));
        _hearing.Lost("down").ShouldBe([new SpeechGap(S(1), null, "down")]);
        _hearing.Lost("still down").ShouldBeEmpty();

        _hearing.Skip(8000, "").ShouldBe([new SpeechGap(S(1), S(1), "down")]);

        _hearing.Missed.ShouldBe(TimeSpan.Zero);
        _hearing.Lost("again").ShouldBe([new SpeechGap(S(1), null, "again")]);
    }

    [Fact]
    public void Skip_PartialReachesFurtherThanTheGap_BecomesFinalAndNothingIsMissing()
    {
        Read(Words("half", 0, 2) with { IsFinal = false });
        _ = _hearing.Lost("down").ToList();

        _hearing.Skip(8000, "").ShouldBe(
        [
            new FinalSpeech("half", S(0), S(2), 0.5, EndsUtterance: false),
            new SpeechGap(S(0), S(0), "down"),
        ]);
        _hearing.Heard.ShouldBe(8000);
    }

    [Fact]
    public void Read_EmptyFinal_MovesOnAndClearsNothing()
    {
        Read(Words("half", 0, 2) with { IsFinal = false });

        Read(Words("", 0, 1)).ShouldBeEmpty();

        _hearing.Heard.ShouldBe(8000);
        _hearing.Complete(24_000).ShouldBe([new FinalSpeech("half", S(0), S(2), 0.5, EndsUtterance: true)]);
        _hearing.Heard.ShouldBe(24_000);
        _hearing.Complete(24_000).ShouldBeEmpty();
    }

    [Fact]
    public void Resume_MoreThanMayBeSentAgain_StartsLaterAndSaysSo()
    {
        Read(Words("a", 0, 1));
        _ = _hearing.Lost("down").ToList();

        var (from, events) = _hearing.Resume(new FeedState(Tail: 0, Head: 80_000, IsFinished: false), resend: 40_000);

        from.ShouldBe(40_000);
        events.ShouldBe([new SpeechGap(S(1), S(5), "down")]);
        _hearing.Missed.ShouldBe(S(4));
    }

    private List<SpeechEvent> Read(DeepgramMessage message) => [.. _hearing.Read(message, _timeline, newest: 1_000_000)];

    private static ResultsMessage Words(string text, double start, double duration) => new(text, 0.5, start, duration, IsFinal: true, SpeechFinal: false);

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
