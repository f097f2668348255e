using FleetActors.Calls;

namespace FleetActors.Dispatch;

public sealed class DispatchDeciderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static QueueTicket Ticket(string id, RiskLevel level, double score, int minutesAgo = 0) => new(
        id, "\u2022567", ServiceCategory.Ems, [ServiceCategory.Ems], [], level, score, (int)(score * 1000), "Somebody is hurt.", Now.AddMinutes(-minutesAgo));

    private static DispatchState Three() => DispatchDecider.Add(
        DispatchDecider.Add(DispatchDecider.Add(new DispatchState(), Ticket("low", RiskLevel.Low, 0.1)), Ticket("critical", RiskLevel.Critical, 0.95)),
        Ticket("medium", RiskLevel.Medium, 0.4));

    [Fact]
    public void List_MostUrgentFirstWithItsPlace() =>
        DispatchDecider.List(Three(), Now, false).Select(entry => (entry.Ticket.CallId, entry.Priority, entry.Status))
            .ShouldBe([("critical", 1, PacketStatus.Open), ("medium", 2, PacketStatus.Open), ("low", 3, PacketStatus.Open)]);

    [Fact]
    public void Add_Again_ChangesNothing()
    {
        var state = Three();

        DispatchDecider.Add(state, Ticket("low", RiskLevel.Critical, 1)).ShouldBeSameAs(state);
    }

    [Fact]
    public void Claim_TheFirstHasIt()
    {
        var (claimed, first) = DispatchDecider.Claim(Three(), "critical", "ada", Now);
        var (again, repeat) = DispatchDecider.Claim(claimed, "critical", "ada", Now.AddSeconds(1));
        var (_, second) = DispatchDecider.Claim(claimed, "critical", "bob", Now);

        (first, repeat).ShouldBe((CallActionResult.Done, CallActionResult.Done));
        again.ShouldBeSameAs(claimed);
        second.ShouldBe(CallActionResult.Refused("ada has it"));
        DispatchDecider.Claim(Three(), "nobody", "ada", Now).Result.ShouldBe(CallActionResult.NotFound);
    }

    [Fact]
    public void Close_LeavesTheOrderAndIsFinal()
    {
        var (state, result) = DispatchDecider.Close(Three(), new CloseEntry("critical", "ada", PacketStatus.Resolved, "ambulance sent"), Now);
        result.ShouldBe(CallActionResult.Done);
        DispatchDecider.List(state, Now, false).Select(entry => (entry.Ticket.CallId, entry.Priority)).ShouldBe([("medium", 1), ("low", 2)]);
        var closed = DispatchDecider.List(state, Now, true)[^1];
        (closed.Ticket.CallId, closed.Priority, closed.Status, closed.Outcome, closed.Closed!.By).ShouldBe(("critical", 0, PacketStatus.Resolved, "ambulance sent", "ada"));

        DispatchDecider.Close(state, new CloseEntry("critical", "bob", PacketStatus.Resolved, null), Now).Result.ShouldBe(CallActionResult.Done);
        DispatchDecider.Close(state, new CloseEntry("critical", "bob", PacketStatus.Cancelled, null), Now).Result.Outcome.ShouldBe(CallActionOutcome.Refused);
        DispatchDecider.Close(state, new CloseEntry("medium", "bob", PacketStatus.Open, null), Now).Result.Outcome.ShouldBe(CallActionOutcome.Refused);
        DispatchDecider.Claim(state, "critical", "bob", Now).Result.ShouldBe(CallActionResult.Refused("ada has closed it"));
    }

    [Fact]
    public void Close_Many_KeepsTheLastTwoHundred()
    {
        var state = new DispatchState();
        for (var n = 0; n < 250; n++)
        {
            state = DispatchDecider.Add(state, Ticket($"call-{n}", RiskLevel.Low, 0.1));
            state = DispatchDecider.Close(state, new CloseEntry($"call-{n}", "ada", PacketStatus.Resolved, null), Now.AddSeconds(n)).State;
        }

        state.Items.Length.ShouldBe(200);
        state.Find("call-49").ShouldBeNull();
        state.Find("call-50").ShouldNotBeNull();
    }
}
