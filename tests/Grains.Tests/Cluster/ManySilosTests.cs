using FleetActors.Alerts;
using FleetActors.Calls;
using FleetActors.Dispatch;
using FleetActors.Telephony;
using Orleans.TestingHost;
#if !STANDINS
using Orleans.Runtime.Placement;
#endif

namespace FleetActors.Cluster;

/// <summary>
/// Three silos of which one dies or is replaced: no page is lost, none comes twice, none after an acknowledge, and nobody is two. What happens here needs the real
/// packages. Dials are told apart by their identity, as the provider does.
/// </summary>
public sealed class ManySilosTests
{
    private const int Alerts = 60;
    internal const string Reason = "Several silos need the Orleans packages; the stand-in is one process.";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

#if STANDINS
    private const bool IsOneProcess = true;
#else
    private const bool IsOneProcess = false;
#endif

    [SkippableFact]
    public async Task SiloKilledWhileAlertsPage_EveryStepRunsOnceAndNoneAfterAnAcknowledge()
    {
        Skip.If(IsOneProcess, Reason);
        await using var cluster = await StartAsync();
        var ids = await OpenAsync(cluster, Alerts);
        await PagedAsync(cluster, ids, World.OnCall);
        var quiet = ids.Take(Alerts / 3).ToHashSet();
        foreach (var id in quiet)
        {
            (await cluster.Grains.GetGrain<IAlertGrain>(id).AcknowledgeAsync(new OperatorAction("ada", "api", null))).Outcome.ShouldBe(ActionOutcome.Done);
        }

        var victim = cluster.Mortals[0];
        (await HostedAsync(cluster, ids, victim)).ShouldBeGreaterThan(0, "or its death would show nothing");
        await WhileEveryoneWritesAsync(cluster, ids, () => cluster.KillAsync(victim));
        cluster.World.Clock.Advance(TimeSpan.FromSeconds(121));

        await PagedAsync(cluster, [.. ids.Where(id => !quiet.Contains(id))], World.Dispatcher);
        await EveryoneWakesAsync(cluster, ids);
        EachIsPagedOnce(cluster.World, ids, World.OnCall);
        EachIsPagedOnce(cluster.World, ids.Where(id => !quiet.Contains(id)), World.Dispatcher);
        Pages(cluster.World, World.Dispatcher).ShouldAllBe(page => !quiet.Contains(page.AlertId), "they were acknowledged");
        await EachHasOneOwnerAsync(cluster, ids);
        EachHadOneOwner(cluster.World);
    }

    [SkippableFact]
    public async Task SilosRestartedOneAfterAnother_AlertsGoOnAtTheirStep()
    {
        Skip.If(IsOneProcess, Reason);
        await using var cluster = await StartAsync();
        var ids = await OpenAsync(cluster, Alerts);
        await PagedAsync(cluster, ids, World.OnCall);

        foreach (var silo in cluster.Mortals)
        {
            await WhileEveryoneWritesAsync(cluster, ids, () => cluster.RestartAsync(silo));
            await EveryoneWakesAsync(cluster, ids);
            ids = [.. ids, .. await OpenAsync(cluster, 5)];
        }

        await PagedAsync(cluster, ids, World.OnCall);
        cluster.World.Clock.Advance(TimeSpan.FromSeconds(121));
        await PagedAsync(cluster, ids, World.Dispatcher);
        await EveryoneWakesAsync(cluster, ids);
        EachIsPagedOnce(cluster.World, ids, World.OnCall);
        EachIsPagedOnce(cluster.World, ids, World.Dispatcher);
        await EachHasOneOwnerAsync(cluster, ids);
        EachHadOneOwner(cluster.World);
    }

    [SkippableFact]
    public async Task SiloKilledInTheMiddleOfCalls_SoundGoesOnAtTheirNewPlace()
    {
        Skip.If(IsOneProcess, Reason);
        await using var cluster = await StartAsync();
        var ids = Enumerable.Range(0, 12).Select(number => $"call-{number}").ToList();
        var words = new CallStory();
        foreach (var id in ids)
        {
            await TellAsync(cluster, id, words.Heard(InboundCallEventKind.Initiated, leg: "v3:" + id));
        }

        await cluster.World.Telephony.WaitForAsync<AnswerCall>(ids.Count);
        var streams = cluster.World.Telephony.Commands.OfType<AnswerCall>()
            .Select(static answer => new Streamed(answer.CallControlId[3..], answer.Stream!.Url.Split("token=")[1])).ToDictionary(static streamed => streamed.CallId);
        foreach (var id in ids)
        {
            await TellAsync(cluster, id, words.Heard(InboundCallEventKind.Answered, leg: "v3:" + id));
            await HearAsync(cluster, streams[id], from: 1, frames: 100);
        }

        // What was heard is kept every five seconds.
        cluster.World.Clock.Advance(TimeSpan.FromSeconds(6));
        foreach (var id in ids)
        {
            await HearAsync(cluster, streams[id], from: 101, frames: 50);
        }

        await Task.WhenAll([cluster.KillAsync(cluster.Mortals[0]), .. ids.Select(id => HearAsync(cluster, streams[id], from: 151, frames: 50))]);
        foreach (var id in ids)
        {
            await TellAsync(cluster, id, words.Heard(InboundCallEventKind.Hangup, "normal_clearing", leg: "v3:" + id));
        }

        // What was on its way to the silo that died is asked for after a while.
        var last = cluster.World.Clock.Now.AddSeconds(60);
        await UntilAsync(cluster, "every call has its packet", async () =>
        {
            await Task.WhenAll(ids.Select(id => AskAsync(() => cluster.Grains.Call(id).WakeAsync())));
            if (cluster.World.Clock.Now < last)
            {
                cluster.World.Clock.Advance(Step);
            }

            return cluster.World.Store.Calls().All(call => call.Packet is not null && call.Owed.All(effect => effect.Kind != CallEffectKind.Queue));
        });
        foreach (var id in ids)
        {
            // What the dead silo took last has come once more, and what it had recorded of that is there once.
            var samples = cluster.World.Recordings.Of(id);
            samples.Count.ShouldBe(200 * 160, $"{id}: the recording of four seconds");
            samples.ShouldAllBe(sample => sample != 0, $"{id}: a hole in the recording");
            cluster.World.Store.Calls().Single(call => call.CallId == id).Heard.Signals.Samples.ShouldBe(200 * 160, $"{id}: what was heard");
        }

        var queued = await AskAsync(() => cluster.Grains.GetGrain<IDispatchQueueGrain>(IDispatchQueueGrain.DefaultQueue).ListAsync(withClosed: true));
        queued.Select(entry => entry.Ticket.CallId).Order().ShouldBe(ids.Order());
        EachHadOneOwner(cluster.World);
    }

#if !STANDINS
    [Fact]
    public async Task SiloKilledThatWasAnsweringCalls_AnotherAnswersThemSoon()
    {
        await using var cluster = await StartAsync();
        var victim = cluster.Mortals[0];
        var outbound = cluster.Grains.GetGrain<IOutboundGrain>(IOutboundGrain.DefaultAccount);
        RequestContext.Set(IPlacementDirector.PlacementHintKey, victim.SiloAddress);
        (await outbound.HoldsAsync("nobody", "nothing")).ShouldBeFalse();
        RequestContext.Clear();
        (await cluster.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(outbound)).ShouldBe(victim.SiloAddress);
        cluster.World.Telephony.Before = static _ => new TaskCompletionSource().Task;
        var ids = Enumerable.Range(0, 12).Select(number => $"call-{number}").ToList();
        var words = new CallStory();
        foreach (var id in ids)
        {
            await TellAsync(cluster, id, words.Heard(InboundCallEventKind.Initiated, leg: "v3:" + id));
        }

        await cluster.World.Telephony.WaitForAsync<AnswerCall>(ids.Count);
        cluster.World.Telephony.Before = null;
        await cluster.KillAsync(victim);
        var killedAt = cluster.World.Clock.Now;
        await UntilAsync(cluster, "every call is answered", async () =>
        {
            await Task.WhenAll(ids.Select(id => AskAsync(() => cluster.Grains.Call(id).GetAsync())));
            var isDone = Answers(cluster).All(static answers => answers.Count() == 2);
            if (!isDone && cluster.World.Clock.Now < killedAt.AddSeconds(10))
            {
                cluster.World.Clock.Advance(Step);
            }

            return isDone;
        });
        Answers(cluster).ShouldAllBe(answers => answers.Select(answer => answer.CommandId).Distinct().Count() == 1, "the provider answers once");

        static IEnumerable<IGrouping<string, AnswerCall>> Answers(FleetCluster cluster) => cluster.World.Telephony.Commands.OfType<AnswerCall>().GroupBy(static answer => answer.CallControlId);
    }
#endif

    private static Task<FleetCluster> StartAsync() => FleetCluster.StartAsync(
        new World
        {
            // The pace of the provider is not the matter here, and the clock stands still.
            Limits = static limits => (limits.DialsPerSecond, limits.DialBurst, limits.MessagesPerSecond, limits.MessageBurst) = (10_000, 10_000, 10_000, 10_000),
        },
        silos: 3);

    private static async Task<List<string>> OpenAsync(FleetCluster cluster, int count)
    {
        var ids = Enumerable.Range(0, count).Select(_ => AlertId.New(cluster.World.Clock.Now)).ToList();
        await Task.WhenAll(ids.Select(id => AskAsync(
            () => cluster.Grains.GetGrain<IAlertGrain>(id).OpenAsync(Story.Report(Severity.Medium) with { DedupKey = id }))));
        return ids;
    }

    /// <summary>Waits until each has texted and dialled that number and stored it, waking them as a sweep does; the clock goes on for those who have to ask again.</summary>
    private static async Task PagedAsync(FleetCluster cluster, List<string> ids, string number)
    {
        var wanted = ids.ToHashSet();
        var last = cluster.World.Clock.Now.AddSeconds(60);
        var reported = new HashSet<string>();
        await UntilAsync(cluster, $"{number} is paged for {ids.Count} alerts", async () =>
        {
            await EveryoneWakesAsync(cluster, ids);
            var isDone = cluster.World.Store.Alerts().Where(alert => wanted.Contains(alert.AlertId)).All(alert =>
                alert.Attempts.Count(attempt => attempt.Recipient.Number == number && attempt.SentAt is not null) == 2);
            if (!isDone && cluster.World.Clock.Now < last)
            {
                await ReportsArriveAsync(cluster, reported);
                cluster.World.Clock.Advance(Step);
            }

            return isDone;
        });
    }

    /// <summary>Tells of every text that it was delivered, as the provider does within the time in which a text that may have left is not sent again.</summary>
    private static async Task ReportsArriveAsync(FleetCluster cluster, HashSet<string> reported) => await Task.WhenAll(
        cluster.World.Telephony.Commands.OfType<SendMessage>().Select(text => text.Reference).Where(reported.Add).Select(reference => reference.Split('.', 2)).Select(
            parts => AskAsync(() => cluster.Grains.GetGrain<IAlertGrain>(parts[0]).OnMessageReportAsync(new MessageReport("report-" + parts[1], parts[1], null, "delivered", null)))));

    /// <summary>Something happens to a silo while every alert is asked to write something down again and again, as often as it can.</summary>
    private static async Task WhileEveryoneWritesAsync(FleetCluster cluster, List<string> ids, Func<Task> happens)
    {
        var isOver = false;
        var writing = ids.Select(async id =>
        {
            while (!Volatile.Read(ref isOver))
            {
                await AskAsync(() => cluster.Grains.GetGrain<IAlertGrain>(id).AddNoteAsync(new OperatorAction("ada", "api", "Still there.")));
            }
        }).ToList();
        try
        {
            await happens();
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            await Task.WhenAll(writing);
        }
    }

    private static async Task EveryoneWakesAsync(FleetCluster cluster, IEnumerable<string> ids) =>
        await Task.WhenAll(ids.Select(id => AskAsync(() => cluster.Grains.GetGrain<IAlertGrain>(id).WakeAsync())));

    private static void EachIsPagedOnce(World world, IEnumerable<string> ids, string number)
    {
        var pages = Pages(world, number).ToLookup(page => page.AlertId, page => page.Identity);
        foreach (var id in ids)
        {
            pages[id].Distinct().Count().ShouldBe(2, $"{id}: a text and a call to {number}, saw {string.Join(", ", pages[id])}");
            pages[id].Count(identity => identity.StartsWith("text", StringComparison.Ordinal)).ShouldBe(1, $"{id}: texts to {number}");
        }
    }

    private static IEnumerable<(string AlertId, string Identity)> Pages(World world, string number) => world.Telephony.Commands.Select(command => command switch
    {
        SendMessage text when text.To == number => (text.Reference.Split('.')[0], $"text {text.Reference}"),
        Dial dial when dial.To == number && LegState.TryParse(dial.ClientState, out var leg) => (leg.AlertId, $"call {dial.CommandId}"),
        _ => ("", ""),
    }).Where(page => page.Item1.Length > 0);

    private static async Task TellAsync(FleetCluster cluster, string callId, InboundCallEvent inboundEvent) =>
        await AskAsync(() => cluster.Grains.Call(callId).OnEventAsync(inboundEvent with { OccurredAt = cluster.World.Clock.Now }));

    /// <summary>Hands sound over as a media socket does: until it is taken, and where the call has forgotten the stream, from where it stood with all that came since.</summary>
    private static async Task HearAsync(FleetCluster cluster, Streamed streamed, long from, int frames)
    {
        var call = cluster.Grains.Call(streamed.CallId);
        var pieces = new Queue<AudioBatch>(Enumerable.Range(0, frames).Select(n => from + n).Chunk(10)
            .Select(static piece => new AudioBatch("stream-1", [.. piece.Select(static chunk => new AudioFrame(chunk, chunk * 20, Loud))])));
        while (pieces.TryPeek(out var piece))
        {
            var reply = await AskAsync(() => call.AcceptAudioAsync(piece).AsTask());
            if (reply.Accepted)
            {
                streamed.Taken.Add((streamed.Place!, pieces.Dequeue()));
                streamed.Place = reply.Place;
                continue;
            }

            reply.ShouldBe(AudioReply.UnknownStream);
            var last = streamed.Taken.TakeLast(10).ToList();
            streamed.Place = last.Count > 0 ? last[0].Before : streamed.Place;
            pieces = new Queue<AudioBatch>([.. last.Select(static taken => taken.Batch), .. pieces]);
            streamed.Taken.Clear();
            var start = new StreamStart("stream-1", streamed.Token, "v3:" + streamed.CallId, new AudioFormat(AudioEncoding.Pcmu, 8000, 1), streamed.Place);
            var opening = await AskAsync(() => call.OpenStreamAsync(start));
            opening.Accepted.ShouldBeTrue();
            streamed.Place = opening.Place;
        }
    }

    /// <summary>A media socket's end of a stream.</summary>
    private sealed record Streamed(string CallId, string Token)
    {
        public SoundPlace? Place { get; set; }

        public List<(SoundPlace Before, AudioBatch Batch)> Taken { get; } = [];
    }

    private static byte[] Loud { get; } = [.. Enumerable.Range(0, 160).Select(i => i % 8 < 4 ? (byte)0x10 : (byte)0x90)];

    /// <summary>Asks as a client does: a call that failed because a silo died is made again.</summary>
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask().WaitAsync(TimeSpan.FromSeconds(3));
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException or OperationCanceledException && TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                await Task.Yield();
            }
        }
    }

    private static Task<bool> AskAsync(Func<Task> ask) => AskAsync(async () =>
    {
        await ask();
        return true;
    });

    private static async Task UntilAsync(FleetCluster cluster, string what, Func<Task<bool>> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"Waited in vain until {what}; {cluster.Silos.Count} silos run.");
            }
        }
    }

    private static void EachHadOneOwner(World world)
    {
        var (deeds, deaths) = world.Ledger.Read();
        var ruling = OwnershipJudge.Judge(deeds, deaths);
        ruling.Breaches.ShouldBeEmpty();
        ruling.HandOvers.ShouldBeGreaterThan(0, "or nobody had to hand anything over");
        deeds.ShouldContain(deed => deed.Kind == DeedKind.Write, "or the ledger saw no writes");
    }

#if STANDINS
    private static Task<int> HostedAsync(FleetCluster cluster, IEnumerable<string> ids, SiloHandle silo) => throw new NotSupportedException(Reason);

    private static Task EachHasOneOwnerAsync(FleetCluster cluster, List<string> ids) => throw new NotSupportedException(Reason);
#else
    private static async Task<int> HostedAsync(FleetCluster cluster, IEnumerable<string> ids, SiloHandle silo)
    {
        var management = cluster.Grains.GetGrain<IManagementGrain>(0);
        var hosts = await Task.WhenAll(ids.Select(async id => await management.GetActivationAddress(cluster.Grains.GetGrain<IAlertGrain>(id))));
        return hosts.Count(host => host is not null && host.Equals(silo.SiloAddress));
    }

    private static async Task EachHasOneOwnerAsync(FleetCluster cluster, List<string> ids)
    {
        var all = await AskAsync(() => cluster.Grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics());
        var owners = all.Select(one => one.GrainId.Key.ToString() ?? "").Where(ids.Contains).GroupBy(id => id).ToDictionary(group => group.Key, group => group.Count());
        owners.Keys.Order().ShouldBe(ids.Order());
        owners.Values.ShouldAllBe(count => count == 1);
    }
#endif
}
