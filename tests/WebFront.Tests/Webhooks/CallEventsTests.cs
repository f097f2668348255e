using System.Text;
using FleetActors.Alerts;

namespace FleetActors.Webhooks;

public sealed class CallEventsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly string Alert = AlertId.New(Now);

    [Theory]
    [InlineData("call.initiated", null, CallEventKind.Initiated, AnsweredBy.Unknown)]
    [InlineData("call.answered", null, CallEventKind.Answered, AnsweredBy.Unknown)]
    [InlineData("call.machine.detection.ended", "human", CallEventKind.MachineDetected, AnsweredBy.Human)]
    [InlineData("call.machine.detection.ended", "not_sure", CallEventKind.MachineDetected, AnsweredBy.Human)]
    [InlineData("call.machine.detection.ended", "machine", CallEventKind.MachineDetected, AnsweredBy.Machine)]
    [InlineData("call.machine.premium.detection.ended", "human_residence", CallEventKind.MachineDetected, AnsweredBy.Human)]
    [InlineData("call.machine.premium.detection.ended", "human_business", CallEventKind.MachineDetected, AnsweredBy.Human)]
    [InlineData("call.machine.premium.detection.ended", "fax_detected", CallEventKind.MachineDetected, AnsweredBy.Machine)]
    [InlineData("call.machine.premium.detection.ended", "silence", CallEventKind.MachineDetected, AnsweredBy.Unknown)]
    [InlineData("call.machine.greeting.ended", "beep_detected", CallEventKind.GreetingEnded, AnsweredBy.Machine)]
    [InlineData("call.machine.premium.greeting.ended", "no_beep_detected", CallEventKind.GreetingEnded, AnsweredBy.Machine)]
    [InlineData("call.speak.ended", "completed", CallEventKind.SpeakEnded, AnsweredBy.Unknown)]
    [InlineData("call.dtmf.received", null, CallEventKind.Digit, AnsweredBy.Unknown)]
    [InlineData("call.gather.ended", "valid", CallEventKind.GatherEnded, AnsweredBy.Unknown)]
    [InlineData("call.hangup", "user_busy", CallEventKind.Hangup, AnsweredBy.Unknown)]
    [InlineData("conference.participant.joined", null, CallEventKind.ConferenceJoined, AnsweredBy.Unknown)]
    [InlineData("conference.participant.left", null, CallEventKind.ConferenceLeft, AnsweredBy.Unknown)]
    [InlineData("conference.ended", "all_left", CallEventKind.ConferenceEnded, AnsweredBy.Unknown)]
    public void Read_EventOfALeg_IsTranslated(string type, string? detail, CallEventKind kind, AnsweredBy answeredBy)
    {
        var (alertId, read) = CallEvents.Read(Event(type, detail), Now).ShouldNotBeNull();
        alertId.ShouldBe(Alert);
        read.ShouldBe(new CallEvent("e1", kind, Now, "v3:leg", "a2", 3, null, detail, answeredBy, null));
    }

    [Theory]
    [InlineData("call.bridged")]
    [InlineData("call.cost")]
    [InlineData("streaming.started")]
    [InlineData("conference.created")]
    [InlineData("")]
    public void Read_EventThatChangesNothing_IsNobodys(string type) => CallEvents.Read(Event(type, null), Now).ShouldBeNull();

    [Fact]
    public void Read_LegOfSomebodyElse_IsNobodys()
    {
        CallEvents.Read(Event("call.answered", null) with { ClientState = null }, Now).ShouldBeNull();
        CallEvents.Read(Event("call.answered", null) with { ClientState = "another application" }, Now).ShouldBeNull();
    }

    [Fact]
    public void ReadCallback_LegOfADevice_NamesAlertAttemptAndCall()
    {
        var source = Event("call.answered", null) with { ClientState = new CallbackState(Alert, "a2", null).ToString(), CallSessionId = "s-1" };

        CallEvents.Read(source, Now).ShouldBeNull();
        var (alertId, read) = CallEvents.ReadCallback(source, Now).ShouldNotBeNull();
        alertId.ShouldBe(Alert);
        read.ShouldBe(new CallEvent("e1", CallEventKind.Answered, Now, "v3:leg", "a2", 0, null, null, AnsweredBy.Unknown, null, "s-1"));
        CallEvents.ReadCallback(source with { CallSessionId = "a/b" }, Now)!.Value.Event.CallId.ShouldBeNull();
        CallEvents.ReadCallback(source with { Type = "call.transcription" }, Now).ShouldBeNull("what is said concerns the call alone");
        CallEvents.ReadCallback(Event("call.answered", null), Now).ShouldBeNull();
    }

    [Theory]
    [InlineData("fb1|alrt-x|a1|")]
    [InlineData("fb1|a1|")]
    [InlineData("fb2|")]
    [InlineData("fb1||a1|")]
    public void ReadCallback_StateOfSomethingElse_IsNobodys(string state) =>
        CallEvents.ReadCallback(Event("call.answered", null) with { ClientState = state }, Now).ShouldBeNull();

    [Fact]
    public void ReadReport_WithReference_NamesAlertAndEffect()
    {
        var source = TelnyxEvent.Parse("""{"data":{"event_type":"message.finalized","id":"e1","payload":{"id":"m1","to":[{"status":"delivered"}]}}}"""u8);
        var (alertId, report) = CallEvents.ReadReport(source, Alert + ".sms-1.2").ShouldNotBeNull();
        alertId.ShouldBe(Alert);
        report.ShouldBe(new MessageReport("e1", "sms-1.2", "m1", "delivered", null));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".effect")]
    [InlineData("alrt-x.effect")]
    [InlineData("nothing")]
    public void ReadReport_WithoutOurReference_IsNobodys(string? reference)
    {
        var source = TelnyxEvent.Parse("""{"data":{"event_type":"message.sent","id":"e1","payload":{}}}"""u8);
        CallEvents.ReadReport(source, reference).ShouldBeNull();
        CallEvents.ReadReport(source, Alert + ".").ShouldBeNull();
    }

    private static TelnyxEvent Event(string type, string? detail)
    {
        var state = Convert.ToBase64String(Encoding.UTF8.GetBytes(new LegState(Alert, "a2", 3).ToString()));
        var extra = detail is null ? "" : type switch
        {
            "call.hangup" => $$""","hangup_cause":"{{detail}}" """,
            "conference.ended" => $$""","reason":"{{detail}}" """,
            _ when type.Contains("machine", StringComparison.Ordinal) => $$""","result":"{{detail}}" """,
            _ => $$""","status":"{{detail}}" """,
        };
        return TelnyxEvent.Parse(Encoding.UTF8.GetBytes(
            $$$"""{"data":{"event_type":"{{{type}}}","id":"e1","payload":{"call_control_id":"v3:leg","client_state":"{{{state}}}"{{{extra}}} } } }"""));
    }
}
