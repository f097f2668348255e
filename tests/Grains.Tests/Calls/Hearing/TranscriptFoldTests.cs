namespace FleetActors.Calls;

public sealed class TranscriptFoldTests
{
    private static readonly BatchTranscript Pass = new("fire in the barn", 0.9, [], null, CanRetry: false);

    [Fact]
    public void Replace_AfterTheRecogniserWasAway_FillsWhatItMissed() =>
        TranscriptFold.Replace(TranscriptFold.Apply(TranscriptView.Empty, new SpeechGap(S(1), S(3), "the recogniser was away")), Pass)
            .Gaps.ShouldBeEmpty();

    [Fact]
    public void Replace_AfterSoundWasLost_StillNamesIt()
    {
        var lost = TranscriptFold.Lose(TranscriptView.Empty, S(4), S(6), "the stream was away");

        TranscriptFold.Replace(lost, Pass).Gaps.ShouldBe([new TranscriptGap(S(4), S(6), "the stream was away", IsSoundLost: true)]);
    }

    [Fact]
    public void Replace_ThePassHeardNothing_KeepsTheLiveWordsAndEveryGap()
    {
        var live = TranscriptFold.Apply(TranscriptView.Empty, new FinalSpeech("help", S(0), S(1), 0.9, EndsUtterance: true));
        live = TranscriptFold.Apply(live, new SpeechGap(S(1), S(2), "down"));

        var after = TranscriptFold.Replace(live, new BatchTranscript(" ", 0, [], null, CanRetry: false));

        after.Text.ShouldBe("help");
        after.Gaps.Length.ShouldBe(1);
    }

    [Fact]
    public void Replace_RecordingNotWhole_KeepsLiveWordsWhereThePassHeardNone()
    {
        var live = TranscriptFold.Apply(TranscriptView.Empty, new FinalSpeech("helo", S(0), S(2), 0.5, EndsUtterance: true));
        live = TranscriptFold.Apply(live, new FinalSpeech("he has a gun", S(3), S(5), 0.9, EndsUtterance: true));
        var pass = new BatchTranscript("Hello. Hurry.", 0.9, [new Utterance("Hello.", S(0), S(2), 0.9), new Utterance("Hurry.", S(6), S(7), 0.9)], null, CanRetry: false);

        TranscriptFold.Replace(live, pass, isWhole: false).Text.ShouldBe("Hello. he has a gun Hurry.");
        TranscriptFold.Replace(live, pass).Text.ShouldBe("Hello. Hurry.");
        TranscriptFold.Replace(live, Pass, isWhole: false).Text.ShouldBe("helo he has a gun", "a pass without times cannot be put beside it");
    }

    private static TimeSpan S(int seconds) => TimeSpan.FromSeconds(seconds);
}
