using FleetActors.Cluster;
using FleetActors.Telephony;

namespace FleetActors.Calls;

/// <summary>A server that ends in the middle of a call.</summary>
public sealed class CallRestartTests : CallInSilo
{
    [Fact]
    public async Task Restart_TheHangupComesBeforeTheSoundThatWaited_TheSoundIsStillTaken()
    {
        await StreamingAsync("stream-1");
        var place = await HearAsync("stream-1", from: 1, frames: 50);
        var token = Token();
        await RestartAsync();

        await HangUpAsync(wait: 2);

        World.Store.Calls().Single().Packet.ShouldBeNull("what the front still has is waited for");
        (await Call.OpenStreamAsync(new StreamStart("stream-2", token, CallStory.Leg, Pcmu))).ShouldBe(StreamOpening.Ended);
        await OpenAsync("stream-1", place, token);
        await HearAsync("stream-1", from: 51, frames: 50);
        await Call.CloseStreamAsync(new StreamClose("stream-1", "stop", 0));

        (await PacketAsync()).HasRecording.ShouldBeTrue();
        World.Recordings.Of(Id).Count.ShouldBe(2 * 8000);
        World.Recordings.Of(Id).ShouldAllBe(sample => sample != 0);
    }

    [Fact]
    public async Task Restart_TheHangupComesAndNoSoundAnyMore_ThePacketIsMadeAfterAWhile()
    {
        await StreamingAsync("stream-1");
        await Call.AcceptAudioAsync(Tone("stream-1", from: 1, frames: 50));
        await RestartAsync();
        await HangUpAsync(wait: 2);

        World.Clock.Advance(TimeSpan.FromSeconds(8));

        (await PacketAsync()).HasRecording.ShouldBeTrue();
    }

    [Fact]
    public async Task Restart_OfACallThatHasEndedAndIsLookedAt_LeavesItsRecordingAlone()
    {
        await StreamingAsync("stream-1");
        await HearAsync("stream-1", from: 1, frames: 50);
        await HangUpAsync();
        await PacketAsync();
        await RestartAsync();
        var opened = World.Recordings.Opened;
        World.Recordings.CutOff(Id, 0);

        (await Call.GetAsync())!.HasRecording.ShouldBeTrue();
        await RestartAsync();

        World.Recordings.Opened.ShouldBe(opened, "nobody has anything to write");
        World.Recordings.Of(Id).ShouldBeEmpty("or silence would pass for the recording");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restart_BeforeTheStreamOrItsLastSoundIsBack_LeavesRoomForIt(bool streamIsBack)
    {
        await StreamingAsync("stream-1");
        var place = await HearAsync("stream-1", from: 1, frames: 50);
        await HearAsync("stream-1", from: 51, frames: 50);
        var token = Token();
        await RestartAsync();
        World.Recordings.CutOff(Id, 8000);

        (await Call.GetAsync())!.HasRecording.ShouldBeTrue();
        if (streamIsBack)
        {
            await OpenAsync("stream-1", place, token);
        }

        await RestartAsync();
        await OpenAsync("stream-1", place, token);
        await HearAsync("stream-1", from: 51, frames: 100);
        await HangUpAsync();

        (await PacketAsync()).Missing.ShouldNotContain(line => line.Contains("the recording", StringComparison.Ordinal));
        World.Recordings.Of(Id).Count.ShouldBe(3 * 8000);
        World.Recordings.Of(Id).ShouldAllBe(sample => sample != 0);
    }

    [Fact]
    public async Task Restart_WithTheAnswerOwed_AnswersWithAnotherTokenUnderTheSameIdentity()
    {
        World.Telephony.Answer = static _ => TelephonyResult.Transient("503", "away");
        await EventAsync(InboundCallEventKind.Initiated);
        var first = (await World.Telephony.WaitForAsync<AnswerCall>(1))[0];
        World.Telephony.Answer = null;

        await RestartAsync();
        await UntilAsync("the answer is sent again", () =>
        {
            World.Clock.Advance(TimeSpan.FromSeconds(1));
            return World.Telephony.Commands.OfType<AnswerCall>().Count() > 1;
        });

        var second = World.Telephony.Commands.OfType<AnswerCall>().Last();
        second.CommandId.ShouldBe(first.CommandId);
        second.Stream!.Url.ShouldNotBe(first.Stream!.Url);
        (await Call.CheckTokenAsync(second.Stream.Url.Split("token=")[1])).ShouldBe(StreamOpening.Welcome);
        (await Call.CheckTokenAsync(first.Stream.Url.Split("token=")[1])).ShouldBe(StreamOpening.Welcome, "the first may have arrived");
    }

    [Fact]
    public async Task Restart_BetweenHangupAndPacket_MakesThePacketOnce()
    {
        World.Transcriber.IsEnabled = true;
        await StreamingAsync("stream-1");
        await Call.AcceptAudioAsync(Tone("stream-1", from: 1, frames: 50));
        await EventAsync(InboundCallEventKind.Hangup, "normal_clearing");
        World.Store.Calls().Single().Packet.ShouldBeNull("the last sound is waited for");

        await RestartAsync();
        World.Clock.Advance(TimeSpan.FromSeconds(11));

        (await PacketAsync()).HasRecording.ShouldBeTrue();
        (await Queue.ListAsync(true)).Length.ShouldBe(1);
    }
}
