using FleetActors.TestKit;
using FleetActors.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetActors.Telephony;

public sealed class EffectsUnderWayTests : IDisposable
{
    private const string Owner = "alrt-1";
    private const string Effect = "a1.call";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly OutboundRequest Request = Requests.Dial(Effect, alert: Owner);

    private readonly ManualClock _clock = new();
    private readonly ScriptedOutbound _outbound = new();
    private readonly EffectsUnderWay _effects;
    private int _wakes;

    public EffectsUnderWayTests() => _effects = new EffectsUnderWay(Owner, _outbound, new GrainClock(_clock), NullLogger.Instance, () =>
    {
        _wakes++;
        return Task.CompletedTask;
    });

    public void Dispose() => _effects.Dispose();

    [Fact]
    public void Has_OnItsWayForLongerThanPatience_IsLost()
    {
        var begun = _clock.Now;
        _effects.Has(Effect, Patience).ShouldBeFalse();
        _effects.Begin(Effect, isCommand: false);

        _clock.Advance(Patience - TimeSpan.FromSeconds(1));
        _effects.Has(Effect, Patience).ShouldBeTrue();
        _effects.DoubtSince(Effect).ShouldBeNull();
        _clock.Advance(TimeSpan.FromSeconds(1));

        _effects.Has(Effect, Patience).ShouldBeFalse();
        _effects.DoubtSince(Effect).ShouldBe(_clock.Now);
        _effects.FirstSent(Effect, owedAt: _clock.Now).ShouldBe(begun);
    }

    [Theory]
    [InlineData(true, 5, true)]
    [InlineData(true, 4.9, false)]
    [InlineData(false, 50, false)]
    public void Has_CommandOnItsWayForFiveSeconds_IsAskedFor(bool isCommand, double seconds, bool isAsked)
    {
        _effects.Begin(Effect, isCommand);
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        _effects.Has(Effect, Patience).ShouldBeTrue();

        _outbound.Asked.ShouldBe(isAsked ? 1 : 0);
    }

    [Fact]
    public void Asked_TheOutboundGrainHasIt_StaysOnItsWay()
    {
        _outbound.Holds = static () => Task.FromResult(true);
        _effects.Begin(Effect, isCommand: true);
        _clock.Advance(EffectsUnderWay.AskAfter);

        _effects.Has(Effect, Patience);

        _effects.Has(Effect, Patience).ShouldBeTrue();
        _outbound.Asked.ShouldBe(2, "each look asks, one at a time");
    }

    [Fact]
    public void Asked_TheOutboundGrainKnowsNothingOfIt_IsLostAndLookedAtInASecond()
    {
        _effects.Begin(Effect, isCommand: true);
        _clock.Advance(EffectsUnderWay.AskAfter);

        _effects.Has(Effect, Patience).ShouldBeTrue("the answer may still be on its way");

        _effects.Has(Effect, Patience).ShouldBeFalse();
        _effects.DoubtSince(Effect).ShouldBe(_clock.Now);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _wakes.ShouldBe(1);
    }

    [Fact]
    public void Asked_TheResultComesFirst_NothingIsLost()
    {
        var answer = new TaskCompletionSource<bool>();
        _outbound.Holds = () => answer.Task;
        _effects.Begin(Effect, isCommand: true);
        _clock.Advance(EffectsUnderWay.AskAfter);
        _effects.Has(Effect, Patience);

        _effects.Hold(Effect);
        answer.SetResult(false);

        _effects.Has(Effect, Patience).ShouldBeTrue("its result waits to be stored");
        _effects.DoubtSince(Effect).ShouldBeNull();
    }

    [Fact]
    public void Asked_TheOutboundGrainIsOutOfReach_IsAskedAgain()
    {
        _outbound.Holds = static () => Task.FromException<bool>(new TimeoutException());
        _effects.Begin(Effect, isCommand: true);
        _clock.Advance(EffectsUnderWay.AskAfter);
        _effects.Has(Effect, Patience);

        _outbound.Holds = static () => Task.FromResult(false);
        _effects.Has(Effect, Patience).ShouldBeTrue();

        _outbound.Asked.ShouldBe(2);
        _effects.Has(Effect, Patience).ShouldBeFalse();
    }

    [Fact]
    public void Resume_WhatWasOwed_MayHaveHappenedUntilItsResultIsStored()
    {
        var owedAt = _clock.Now.AddMinutes(-1);
        _effects.Resume([Effect]);

        (_effects.DoubtSince(Effect), _effects.FirstSent(Effect, owedAt)).ShouldBe((_clock.Now, owedAt));
        (_effects.DoubtSince("a2.sms"), _effects.FirstSent("a2.sms", owedAt)).ShouldBe((null, null));
        _effects.Returned(Effect);
        _effects.DoubtSince(Effect).ShouldBeNull();
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task HandOn_FromBefore_AsksFirst(bool isHeld, int handedOn)
    {
        _outbound.Holds = () => Task.FromResult(isHeld);
        _effects.Resume([Effect]);
        _effects.Begin(Effect, isCommand: true);

        await _effects.HandOnAsync(Request);

        (_outbound.Asked, _outbound.Queue.Count).ShouldBe((1, handedOn));
    }

    [Fact]
    public async Task HandOn_TheResultComesWithTheAnswer_IsNotHandedOn()
    {
        _effects.Resume([Effect]);
        _effects.Begin(Effect, isCommand: true);
        _outbound.Holds = () =>
        {
            _effects.Returned(Effect);
            return Task.FromResult(false);
        };

        await _effects.HandOnAsync(Request);

        _outbound.Queue.ShouldBeEmpty();
    }

    [Fact]
    public async Task HandOn_NewEffect_IsNotAskedFor()
    {
        _effects.Begin(Effect, isCommand: true);
        await _effects.HandOnAsync(Request);
        (_outbound.Asked, _outbound.Queue.Count).ShouldBe((0, 1));
    }

    [Fact]
    public async Task HandOn_CalledBackMeanwhile_IsNotHandedOn()
    {
        _effects.Begin(Effect, isCommand: true);
        await _effects.WithdrawAsync(Effect);

        await _effects.HandOnAsync(Request);

        _outbound.Queue.ShouldBeEmpty();
    }

    [Fact]
    public async Task HandOn_QueueIsFull_IsTriedAgainInASecondWithoutDoubt()
    {
        _outbound.IsFull = true;
        _effects.Begin(Effect, isCommand: true);

        await _effects.HandOnAsync(Request);

        _effects.Has(Effect, Patience).ShouldBeFalse();
        _effects.DoubtSince(Effect).ShouldBeNull();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _wakes.ShouldBe(1);
    }

    [Fact]
    public async Task Withdraw_Fails_IsCalledBackAgainWhenRepeated()
    {
        _effects.Begin(Effect, isCommand: true);
        await _effects.HandOnAsync(Request);
        _outbound.Withdraws = static () => Task.FromException(new TimeoutException());
        await Should.ThrowAsync<TimeoutException>(() => _effects.WithdrawAsync(Effect));
        _effects.Has(Effect, Patience).ShouldBeTrue("it may still leave");

        _outbound.Withdraws = null;
        await _effects.WithdrawAsync(Effect);

        _outbound.Queue.ShouldBeEmpty();
        _effects.Has(Effect, Patience).ShouldBeFalse();
    }

    [Fact]
    public async Task Withdraw_LostOnItsWay_IsCalledBackAllTheSame()
    {
        _effects.Begin(Effect, isCommand: true);
        await _effects.HandOnAsync(Request);
        _effects.Lose(Effect);

        await _effects.WithdrawAsync(Effect);

        _outbound.Queue.ShouldBeEmpty("the outbound grain may have had it");
    }

    [Fact]
    public async Task Withdraw_NeverSent_AsksNobody()
    {
        await _effects.WithdrawAsync(Effect);
        _outbound.Withdrawn.ShouldBe(0);
    }

    [Fact]
    public async Task Withdraw_NoAnswer_FailsInTwoSeconds()
    {
        _effects.Begin(Effect, isCommand: true);
        _outbound.Withdraws = static () => new TaskCompletionSource().Task;

        var withdrawing = _effects.WithdrawAsync(Effect);
        _clock.Advance(TimeSpan.FromSeconds(2));

        await Should.ThrowAsync<TimeoutException>(() => withdrawing);
    }

    [Fact]
    public void AskAt_IsFiveSecondsAfterTheFirstCommandAndEveryFiveSecondsThen()
    {
        _effects.AskAt().ShouldBeNull();
        _effects.Begin("work-up", isCommand: false);
        _effects.AskAt().ShouldBeNull();
        _effects.Begin(Effect, isCommand: true);
        _effects.AskAt().ShouldBe(_clock.Now + EffectsUnderWay.AskAfter);
        _clock.Advance(TimeSpan.FromSeconds(6));
        _effects.AskAt().ShouldBe(_clock.Now + TimeSpan.FromSeconds(5));
        _effects.Hold(Effect);
        _effects.AskAt().ShouldBeNull();
    }

    [Fact]
    public void SetTimer_WakesAtTheEarliest()
    {
        _effects.SetTimer(_clock.Now.AddSeconds(9), null, _clock.Now.AddSeconds(4));
        _clock.Advance(TimeSpan.FromSeconds(3.9));
        _wakes.ShouldBe(0);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        _wakes.ShouldBe(1);
    }

    [Fact]
    public void SetTimer_WhatIsDueIsOnItsWay_LooksAgainInFiveSeconds()
    {
        _effects.SetTimer(_clock.Now.AddSeconds(-1));
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        _wakes.ShouldBe(0);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        _wakes.ShouldBe(1);
    }

    private sealed class ScriptedOutbound : IOutboundGrain
    {
        public List<OutboundRequest> Queue { get; } = [];

        public Func<Task<bool>> Holds { get; set; } = static () => Task.FromResult(false);

        public Func<Task>? Withdraws { get; set; }

        public bool IsFull { get; set; }

        public int Asked { get; private set; }

        public int Withdrawn { get; private set; }

        public ValueTask<bool> EnqueueAsync(OutboundRequest request)
        {
            if (!IsFull)
            {
                Queue.Add(request);
            }

            return ValueTask.FromResult(!IsFull);
        }

        public async ValueTask WithdrawAsync(string ownerId, string effectId)
        {
            Withdrawn++;
            await (Withdraws?.Invoke() ?? Task.CompletedTask);
            Queue.RemoveAll(request => request.OwnerId == ownerId && request.EffectId == effectId);
        }

        public ValueTask<bool> HoldsAsync(string ownerId, string effectId)
        {
            ownerId.ShouldBe(Owner);
            effectId.ShouldBe(Effect);
            Asked++;
            return new ValueTask<bool>(Holds());
        }
    }
}
