using FsCheck;
using FsCheck.Fluent;

namespace FleetActors.Telephony;

public sealed class OutboundQueueTests
{
    private readonly OutboundQueue _queue = new(1000);

    [Fact]
    public void Take_DifferentUrgencies_MostSevereFirstThenInOrder()
    {
        foreach (var (effect, urgency) in new[] { ("low1", 2), ("crit1", 0), ("med1", 1), ("crit2", 0), ("low2", 2), ("med2", 1) })
        {
            _queue.Add(Requests.Dial(effect, urgency)).ShouldBe(AddOutcome.Queued);
        }

        TakeAll(OutboundLane.Dial).ShouldBe(["crit1", "crit2", "med1", "med2", "low1", "low2"]);
    }

    [Fact]
    public void Take_SomebodyCallsForHelp_BeforeCriticalPages()
    {
        _queue.Add(Requests.Hangup("critical", 0));
        _queue.Add(Requests.Hangup("emergency", OutboundRequest.Emergency));

        TakeAll(OutboundLane.Control).ShouldBe(["emergency", "critical"]);
    }

    [Fact]
    public void Take_Lanes_DoNotMix()
    {
        _queue.Add(Requests.Dial("d"));
        _queue.Add(Requests.Message("m"));
        _queue.Add(Requests.Hangup("h"));

        (_queue.CountIn(OutboundLane.Dial), _queue.CountIn(OutboundLane.Message), _queue.CountIn(OutboundLane.Control)).ShouldBe((1, 1, 1));
        TakeAll(OutboundLane.Message).ShouldBe(["m"]);
        TakeAll(OutboundLane.Control).ShouldBe(["h"]);
        TakeAll(OutboundLane.Dial).ShouldBe(["d"]);
    }

    [Theory]
    [InlineData(-7, 9)]
    [InlineData(0, 2)]
    public void Take_UrgencyOutOfRange_CountsAsTheNearest(int first, int last)
    {
        _queue.Add(Requests.Dial("last", last));
        _queue.Add(Requests.Dial("first", first));

        TakeAll(OutboundLane.Dial).ShouldBe(["first", "last"]);
    }

    [Fact]
    public void Add_SameEffect_IsHeldOnceUntilComplete()
    {
        var request = Requests.Dial("d");
        _queue.Add(request).ShouldBe(AddOutcome.Queued);
        _queue.Add(request).ShouldBe(AddOutcome.HeldAlready);
        _queue.Take(OutboundLane.Dial).ShouldBe(request);
        _queue.Add(request).ShouldBe(AddOutcome.HeldAlready);
        _queue.Complete(request);
        _queue.Add(request).ShouldBe(AddOutcome.Queued);
        _queue.Count.ShouldBe(1);
    }

    [Fact]
    public void Add_SameEffectOfAnotherAlert_IsAnother()
    {
        _queue.Add(Requests.Dial("d", alert: "alrt-1")).ShouldBe(AddOutcome.Queued);
        _queue.Add(Requests.Dial("d", alert: "alrt-2")).ShouldBe(AddOutcome.Queued);
    }

    [Fact]
    public void Add_Full_Refuses()
    {
        var small = new OutboundQueue(2);
        small.Add(Requests.Dial("a"));
        small.Add(Requests.Message("b"));

        small.Add(Requests.Hangup("c")).ShouldBe(AddOutcome.Full);
        small.Take(OutboundLane.Dial);
        small.Add(Requests.Hangup("c")).ShouldBe(AddOutcome.Queued);
    }

    [Fact]
    public void Withdraw_Waiting_NeverLeaves()
    {
        _queue.Add(Requests.Dial("a"));
        _queue.Add(Requests.Dial("b"));

        _queue.Withdraw(new EffectKey("alrt-1", "a")).ShouldBeTrue();
        _queue.Withdraw(new EffectKey("alrt-1", "a")).ShouldBeFalse();
        _queue.Withdraw(new EffectKey("alrt-2", "b")).ShouldBeFalse();
        TakeAll(OutboundLane.Dial).ShouldBe(["b"]);
        _queue.Count.ShouldBe(0);
    }

    [Fact]
    public void Withdraw_UnderWay_IsTooLate()
    {
        var request = Requests.Dial("a");
        _queue.Add(request);
        _queue.Take(OutboundLane.Dial);

        _queue.Withdraw(EffectKey.Of(request)).ShouldBeFalse();
        _queue.Add(request).ShouldBe(AddOutcome.HeldAlready);
    }

    [Fact]
    public void Queue_AnyOperations_BehavesLikeASortedList() =>
        Prop.ForAll<(byte Operation, byte Effect)[]>(operations =>
        {
            var queue = new OutboundQueue(12);
            var model = new List<OutboundRequest>();
            var underWay = new List<OutboundRequest>();
            foreach (var (operation, effect) in operations)
            {
                var request = (effect % 3) switch
                {
                    0 => Requests.Dial($"e{effect % 30}", effect % 7 % 3),
                    1 => Requests.Message($"e{effect % 30}", effect % 7 % 3),
                    _ => Requests.Hangup($"e{effect % 30}", effect % 7 % 3),
                };
                switch (operation % 5)
                {
                    case 0 or 1:
                        var held = model.Concat(underWay).Any(r => r.EffectId == request.EffectId);
                        var expected = held ? AddOutcome.HeldAlready : model.Count >= 12 ? AddOutcome.Full : AddOutcome.Queued;
                        queue.Add(request).ShouldBe(expected);
                        if (expected == AddOutcome.Queued)
                        {
                            model.Add(request);
                        }

                        break;
                    case 2:
                        var lane = OutboundLanes.Of(request.Command);
                        var next = model.Where(r => OutboundLanes.Of(r.Command) == lane).OrderBy(r => r.Urgency).FirstOrDefault();
                        queue.Take(lane).ShouldBe(next);
                        if (next is not null)
                        {
                            model.Remove(next);
                            underWay.Add(next);
                        }

                        break;
                    case 3:
                        var waits = model.Find(r => r.EffectId == request.EffectId);
                        queue.Withdraw(EffectKey.Of(request)).ShouldBe(waits is not null);
                        model.Remove(waits!);
                        break;
                    default:
                        if (underWay.Count > 0)
                        {
                            queue.Complete(underWay[0]);
                            underWay.RemoveAt(0);
                        }

                        break;
                }

                queue.Count.ShouldBe(model.Count);
            }
        }).QuickCheckThrowOnFailure();

    private string[] TakeAll(OutboundLane lane)
    {
        var taken = new List<string>();
        while (_queue.Take(lane) is { } request)
        {
            taken.Add(request.EffectId);
        }

        return [.. taken];
    }
}
