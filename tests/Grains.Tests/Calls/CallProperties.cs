using FsCheck;
using FsCheck.Fluent;

namespace FleetActors.Calls;

/// <summary>Whatever order and repetition the provider sends, the same call comes out of it.</summary>
public sealed class CallProperties
{
    private static readonly InboundCallEventKind[] Kinds =
    [
        InboundCallEventKind.Initiated, InboundCallEventKind.Answered, InboundCallEventKind.SpeakEnded, InboundCallEventKind.StreamingStarted,
        InboundCallEventKind.StreamingFailed, InboundCallEventKind.StreamingStopped, InboundCallEventKind.Hangup, InboundCallEventKind.RecordingSaved,
    ];

    [Fact]
    public void AnyOrderAndRepeats_EndInTheSameCall()
    {
        Prop.ForAll(Gen.Elements(Kinds).ArrayOf(30).ToArbitrary(), kinds =>
        {
            var story = kinds[0] == InboundCallEventKind.Initiated ? CallbackCallTests.Opened() : CallStory.Announced();
            foreach (var kind in kinds.Concat([InboundCallEventKind.Answered, InboundCallEventKind.Hangup]))
            {
                // One id for each kind: every further one is a repeat.
                story.Event(kind, eventId: kind.ToString()).Wait(0.1);
                story.State.Owed.Select(effect => effect.Id).ShouldBeUnique();
                if (story.State.Status == CallStatus.Ended)
                {
                    story.State.Owed.ShouldAllBe(effect => !effect.NeedsCaller);
                }
            }

            story.State.Status.ShouldBe(CallStatus.Ended);
            story.State.Timeline.Count(line => line.Kind == "ended").ShouldBe(1);
            story.State.Timeline.Count(line => line.Kind == "answered").ShouldBeLessThanOrEqualTo(1);
            story.State.Owed.Count(effect => effect.Kind == CallEffectKind.WorkUp).ShouldBe(1);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void AnyRepeatOfARepeat_ChangesNothing()
    {
        Prop.ForAll(Gen.Elements(Kinds).ArrayOf(12).ToArbitrary(), kinds =>
        {
            var story = kinds[0] == InboundCallEventKind.Initiated ? CallbackCallTests.Opened() : CallStory.Announced();
            foreach (var kind in kinds)
            {
                story.Event(kind, eventId: kind.ToString());
            }

            foreach (var kind in kinds.Distinct())
            {
                story.Event(kind, eventId: kind.ToString());
                story.Last.Facts.ShouldBeEmpty();
            }
        }).QuickCheckThrowOnFailure();
    }
}
