namespace FleetActors.Telephony;

public sealed class OutboundGrainTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Enqueue_Command_IsExecutedAndItsOwnerTold()
    {
        await using var world = await OutboundWorld.StartAsync();
        var request = Requests.Dial("d");

        (await world.Grain.EnqueueAsync(request)).ShouldBeTrue();
        await world.Results.WaitAsync();

        world.Telephony.Executed.ShouldBe([request.Command]);
        var (told, sent) = world.Results.Told.ShouldHaveSingleItem();
        told.ShouldBe(request);
        sent.ShouldBe(new SentCommand(TelephonyResult.Accepted(request.Command.CommandId.ToString()), world.Clock.Now));
    }

    [Fact]
    public async Task Enqueue_AboveTheRate_LeavesWhenItsTimeComesMostSevereFirst()
    {
        await using var world = await OutboundWorld.StartAsync(new OutboundOptions { DialsPerSecond = 1, DialBurst = 1 });
        await world.Grain.EnqueueAsync(Requests.Dial("first"));
        await world.Results.WaitAsync();
        await world.Grain.EnqueueAsync(Requests.Dial("low", urgency: 2));
        await world.Grain.EnqueueAsync(Requests.Dial("critical", urgency: 0));
        world.Telephony.Executed.Length.ShouldBe(1);

        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Results.WaitAsync();
        world.Clock.AdvanceToNext().ShouldBeTrue();
        await world.Results.WaitAsync();

        world.Results.Told.Select(t => t.Request.EffectId).ShouldBe(["first", "critical", "low"]);
        world.Results.Told[2].Sent.SentAt.ShouldBe(world.Results.Told[0].Sent.SentAt + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Enqueue_DialsStuck_CommandsOnCallsPass()
    {
        await using var world = await OutboundWorld.StartAsync(new OutboundOptions { MaxInFlight = 2 });
        var release = new TaskCompletionSource<TelephonyResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Telephony.Execute = (command, _) => command is Dial ? release.Task : Task.FromResult(TelephonyResult.Accepted(null));
        for (var i = 0; i < 5; i++)
        {
            await world.Grain.EnqueueAsync(Requests.Dial($"d{i}", urgency: 0));
        }

        await world.Grain.EnqueueAsync(Requests.Hangup("h", urgency: 2));
        await world.Results.WaitAsync();

        world.Results.Told.ShouldHaveSingleItem().Request.EffectId.ShouldBe("h");
        world.Telephony.Executed.OfType<Dial>().Count().ShouldBe(2);
        release.SetResult(TelephonyResult.Accepted("v3:1"));
        await world.Results.WaitAsync(5);
    }

    [Fact]
    public async Task Enqueue_TwiceWhileUnderWay_IsExecutedOnce()
    {
        await using var world = await OutboundWorld.StartAsync();
        var release = new TaskCompletionSource<TelephonyResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Telephony.Execute = (_, _) => release.Task;
        var request = Requests.Message("m");

        (await world.Grain.EnqueueAsync(request)).ShouldBeTrue();
        (await world.Grain.EnqueueAsync(request)).ShouldBeTrue();
        release.SetResult(TelephonyResult.Accepted("msg"));
        await world.Results.WaitAsync();

        world.Telephony.Executed.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Enqueue_FromWithinTheResult_IsExecutedAgain()
    {
        await using var world = await OutboundWorld.StartAsync();
        var request = Requests.Dial("d");
        world.Telephony.Execute = (_, _) => Task.FromResult(
            world.Telephony.Executed.Length == 1 ? TelephonyResult.Transient("90043", "busy") : TelephonyResult.Accepted("v3:1"));
        world.Results.Before = async (_, sent) =>
        {
            if (sent.Result.Outcome == TelephonyOutcome.Transient)
            {
                (await world.Grain.EnqueueAsync(request)).ShouldBeTrue();
            }
        };

        await world.Grain.EnqueueAsync(request);
        await world.Results.WaitAsync(2);

        world.Telephony.Executed.Length.ShouldBe(2);
        world.Results.Told.Select(t => t.Sent.Result.Outcome).ShouldBe([TelephonyOutcome.Transient, TelephonyOutcome.Accepted], ignoreOrder: true);
    }

    [Theory]
    [InlineData(TelephonyOutcome.Accepted, 1)]
    [InlineData(TelephonyOutcome.Transient, 2)]
    public async Task Enqueue_AfterItsOwnerCouldNotListen_RepeatsOnlyWhatDoesNoHarm(TelephonyOutcome outcome, int executions)
    {
        await using var world = await OutboundWorld.StartAsync();
        var refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var result = new TelephonyResult(outcome, "msg", null, "", null);
        world.Telephony.Execute = (_, _) => Task.FromResult(result);
        world.Results.Before = (_, _) =>
        {
            world.Results.Before = (_, _) => Task.CompletedTask;
            refused.SetResult();
            throw new InvalidOperationException("storage is away");
        };
        var request = Requests.Message("m");

        await world.Grain.EnqueueAsync(request);
        await refused.Task.WaitAsync(Patience);
        await world.Grain.EnqueueAsync(request);
        await world.Results.WaitAsync();

        world.Telephony.Executed.Length.ShouldBe(executions);
        world.Results.Told.ShouldHaveSingleItem().Sent.Result.ShouldBe(result);
    }

    [Fact]
    public async Task Withdraw_Queued_NeverLeaves()
    {
        await using var world = await OutboundWorld.StartAsync(new OutboundOptions { DialsPerSecond = 1, DialBurst = 1 });
        await world.Grain.EnqueueAsync(Requests.Dial("first"));
        await world.Grain.EnqueueAsync(Requests.Dial("second"));
        await world.Grain.EnqueueAsync(Requests.Dial("third"));
        await world.Results.WaitAsync();

        await world.Grain.WithdrawAsync("alrt-1", "second");
        await world.Grain.WithdrawAsync("alrt-1", "unknown");
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Results.WaitAsync();

        world.Results.Told.Select(t => t.Request.EffectId).ShouldBe(["first", "third"]);
    }

    [Fact]
    public async Task Enqueue_AfterTheProviderWishedAPause_WaitsForItsEnd()
    {
        await using var world = await OutboundWorld.StartAsync();
        world.Telephony.Execute = (_, _) => Task.FromResult(TelephonyResult.Transient("10011", "Too many requests", TimeSpan.FromSeconds(3)));
        await world.Grain.EnqueueAsync(Requests.Message("m1"));
        await world.Results.WaitAsync();
        world.Telephony.Execute = (_, _) => Task.FromResult(TelephonyResult.Accepted("msg"));

        await world.Grain.EnqueueAsync(Requests.Message("m2"));
        world.Clock.Advance(TimeSpan.FromSeconds(2.9));
        world.Telephony.Executed.Length.ShouldBe(1);
        world.Clock.Advance(TimeSpan.FromSeconds(0.1));
        await world.Results.WaitAsync();

        world.Results.Told[1].Sent.Result.ShouldBe(TelephonyResult.Accepted("msg"));
    }

    [Fact]
    public async Task Enqueue_AdapterThrows_LeavesTheOutcomeOpen()
    {
        await using var world = await OutboundWorld.StartAsync();
        world.Telephony.Execute = (_, _) => throw new InvalidOperationException("a fault");

        await world.Grain.EnqueueAsync(Requests.Dial("d"));
        await world.Results.WaitAsync();

        world.Results.Told.ShouldHaveSingleItem().Sent.Result.Outcome.ShouldBe(TelephonyOutcome.AnswerLost);
    }

    [Fact]
    public async Task Enqueue_Full_Refuses()
    {
        await using var world = await OutboundWorld.StartAsync(new OutboundOptions { MaxQueued = 1, DialBurst = 1 });
        (await world.Grain.EnqueueAsync(Requests.Dial("leaves"))).ShouldBeTrue();
        (await world.Grain.EnqueueAsync(Requests.Dial("waits"))).ShouldBeTrue();

        (await world.Grain.EnqueueAsync(Requests.Dial("refused"))).ShouldBeFalse();
        (await world.Grain.EnqueueAsync(Requests.Dial("waits"))).ShouldBeTrue();
    }

    [Fact]
    public async Task Enqueue_ThousandsThatEndAtOnce_AllAreTold()
    {
        await using var world = await OutboundWorld.StartAsync(new OutboundOptions { MessagesPerSecond = 100_000, MessageBurst = 100_000, MaxInFlight = 1 });
        var release = new TaskCompletionSource<TelephonyResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Telephony.Execute = (_, _) => world.Telephony.Executed.Length == 1 ? release.Task : Task.FromResult(TelephonyResult.Accepted("msg"));
        for (var i = 0; i < 5000; i++)
        {
            (await world.Grain.EnqueueAsync(Requests.Message($"m{i}"))).ShouldBeTrue();
        }

        release.SetResult(TelephonyResult.Accepted("msg"));
        await world.Results.WaitAsync(5000);

        world.Telephony.Executed.Length.ShouldBe(5000);
    }

    [Fact]
    public async Task Stop_CommandUnderWay_BringsItsResultHome()
    {
        await using var world = await OutboundWorld.StartAsync();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource<TelephonyResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Telephony.Execute = (_, _) =>
        {
            entered.TrySetResult();
            return release.Task;
        };
        await world.Grain.EnqueueAsync(Requests.Message("m"));
        await entered.Task.WaitAsync(Patience);

        var stopping = world.StopAsync();
        release.SetResult(TelephonyResult.Accepted("msg"));
        await stopping.WaitAsync(Patience);

        world.Results.Told.ShouldHaveSingleItem().Sent.Result.ShouldBe(TelephonyResult.Accepted("msg"));
    }

    [Fact]
    public async Task Holds_FromTheQueueUntilTheOwnerHasHeard_IsTrue()
    {
        await using var world = await OutboundWorld.StartAsync();
        var release = new TaskCompletionSource<TelephonyResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var heldWhileTold = false;
        world.Telephony.Execute = (_, _) => release.Task;
        var request = Requests.Message("m");
        world.Results.Before = async (_, _) => heldWhileTold = await world.Grain.HoldsAsync(request.OwnerId, request.EffectId);

        (await world.Grain.HoldsAsync(request.OwnerId, request.EffectId)).ShouldBeFalse();
        await world.Grain.EnqueueAsync(request);
        (await world.Grain.HoldsAsync(request.OwnerId, request.EffectId)).ShouldBeTrue();
        release.SetResult(TelephonyResult.Accepted("msg"));
        await world.Results.WaitAsync();

        heldWhileTold.ShouldBeTrue();
        while (await world.Grain.HoldsAsync(request.OwnerId, request.EffectId))
        {
            await Task.Yield();
        }
    }
}
