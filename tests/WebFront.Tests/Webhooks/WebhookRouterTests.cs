using System.Text;
using FleetActors.Alerts;
using FleetActors.Calls;
using FleetActors.OnCall;
using FleetActors.Support;
using FleetActors.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetActors.Webhooks;

public sealed class WebhookRouterTests
{
    private readonly ManualClock _clock = new();
    private readonly FakeAlert _alert = FakeAlert.Create();
    private readonly FakePhone _phone = new("+15550100101");
    private readonly LateEvents _late;
    private readonly WebhookRouter _router;
    private readonly FakeCall _call = FakeCall.Create();
    private readonly string _alertId;

    public WebhookRouterTests()
    {
        _alertId = AlertId.New(_clock.Now);
        var grains = FakeGrains.Create()
            .With<IAlertGrain>(key => Equals(key, _alertId) ? _alert.Grain : throw new InvalidOperationException($"alert {key}"))
            .With<ICallGrain>(key => Equals(key, "call/s-1") ? _call.Grain : throw new InvalidOperationException($"call {key}"))
            .With<IPhoneGrain>(key => Equals(key, _phone.Number) ? _phone : throw new InvalidOperationException($"phone {key}"));
        _late = new LateEvents(_clock, NullLogger<LateEvents>.Instance);
        _router = new WebhookRouter(grains.Factory, _late, _clock, NullLogger<WebhookRouter>.Instance);
    }

    [Theory]
    [InlineData("call.answered", CallEventReply.Briefing, "briefing")]
    [InlineData("call.speak.ended", CallEventReply.Listening, "listening")]
    [InlineData("call.gather.ended", CallEventReply.EventReceived, "event_received")]
    [InlineData("call.hangup", CallEventReply.CallEnded, "call_ended")]
    [InlineData("call.hangup", CallEventReply.EventReceived, "call_ended")]
    public async Task RouteAsync_EventOfALeg_AnswersTheAlertsWord(string type, CallEventReply reply, string word)
    {
        _alert.OnEvent = _ => Task.FromResult(reply);
        (await _router.RouteAsync(Leg(type), null, default)).ShouldBe(word);
        _alert.Events.ShouldHaveSingleItem().AttemptId.ShouldBe("a1");
    }

    [Fact]
    public async Task RouteAsync_LegOfADevice_IsTheAlertsAndTheCalls()
    {
        (await _router.RouteAsync(Callback("call.answered"), null, default)).ShouldBe("event_received");
        _call.Events.ShouldBeEmpty("the alert opens the call");

        (await _router.RouteAsync(Callback("call.hangup"), null, default)).ShouldBe("call_ended");

        _alert.Events.Select(heard => heard.Kind).ShouldBe([CallEventKind.Answered, CallEventKind.Hangup]);
        _call.Events.ShouldHaveSingleItem().Kind.ShouldBe(InboundCallEventKind.Hangup);
    }

    [Fact]
    public async Task RouteAsync_AlertOfADevicesLegFails_TheCallHearsWhenTheProviderSendsAgain()
    {
        _alert.OnEvent = _ => throw new OrleansException("storage is away");
        await Should.ThrowAsync<OrleansException>(() => _router.RouteAsync(Callback("call.hangup"), null, default));
        _call.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task RouteAsync_HangupOfAnUnknownCall_EndsIt() =>
        (await _router.RouteAsync(TelnyxEvent.Parse("""{"data":{"event_type":"call.hangup","id":"e","payload":{}}}"""u8), null, default)).ShouldBe("call_ended");

    [Theory]
    [InlineData("""{"data":{"event_type":"call.initiated","id":"e","payload":{"direction":"incoming","call_control_id":"v3:x"}}}""")]
    [InlineData("""{"data":{"event_type":"call.answered","id":"e","payload":{"call_control_id":"v3:x"}}}""")]
    [InlineData("""{"data":{"event_type":"message.received","id":"e","payload":{"from":{"phone_number":"SHORTCODE"},"text":"x"}}}""")]
    [InlineData("""{"data":{"event_type":"message.received","id":"e","payload":{}}}""")]
    [InlineData("{}")]
    public async Task RouteAsync_EventNobodyAskedFor_IsReceived(string body)
    {
        (await _router.RouteAsync(TelnyxEvent.Parse(Encoding.UTF8.GetBytes(body)), null, default)).ShouldBe("event_received");
        _alert.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task RouteAsync_ReceivedText_GoesToTheSendersPhone()
    {
        var source = TelnyxEvent.Parse("""{"data":{"event_type":"message.received","id":"e7","payload":{"from":{"phone_number":"+15550100101"},"text":"ACK 417"}}}"""u8);
        (await _router.RouteAsync(source, null, default)).ShouldBe("event_received");
        _phone.Texts.ShouldHaveSingleItem().ShouldBe(("e7", "ACK 417"));
    }

    [Fact]
    public async Task RouteAsync_DeliveryReport_GoesToTheAlertOfTheReference()
    {
        var source = TelnyxEvent.Parse("""{"data":{"event_type":"message.finalized","id":"e8","payload":{"id":"m","to":[{"status":"delivered"}]}}}"""u8);
        (await _router.RouteAsync(source, _alertId + ".7", default)).ShouldBe("event_received");
        _alert.Reports.ShouldHaveSingleItem().ShouldBe(new MessageReport("e8", "7", "m", "delivered", null));
    }

    [Fact]
    public async Task RouteAsync_AlertDoesNotAnswerInTime_FailsSoThatTheProviderSendsAgain()
    {
        _alert.OnEvent = _ => new TaskCompletionSource<CallEventReply>().Task;
        var routing = _router.RouteAsync(Leg("call.answered"), null, default);
        _clock.Advance(TimeSpan.FromMilliseconds(1499));
        routing.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await Should.ThrowAsync<TimeoutException>(routing.WaitAsync(TimeSpan.FromSeconds(30)));
        _late.Count.ShouldBe(1);
    }

    [Fact]
    public async Task RouteAsync_SameEventWhileItIsTriedOn_IsNotHandedOverBesideAndHearsTheSameAnswer()
    {
        var answer = new TaskCompletionSource<CallEventReply>();
        _alert.OnEvent = _ => answer.Task;
        var first = _router.RouteAsync(Leg("call.answered"), null, default);
        _clock.Advance(TimeSpan.FromMilliseconds(1500));
        await Should.ThrowAsync<TimeoutException>(first.WaitAsync(TimeSpan.FromSeconds(30)));

        var second = _router.RouteAsync(Leg("call.answered"), null, default);
        _clock.Advance(TimeSpan.FromMilliseconds(1400));
        second.IsCompleted.ShouldBeFalse();
        _alert.Events.Count.ShouldBe(1);
        answer.SetResult(CallEventReply.Briefing);

        (await second.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe("briefing");
        _alert.Events.Count.ShouldBe(1);
    }

    [Fact]
    public async Task RouteAsync_SameEventFailsAgain_IsKeptOnce()
    {
        _alert.OnEvent = _ => new TaskCompletionSource<CallEventReply>().Task;
        for (var n = 0; n < 2; n++)
        {
            var routing = _router.RouteAsync(Leg("call.answered"), null, default);
            _clock.Advance(TimeSpan.FromMilliseconds(1500));
            await Should.ThrowAsync<TimeoutException>(routing.WaitAsync(TimeSpan.FromSeconds(30)));
        }

        _late.Count.ShouldBe(1);
        _alert.Events.Count.ShouldBe(1);
    }

    [Fact]
    public async Task RouteAsync_OtherEventWhileOneIsTriedOn_IsHandedOver()
    {
        _alert.OnEvent = _ => throw new OrleansException("storage is away");
        await Should.ThrowAsync<OrleansException>(() => _router.RouteAsync(Leg("call.answered"), null, default));

        await Should.ThrowAsync<OrleansException>(() => _router.RouteAsync(Leg("call.hangup") with { Id = "e2" }, null, default));

        (_late.Count, _alert.Events.Count).ShouldBe((2, 2));
    }

    [Fact]
    public async Task RouteAsync_AlertFails_PassesTheFailureOn()
    {
        _alert.OnEvent = _ => throw new OrleansException("storage is away");
        await Should.ThrowAsync<OrleansException>(() => _router.RouteAsync(Leg("call.answered"), null, default));
        _late.Count.ShouldBe(1);
    }

    [Fact]
    public async Task RouteAsync_FaultOfOurOwn_IsNotTriedAgain()
    {
        _alert.OnEvent = _ => throw new InvalidOperationException("a fault");
        await Should.ThrowAsync<InvalidOperationException>(() => _router.RouteAsync(Leg("call.answered"), null, default));
        _late.Count.ShouldBe(0);
    }

    private TelnyxEvent Callback(string type) =>
        Leg(type) with { ClientState = new CallbackState(_alertId, "a1", null).ToString(), CallSessionId = "s-1", CallControlId = "v3:leg" };

    private TelnyxEvent Leg(string type)
    {
        var state = Convert.ToBase64String(Encoding.UTF8.GetBytes(new LegState(_alertId, "a1", 1).ToString()));
        return TelnyxEvent.Parse(Encoding.UTF8.GetBytes($$$"""{"data":{"event_type":"{{{type}}}","id":"e1","payload":{"client_state":"{{{state}}}"} } }"""));
    }
}
