using System.Text;
using FleetActors.Alerts;
using FleetActors.Calls;

namespace FleetActors.Webhooks;

public sealed class InboundCallsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private static (string CallId, InboundCallEvent Event)? Read(string body, bool assumesIncoming = false) =>
        InboundCalls.Read(TelnyxEvent.Parse(Encoding.UTF8.GetBytes(body)), assumesIncoming, Now);

    private static string Event(string type, string payload) => $$$"""{"data":{"event_type":"{{{type}}}","id":"e1","payload":{{{payload}}}}}""";

    private static string State(object state) => Convert.ToBase64String(Encoding.UTF8.GetBytes(state.ToString()!));

    [Fact]
    public void Read_IncomingCall_IsAnnounced()
    {
        var read = Read(Event(
            "call.initiated",
            """{"call_control_id":"v3:x","call_session_id":"s-1","direction":"incoming","from":"+15551234567","to":"+15550100100","start_time":"2026-01-05T07:59:31.123456Z"}"""));

        read!.Value.CallId.ShouldBe("s-1");
        var e = read.Value.Event;
        (e.Kind, e.From, e.To, e.CallControlId, e.LegId).ShouldBe((InboundCallEventKind.Initiated, "+15551234567", "+15550100100", "v3:x", null));
        e.StartedAt.ShouldBe(new DateTimeOffset(2026, 1, 5, 7, 59, 31, TimeSpan.Zero).AddMicroseconds(123456));
    }

    [Theory]
    [InlineData("outgoing", false, false)]
    [InlineData("outgoing", true, false)]
    [InlineData("incoming", false, true)]
    [InlineData(null, true, true)]
    [InlineData(null, false, false)]
    [InlineData("sideways", true, false)]
    public void Read_Initiated_OnlyIncomingCallsAreOurs(string? direction, bool assumesIncoming, bool isOurs)
    {
        var member = direction is null ? "" : $"\"direction\":\"{direction}\",";

        (Read(Event("call.initiated", $$"""{{{member}}"call_control_id":"v3:x","call_session_id":"s-1"}"""), assumesIncoming) is not null).ShouldBe(isOurs);
    }

    [Fact]
    public void Read_ClientState_NamesCallAndLeg()
    {
        Read(Event("call.answered", $$"""{"call_session_id":"other","client_state":"{{State(new CallLegState("s-1", "d2"))}}"}"""))!.Value
            .ShouldSatisfyAllConditions(read => read.CallId.ShouldBe("s-1"), read => read.Event.LegId.ShouldBe("d2"));
        Read(Event("call.hangup", $$"""{"call_session_id":"s-1","client_state":"{{State(new CallLegState("s-1", null))}}","hangup_cause":"normal_clearing"}"""))!.Value
            .Event.Detail.ShouldBe("normal_clearing");
    }

    [Theory]
    [InlineData("fa1|alrt-01HZX|a1|1")]
    [InlineData("somebody else's")]
    public void Read_StateThatIsNotOurs_IsSomebodyElsesLeg(string state) =>
        Read(Event("call.hangup", $$"""{"call_session_id":"s-1","client_state":"{{State(state)}}"}""")).ShouldBeNull();

    [Fact]
    public void Read_Transcription_HasItsWords() =>
        Read(Event("call.transcription", """{"call_session_id":"s-1","transcription_data":{"transcript":"help","confidence":0.75,"is_final":true}}"""))!.Value
            .Event.Words.ShouldBe(new HeardWords("help", 0.75, true));

    [Theory]
    [InlineData("""{"call_session_id":"s-1","transcription_data":7}""")]
    [InlineData("""{"call_session_id":"s-1","transcription_data":{"transcript":["x"],"confidence":"high","is_final":"yes"}}""")]
    [InlineData("""{"call_session_id":"s-1"}""")]
    public void Read_TranscriptionOfAnotherShape_HasNone(string payload) => Read(Event("call.transcription", payload))!.Value.Event.Words.ShouldBeNull();

    [Fact]
    public void Read_StreamingFailed_SaysWhy() =>
        Read(Event("streaming.failed", """{"call_session_id":"s-1","failure_reason":"connection_failed"}"""))!.Value
            .ShouldSatisfyAllConditions(
                read => read.Event.Kind.ShouldBe(InboundCallEventKind.StreamingFailed), read => read.Event.Detail.ShouldBe("connection_failed"));

    [Fact]
    public void Read_RecordingSaved_HasItsAddress() =>
        Read(Event("call.recording.saved", """{"call_session_id":"s-1","recording_urls":{"wav":"https://x/y.wav","mp3":"https://x/y.mp3"}}"""))!.Value
            .Event.Address.ShouldBe("https://x/y.wav");

    [Theory]
    [InlineData("""{"call_control_id":"v3:x","direction":"incoming"}""")]
    [InlineData("""{"call_session_id":"a/b","direction":"incoming"}""")]
    [InlineData("""{"call_session_id":7,"direction":"incoming"}""")]
    [InlineData("[]")]
    public void Read_NoSessionToSpeakOf_IsNobodysCall(string payload) => Read(Event("call.initiated", payload), assumesIncoming: true).ShouldBeNull();

    [Theory]
    [InlineData("call.cost")]
    [InlineData("message.received")]
    [InlineData("")]
    public void Read_OtherEvents_ConcernNoCall(string type) => Read(Event(type, """{"call_session_id":"s-1"}""")).ShouldBeNull();

    [Theory]
    [InlineData("call.hangup", null, "s-1")]
    [InlineData("call.hangup", "s-2", "s-2")]
    [InlineData("streaming.failed", "s-2", "s-2")]
    [InlineData("call.initiated", null, null)]
    [InlineData("call.answered", null, null)]
    [InlineData("call.answered", "s-2", null)]
    public void Read_LegOfADeviceCalledBack_IsItsCallsButForTheBeginning(string type, string? callId, string? expected)
    {
        var state = State(new CallbackState(AlertId.New(Now), "a1", callId));

        Read(Event(type, $$"""{"call_session_id":"s-1","direction":"outgoing","client_state":"{{state}}"}"""), assumesIncoming: true)?.CallId.ShouldBe(expected);
    }

    [Fact]
    public void Read_NeverTakesAnAlertsLeg()
    {
        var state = State(new LegState(AlertId.New(Now), "a1", 0));

        Read(Event("call.answered", $$"""{"call_session_id":"s-1","client_state":"{{state}}"}""")).ShouldBeNull();
    }
}
