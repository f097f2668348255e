namespace FleetActors.Calls;

public sealed class EarlyEventsTests
{
    private readonly CallStory _words = new();
    private readonly EarlyEvents _early = new();

    [Fact]
    public void Next_ComeInAnyOrder_AsTheyHappenedAndTheHangupLast()
    {
        var hangup = _words.Heard(InboundCallEventKind.Hangup, at: CallStory.Start);
        var answered = _words.Heard(InboundCallEventKind.Answered, at: CallStory.Start.AddSeconds(2));
        var words = _words.Heard(InboundCallEventKind.Transcription, at: CallStory.Start.AddSeconds(3));
        foreach (var early in new[] { hangup, words, answered, words })
        {
            _early.Keep(early);
        }

        Drain().ShouldBe([answered, words, hangup]);
        _early.Next.ShouldBeNull();
    }

    [Fact]
    public void Keep_MoreThanACallCanHave_ForgetsTheRest()
    {
        for (var i = 0; i < 50; i++)
        {
            _early.Keep(_words.Heard(InboundCallEventKind.Answered, at: CallStory.Start.AddSeconds(i)));
        }

        Drain().Count.ShouldBe(16);
    }

    private List<InboundCallEvent> Drain()
    {
        var all = new List<InboundCallEvent>();
        while (_early.Next is { } next)
        {
            all.Add(next);
            _early.Remove(next);
        }

        return all;
    }
}
