using FleetActors.Cluster;
using FleetActors.Telephony;

namespace FleetActors.Calls;

/// <summary>Calls in a silo: announced and answered, in any order, listed and joined.</summary>
public sealed class CallGrainTests : CallInSilo
{
    [Fact]
    public async Task Initiated_IsStoredThenAnsweredWithAStreamThatOnlyItsTokenOpens()
    {
        await EventAsync(InboundCallEventKind.Initiated);

        World.Store.Calls().Single().Status.ShouldBe(CallStatus.Ringing);
        var answer = (await World.Telephony.WaitForAsync<AnswerCall>(1)).Single();
        (answer.CallControlId, answer.ClientState, answer.Stream!.Codec).ShouldBe((CallStory.Leg, "fc1|session-1|", "PCMU"));
        answer.Stream.Url.ShouldStartWith(World.StreamUrl + "?call=session-1&token=");
        var token = answer.Stream.Url.Split("token=")[1];
        token.Length.ShouldBe(32);
        World.Store.Calls().Single().TokenHashes.ShouldNotContain(token);
        (await Call.CheckTokenAsync(token)).ShouldBe(StreamOpening.Welcome);
        (await Call.CheckTokenAsync(new string('0', 32))).ShouldBe(StreamOpening.WrongToken);
        (await Cluster.Grains.Call("another").CheckTokenAsync(token)).ShouldBe(StreamOpening.UnknownCall);
    }

    [Fact]
    public async Task Answered_SpeaksTheGreeting()
    {
        await EventAsync(InboundCallEventKind.Initiated);
        await World.Telephony.WaitForAsync<AnswerCall>(1);
        await EventAsync(InboundCallEventKind.Answered);

        (await World.Telephony.WaitForAsync<Speak>(1)).Single().Text.ShouldBe("This is Dispatch AI. I'm listening. Please describe your emergency.");
    }

    [Fact]
    public async Task Events_InAnyOrderAndTwice_LeadToOneCallAndOnePacket()
    {
        var initiated = Words.Heard(InboundCallEventKind.Initiated);
        var answered = Words.Heard(InboundCallEventKind.Answered);
        var hangup = Words.Heard(InboundCallEventKind.Hangup, "normal_clearing");
        foreach (var inboundEvent in new[] { hangup, hangup, answered, initiated, answered, hangup, initiated })
        {
            await Call.OnEventAsync(inboundEvent);
        }

        var packet = await PacketAsync();
        packet.CallId.ShouldBe(Id);
        (await Queue.ListAsync(withClosed: true)).ShouldHaveSingleItem().Priority.ShouldBe(1);
        var view = (await Call.GetAsync())!;
        (view.Status, view.AnsweredAt is not null, view.EndedBecause).ShouldBe((CallStatus.Ended, true, "normal_clearing"));
    }

    [Fact]
    public async Task Event_OfACallNobodyAnnounced_StoresNothing()
    {
        await EventAsync(InboundCallEventKind.Hangup);

        World.Store.Writes.ShouldBe(0);
        (await Call.GetAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Initiated_CannotBeStored_IsNotAnsweredAndTheProviderHearsOfIt()
    {
        World.Store.FailNextWrites(1);
        var initiated = Words.Heard(InboundCallEventKind.Initiated);
        await Should.ThrowAsync<Exception>(() => Call.OnEventAsync(initiated));
        World.Telephony.Commands.ShouldBeEmpty();

        await Call.OnEventAsync(initiated);

        await World.Telephony.WaitForAsync<AnswerCall>(1);
    }

    [Fact]
    public async Task Join_DialsAndBringsTheDispatcherToTheCaller()
    {
        World.Telephony.Answer = static command => TelephonyResult.Accepted(command is Dial ? "v3:dispatcher" : "conf-1");
        await AnsweredAsync();
        (await Call.JoinAsync(new JoinCall("ada", World.Dispatcher))).ShouldBe(CallActionResult.Done);
        var dial = (await World.Telephony.WaitForAsync<Dial>(1)).Single();
        dial.To.ShouldBe(World.Dispatcher);
        CallLegState.TryParse(dial.ClientState, out var leg).ShouldBeTrue();

        await Call.OnEventAsync(Words.Heard(InboundCallEventKind.Answered, legId: leg.LegId, leg: "v3:dispatcher"));

        (await World.Telephony.WaitForAsync<CreateConference>(1)).Single().CallControlId.ShouldBe(CallStory.Leg);
        (await World.Telephony.WaitForAsync<JoinConference>(1)).Single().CallControlId.ShouldBe("v3:dispatcher");
    }

    [Fact]
    public async Task Lists_ShowLiveAndEndedCalls()
    {
        await AnsweredAsync();
        var directory = Cluster.Grains.GetGrain<ICallDirectoryGrain>(0);
        (await directory.LiveAsync()).ShouldHaveSingleItem().Status.ShouldBe(CallStatus.Active);
        await HangUpAsync();
        await PacketAsync();

        (await directory.LiveAsync()).ShouldHaveSingleItem().Status.ShouldBe(CallStatus.Ended);
        World.Clock.Advance(TimeSpan.FromMinutes(6));
        (await directory.LiveAsync()).ShouldBeEmpty();
        (await directory.ListAsync(new CallQuery(null, 10, null))).Calls.ShouldHaveSingleItem().HasPacket.ShouldBeTrue();
    }
}
