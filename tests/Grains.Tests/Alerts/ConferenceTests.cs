using FleetActors.Telephony;

namespace FleetActors.Alerts;

public sealed class ConferenceTests
{
    private const string First = "a3";
    private const string Second = "a4";

    [Fact]
    public void BothPressAtOnce_OneIsMadeAndTheOtherWaitsThenJoins()
    {
        var story = BothPickedUp().Press(First, "1").Press(Second, "3");

        story.Owed.Count(id => id.EndsWith(".conference", StringComparison.Ordinal)).ShouldBe(1);
        story.Accept(First + ".conference", "conf-1");
        story.Owed.ShouldContain(Second + ".join");
        story.Accept(Second + ".join");
        story.State.Attempts.Count(one => one.Room == RoomPlace.Inside).ShouldBe(2);
        story.State.Status.ShouldBe(AlertStatus.Acknowledged);
    }

    [Fact]
    public void Acknowledge_ConferenceLegStillRinging_KeepsRinging()
    {
        var story = Story.Opened("critical", Severity.Critical).AcceptAll().PickUp(First).Press(First, "1");
        story.Owed.ShouldNotContain(Second + ".hangup");

        story.Event(CallEventKind.Answered, Second);
        story.Attempt(Second).Spoken!.ShouldContain("On call has acknowledged it. Press 3 to join the conference");
    }

    [Fact]
    public void MakingLegIsLost_NextWaitingLegMakesIt()
    {
        var story = BothPickedUp().Press(First, "3").Press(Second, "3").HangUp(First);
        story.Result(First + ".conference", TelephonyResult.Gone("90018", "call ended"));
        story.Owed.ShouldContain(Second + ".conference");
    }

    [Fact]
    public void WebhookOvertakesTheAnswer_OpensIt()
    {
        var story = BothPickedUp().Press(First, "3").Event(CallEventKind.ConferenceJoined, First, conference: "conf-1");
        story.State.Conference.Id.ShouldBe("conf-1");
        story.Accept(First + ".conference", "conf-1").Last.ShouldBeEmpty();
    }

    [Fact]
    public void ConferenceGoneWhileJoining_IsMadeAnew()
    {
        var story = BothPickedUp().Press(First, "3").Accept(First + ".conference", "conf-1").HangUp(First).Press(Second, "3");
        story.Result(Second + ".join", TelephonyResult.Gone("90019", "conference ended"));
        story.Owed.ShouldContain(Second + ".conference");
        AlertEffects.CommandFor(story.State, story.State.FindOwed(Second + ".conference")!).ShouldBeOfType<CreateConference>()
            .Name.ShouldBe(Story.Id + "-2");
    }

    private static Story BothPickedUp() =>
        Story.Opened("critical", Severity.Critical).AcceptAll().PickUp(First).PickUp(Second).AcceptAll();
}
