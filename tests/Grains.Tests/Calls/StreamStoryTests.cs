using FleetActors.Telephony;

namespace FleetActors.Calls;

/// <summary>The caller's media stream: webhooks and socket are two ways, and either may be first, late or silent.</summary>
public sealed class StreamStoryTests
{
    [Fact]
    public void Failed_IsTriedAgainThenLeftToTheProvider()
    {
        var story = CallStory.Active();
        story.Event(InboundCallEventKind.StreamingFailed, "connection_failed");
        story.State.Stream.Word.ShouldBe("failed: connection_failed");
        story.Owed.ShouldContain("stream");
        story.Wait(1).Accept("stream").Event(InboundCallEventKind.StreamingFailed, "connection_failed");
        story.Owed.ShouldContain("stream");
        story.Wait(2).Accept("stream").Event(InboundCallEventKind.StreamingFailed, "connection_failed");

        story.Owed.ShouldBe(["relate", "record", "transcribe"]);
    }

    [Fact]
    public void Failed_RepeatedWebhook_CountsOnce()
    {
        var story = CallStory.Active();
        for (var i = 0; i < 5; i++)
        {
            story.Event(InboundCallEventKind.StreamingFailed, "connection_failed", eventId: "same");
        }

        story.State.Stream.Failures.ShouldBe(1);
    }

    [Fact]
    public void Failed_WhileAnotherIsOpen_ChangesNothing()
    {
        var story = CallStory.Streaming().Event(InboundCallEventKind.StreamingFailed, "connection_failed");

        story.State.Stream.IsOpen.ShouldBeTrue();
        story.Owed.ShouldBe(["relate"]);
    }

    [Fact]
    public void Reopened_ContinuesTheSameCall()
    {
        var story = CallStory.Streaming().Open("stream-2").Close("stream-1", "socket lost");

        (story.State.Stream.Id, story.State.Stream.IsOpen, story.State.Status).ShouldBe(("stream-2", true, CallStatus.Active));
        story.Owed.ShouldBe(["relate"], "the end of a stream that was replaced is no news");
    }

    [Fact]
    public void Closed_InTheMiddle_IsAskedForAgainUnlessTheCallerHungUp()
    {
        var story = CallStory.Streaming().Close("stream-1");
        story.State.FindOwed("stream")!.NotBefore.ShouldBe(story.Now.AddSeconds(2));

        story.Event(InboundCallEventKind.Hangup, "normal_clearing");

        story.Owed.ShouldBe(["relate", "work-up"]);
    }

    [Fact]
    public void Kept_Sound_ForgivesEarlierFailures()
    {
        var story = CallStory.Active().Event(InboundCallEventKind.StreamingFailed).Open("stream-1");
        story.State.Stream.Failures.ShouldBe(1);

        story.Tell(new Keep(Heard.Nothing, story.Now, []));

        story.State.Stream.Failures.ShouldBe(0);
    }

    [Fact]
    public void Unsupported_SaysSoAndLetsTheProviderHear()
    {
        var story = CallStory.Active().Open("stream-1", unsupported: "the encoding is none of PCMU, PCMA and L16");

        story.State.Stream.Word.ShouldBe("failed: the encoding is none of PCMU, PCMA and L16");
        story.Owed.ShouldBe(["relate", "record", "transcribe"]);
    }

    [Fact]
    public void Start_BeforeAnswered_IsTriedAgain()
    {
        var story = CallStory.Announced().Accept("answer").Event(InboundCallEventKind.StreamingFailed).Wait(1);

        story.Answer("stream", TelephonyResult.Permanent("90034", "not answered yet"));

        story.State.FindOwed("stream")!.Tries.ShouldBe(1);
    }

    [Fact]
    public void EachTry_IsAnotherCommandOfItsOwn()
    {
        var stream = new CallStream("wss://x/ws?call=1&token=2", "PCMU");
        var story = CallStory.Active().Event(InboundCallEventKind.StreamingFailed);
        var first = CallEffects.CommandFor(story.State, story.State.FindOwed("stream")!, stream, new CallOptions())!;
        CallEffects.CommandFor(story.State, story.State.FindOwed("stream")!, stream, new CallOptions())!.CommandId.ShouldBe(first.CommandId);
        story.Accept("stream").Event(InboundCallEventKind.StreamingFailed);

        CallEffects.CommandFor(story.State, story.State.FindOwed("stream")!, stream, new CallOptions())!.CommandId.ShouldNotBe(first.CommandId);
    }

    [Fact]
    public void AfterTheEnd_NothingOpens()
    {
        var story = CallStory.Active().Event(InboundCallEventKind.Hangup).Open("stream-1");

        story.State.Stream.IsOpen.ShouldBeFalse();
        story.State.TokenHashes.ShouldBeEmpty();
    }
}
