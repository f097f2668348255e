using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using FleetActors.Alerts;

namespace FleetActors.Support;

/// <summary>An alert that records what the front tells it and answers as the test says.</summary>
public class FakeAlert : DispatchProxy
{
    public ConcurrentQueue<CallEvent> Events { get; } = new();

    public ConcurrentQueue<MessageReport> Reports { get; } = new();

    public ConcurrentQueue<(string Method, OperatorAction Action, DateTimeOffset? Until)> Actions { get; } = new();

    public Func<CallEvent, Task<CallEventReply>> OnEvent { get; set; } = _ => Task.FromResult(CallEventReply.EventReceived);

    public Func<Task<AlertView?>> OnGet { get; set; } = () => Task.FromResult<AlertView?>(null);

    public Func<RaiseAlert, Task<RaiseResult>> OnOpen { get; set; } = _ => throw new NotSupportedException();

    public Func<ActionResult> OnAction { get; set; } = () => new ActionResult(ActionOutcome.Done, AlertStatus.Acknowledged, null);

    /// <summary>As the code under test sees it.</summary>
    public IAlertGrain Grain => (IAlertGrain)(object)this;

    public static FakeAlert Create() => (FakeAlert)(object)Create<IAlertGrain, FakeAlert>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => (targetMethod!.Name, args) switch
    {
        (nameof(IAlertGrain.OpenAsync), [RaiseAlert request]) => OnOpen(request),
        (nameof(IAlertGrain.GetAsync), _) => OnGet(),
        (nameof(IAlertGrain.PlanAsync), _) => Task.FromResult(ImmutableArray<PlannedPage>.Empty),
        (nameof(IAlertGrain.OnCallEventAsync), [CallEvent callEvent]) => Hear(callEvent),
        (nameof(IAlertGrain.OnMessageReportAsync), [MessageReport report]) => Hear(report),
        (var method, [OperatorAction action, DateTimeOffset until]) => Act(method, action, until),
        (var method, [OperatorAction action]) => Act(method, action, null),
        (var method, _) => throw new NotSupportedException($"The test's alert has no {method}."),
    };

    private Task<CallEventReply> Hear(CallEvent callEvent)
    {
        Events.Enqueue(callEvent);
        return OnEvent(callEvent);
    }

    private Task Hear(MessageReport report)
    {
        Reports.Enqueue(report);
        return Task.CompletedTask;
    }

    private Task<ActionResult> Act(string method, OperatorAction action, DateTimeOffset? until)
    {
        Actions.Enqueue((method, action, until));
        return Task.FromResult(OnAction());
    }
}
