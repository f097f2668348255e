namespace FleetActors.Telephony;

public sealed class OutboundScheduleTests
{
    private const long Second = 1000;
    private static readonly TelephonyResult Done = TelephonyResult.Accepted(null);

    [Fact]
    public void Next_DialsQueued_ControlNeverWaits()
    {
        var schedule = Schedule(new OutboundOptions { DialBurst = 1, MaxInFlight = 2 });
        for (var i = 0; i < 50; i++)
        {
            schedule.Add(Requests.Dial($"d{i}", urgency: 0));
        }

        schedule.Next(0)!.EffectId.ShouldBe("d0");
        schedule.Next(0).ShouldBeNull();
        schedule.Add(Requests.Hangup("h", urgency: 2));
        schedule.Next(0)!.EffectId.ShouldBe("h");
    }

    [Fact]
    public void Next_DialsAndMessages_HaveRatesOfTheirOwn()
    {
        var schedule = Schedule(new OutboundOptions { DialsPerSecond = 2, DialBurst = 1, MessagesPerSecond = 4, MessageBurst = 2 });
        for (var i = 0; i < 5; i++)
        {
            schedule.Add(Requests.Dial($"d{i}"));
            schedule.Add(Requests.Message($"m{i}"));
        }

        LeaveAt(schedule, 0).ShouldBe(["d0", "m0", "m1"]);
        schedule.WaitFor(0).ShouldBe(TimeSpan.FromSeconds(0.25));
        LeaveAt(schedule, 250).ShouldBe(["m2"]);
        LeaveAt(schedule, 500).ShouldBe(["d1", "m3"]);
        LeaveAt(schedule, 5000).ShouldBe(["d2", "m4"]);
    }

    [Fact]
    public void Next_LaneFullOfRequestsUnderWay_WaitsForTheirEnd()
    {
        var schedule = Schedule(new OutboundOptions { MaxInFlight = 1, DialBurst = 10 });
        schedule.Add(Requests.Dial("a"));
        schedule.Add(Requests.Dial("b"));

        var first = schedule.Next(0)!;
        schedule.Next(0).ShouldBeNull();
        schedule.WaitFor(0).ShouldBeNull();
        schedule.End(first, Done, 0);
        schedule.Next(0)!.EffectId.ShouldBe("b");
    }

    [Fact]
    public void End_ProviderWishesAPause_HoldsThatLaneOnly()
    {
        var schedule = Schedule(new OutboundOptions());
        schedule.Add(Requests.Dial("d1"));
        schedule.Add(Requests.Dial("d2"));
        schedule.End(schedule.Next(0)!, TelephonyResult.Transient("10011", "Too many requests", TimeSpan.FromSeconds(3)), 0);
        schedule.Add(Requests.Message("m"));
        schedule.Add(Requests.Hangup("h"));

        LeaveAt(schedule, 0).ShouldBe(["h", "m"]);
        schedule.WaitFor(0).ShouldBe(TimeSpan.FromSeconds(3));
        LeaveAt(schedule, (3 * Second) - 1).ShouldBeEmpty();
        LeaveAt(schedule, 3 * Second).ShouldBe(["d2"]);
    }

    [Fact]
    public void End_ShorterWishLater_DoesNotShortenThePause()
    {
        var schedule = Schedule(new OutboundOptions());
        schedule.Add(Requests.Dial("d1"));
        schedule.Add(Requests.Dial("d2"));
        var (one, two) = (schedule.Next(0)!, schedule.Next(0)!);
        schedule.End(one, TelephonyResult.Transient("10011", "", TimeSpan.FromSeconds(3)), 0);
        schedule.End(two, TelephonyResult.Transient("10011", "", TimeSpan.FromSeconds(1)), 0);
        schedule.Add(Requests.Dial("d3"));

        LeaveAt(schedule, 2 * Second).ShouldBeEmpty();
        LeaveAt(schedule, 3 * Second).ShouldBe(["d3"]);
    }

    [Fact]
    public void End_ProviderWishesTooMuch_PausesForTheSettingAtMost()
    {
        var schedule = Schedule(new OutboundOptions { MaxPause = TimeSpan.FromSeconds(5) });
        schedule.Add(Requests.Dial("d1"));
        schedule.End(schedule.Next(0)!, TelephonyResult.Transient("10011", "", TimeSpan.FromHours(1)), 0);
        schedule.Add(Requests.Dial("d2"));

        schedule.WaitFor(0).ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void WaitFor_NothingQueued_IsNull() => Schedule(new OutboundOptions()).WaitFor(0).ShouldBeNull();

    [Fact]
    public void Next_ManyDials_KeepRateAndSeverity()
    {
        var schedule = Schedule(new OutboundOptions { DialsPerSecond = 30, DialBurst = 10 });
        for (var i = 0; i < 3000; i++)
        {
            schedule.Add(Requests.Dial($"d{i}", i % 3)).ShouldBe(AddOutcome.Queued);
        }

        var left = new List<(long At, int Urgency)>();
        for (var now = 0L; schedule.Queued > 0; now += Math.Max(1, (long)Math.Ceiling(schedule.WaitFor(now)!.Value.TotalMilliseconds)))
        {
            while (schedule.Next(now) is { } request)
            {
                left.Add((now, request.Urgency));
                schedule.End(request, Done, now);
            }

            if (schedule.Queued == 0)
            {
                break;
            }
        }

        left.Select(l => l.Urgency).ShouldBe(left.Select(l => l.Urgency).Order());
        left[^1].At.ShouldBeInRange(99_000, 100_500);
    }

    private static OutboundSchedule Schedule(OutboundOptions options) => new(options, Second, 0);

    private static string[] LeaveAt(OutboundSchedule schedule, long now)
    {
        var left = new List<string>();
        while (schedule.Next(now) is { } request)
        {
            left.Add(request.EffectId);
        }

        return [.. left];
    }
}
