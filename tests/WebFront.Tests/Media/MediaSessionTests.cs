using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using FleetActors.Calls;
using FleetActors.Support;
using FleetActors.TestKit;

namespace FleetActors.Media;

public sealed class MediaSessionTests
{
    [Fact]
    public async Task Stream_StartMediaStop_ReachesTheCallWhole()
    {
        await using var server = await MediaServer.StartAsync();
        using var client = await server.StreamAsync();
        for (var chunk = 1; chunk <= 10; chunk++)
        {
            await client.MediaAsync(chunk);
        }

        await client.StopAsync();

        (await server.Call.ClosedAsync()).ShouldBe(new StreamClose("s-1", "stop", 0));
        var start = server.Call.Starts.ShouldHaveSingleItem();
        (start with { HeldBack = default }).ShouldBe(new StreamStart("s-1", FakeCall.Token, "v3:x", new AudioFormat(AudioEncoding.Pcmu, 8000, 1)));
        server.Call.Frames.Select(frame => frame.Chunk).ShouldBe(Enumerable.Range(1, 10).Select(chunk => (long)chunk));
        server.Call.Frames.ShouldAllBe(frame => frame.TimestampMs == frame.Chunk * 20 && frame.Payload.Length == 160 && frame.Payload[0] == frame.Chunk);
        server.Call.Batches.ShouldAllBe(batch => batch.StreamId == "s-1");
        server.Call.Batches.Count.ShouldBeLessThanOrEqualTo(3, "80 ms go in one piece, and the rest at the end");
    }

    [Fact]
    public async Task Stream_Greeting_IsNotAnswered()
    {
        await using var server = await MediaServer.StartAsync();
        using var client = await server.StreamAsync();
        await client.StopAsync();
        await server.Call.ClosedAsync();

        var stopping = server.StopAsync();

        (await client.ReceiveAsync()).ShouldBeNull("the first that the provider hears is the end");
        await client.CloseAsync();
        await stopping;
    }

    [Fact]
    public async Task Stream_Garbage_IsCountedAndSurvived()
    {
        await using var server = await MediaServer.StartAsync();
        using var client = await server.ConnectAsync();
        string[] garbage =
        [
            "", "hello", "{", "[]", "null", "{}", """{"event":"media"}""", """{"event":"media","media":{"payload":"%%%"}}""",
            """{"event":"media","media":{"payload":"AQID"}}""",
        ];
        foreach (var message in garbage)
        {
            await client.SendAsync(message);
        }

        await client.StartAsync();
        await client.SendAsync(new byte[] { 1, 2, 3 }, WebSocketMessageType.Binary);
        await client.SendAsync(new byte[] { 0xFF, 0xFE, 0x00 }, WebSocketMessageType.Binary);
        await client.MediaAsync(1, streamId: "somebody-else");
        await client.MediaAsync(1);
        await client.SendAsync("""{"event":"dtmf","dtmf":{"digit":"1"}}""");
        await client.SendAsync("""{"event":"mark","mark":{"name":"x"}}""");
        await client.SendAsync("""{"event":"something new"}""");
        await client.SendAsync("""{"event":"error","payload":{"code":100005,"title":"rate_limit_reached"}}""");
        await client.StopAsync("somebody-else");
        await client.MediaAsync(2);
        await client.StopAsync();

        (await server.Call.ClosedAsync()).GarbageFrames.ShouldBe(garbage.Length + 3, "media before the start is garbage too");
        server.Call.Frames.Select(frame => frame.Chunk).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Stream_MessageTooLongOrInPieces_IsPassedOverOrPutTogether()
    {
        await using var server = await MediaServer.StartAsync(new MediaLimits { MaxMessageBytes = 10_000 });
        using var client = await server.StreamAsync();
        var half = Encoding.UTF8.GetBytes($$$"""{"event":"media","media":{"chunk":"1","payload":"{{{Convert.ToBase64String(new byte[3000])}}}"}}""");
        await client.SendAsync(half[..1000], end: false);
        await client.SendAsync(half[1000..3000], end: false);
        await client.SendAsync(half[3000..]);
        for (var i = 0; i < 20; i++)
        {
            await client.SendAsync(new byte[5000], end: false);
        }

        await client.SendAsync(new byte[1]);
        await client.MediaAsync(2);
        await client.StopAsync();

        (await server.Call.ClosedAsync()).GarbageFrames.ShouldBe(1);
        server.Call.Frames.Select(frame => frame.Payload.Length).ShouldBe([3000, 160]);
    }

    [Fact]
    public async Task Stream_OutboundTrack_IsNotTheCaller()
    {
        await using var server = await MediaServer.StartAsync();
        using var client = await server.StreamAsync();
        await client.MediaAsync(1, track: "outbound");
        await client.MediaAsync(1);
        await client.StopAsync();

        (await server.Call.ClosedAsync()).GarbageFrames.ShouldBe(0);
        server.Call.Frames.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Stream_FramesWithoutNumbers_AreNumberedAsTheyCome()
    {
        await using var server = await MediaServer.StartAsync();
        using var client = await server.ConnectAsync();
        await client.SendAsync("""{"event":"start","start":{"media_format":{"encoding":"L16","sample_rate":"16000"}}}""");
        await client.SendAsync("""{"event":"media","media":{"payload":"AQI="}}""");
        await client.SendAsync("""{"event":"media","media":{"payload":"AwQ="}}""");
        await client.CloseAsync();

        var close = await server.Call.ClosedAsync();
        close.StreamId.ShouldStartWith("unnamed-");
        server.Call.Frames.Select(frame => frame.Chunk).ShouldBe([1, 2]);
        server.Call.Starts.Single().Format.ShouldBe(new AudioFormat(AudioEncoding.L16, 16000, 1));
    }

    [Fact]
    public async Task Start_Refused_ClosesTheSocketWithTheReason()
    {
        await using var server = await MediaServer.StartAsync();
        server.Call.OnOpen = _ => Task.FromResult(StreamOpening.UnsupportedFormat);
        using var client = await server.ConnectAsync();

        await client.StartAsync(encoding: "OPUS", rate: 48000);

        (await client.ReceiveAsync()).ShouldBeNull();
        client.Socket.CloseStatus.ShouldBe(WebSocketCloseStatus.PolicyViolation);
        client.Socket.CloseStatusDescription.ShouldBe("unsupported-format");
        server.Call.Starts.Single().Format.Encoding.ShouldBe(AudioEncoding.Unknown);
    }

    [Fact]
    public async Task Start_Again_EndsTheFirstStreamAndOpensTheNext()
    {
        await using var server = await MediaServer.StartAsync();
        using var client = await server.StreamAsync("s-1");
        await client.MediaAsync(1, "s-1");
        await client.StartAsync("s-2");
        await client.MediaAsync(1, "s-2");
        await client.StopAsync("s-2");

        (await server.Call.ClosedAsync()).ShouldBe(new StreamClose("s-1", "started again", 0));
        (await server.Call.ClosedAsync()).ShouldBe(new StreamClose("s-2", "stop", 0));
        server.Call.Batches.Select(batch => batch.StreamId).ShouldBe(["s-1", "s-2"]);
    }

    [Fact]
    public async Task Start_SilosAwayForAWhile_IsTriedUntilTheyAreBack()
    {
        await using var server = await MediaServer.StartAsync();
        var tries = 0;
        server.Call.OnOpen = _ => ++tries < 4 ? Task.FromException<StreamOpening>(new TimeoutException()) : Task.FromResult(StreamOpening.Welcome);
        using var client = await server.StreamAsync();
        await client.MediaAsync(1);
        await client.StopAsync();

        await server.Call.ClosedAsync();
        server.Call.Frames.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Audio_CallMovedToAnotherProcess_IsToldOfTheStreamAgainAndGetsTheSameFrames()
    {
        await using var server = await MediaServer.StartAsync();
        var replies = new Queue<Func<AudioReply>>([() => throw new TimeoutException(), () => AudioReply.UnknownStream, () => AudioReply.UnknownStream]);
        server.Call.OnAudio = _ => ValueTask.FromResult(replies.TryDequeue(out var reply) ? reply() : AudioReply.Taken);
        using var client = await server.StreamAsync();
        for (var chunk = 1; chunk <= 8; chunk++)
        {
            await client.MediaAsync(chunk);
        }

        await client.StopAsync();

        await server.Call.ClosedAsync();
        server.Call.Starts.Count.ShouldBe(3);
        server.Call.Frames.Select(frame => frame.Chunk).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
    }

    [Theory]
    [InlineData("superseded")]
    [InlineData("ended")]
    public async Task Audio_CallListensNoMore_ClosesTheSocketAndDoesNotOpenItAgain(string reason)
    {
        await using var server = await MediaServer.StartAsync();
        server.Call.OnAudio = _ => ValueTask.FromResult(new AudioReply(false, reason));
        using var client = await server.StreamAsync();
        for (var chunk = 1; chunk <= 4; chunk++)
        {
            await client.MediaAsync(chunk);
        }

        (await client.ReceiveAsync()).ShouldBeNull();
        client.Socket.CloseStatusDescription.ShouldBe(reason);
        server.Call.Starts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Audio_CallNeverAnswers_IsHandedOverAgainToWhereTheCallIsThen()
    {
        var limits = new MediaLimits { Attempt = TimeSpan.FromMilliseconds(50), Retry = TimeSpan.FromMilliseconds(1), MaxRetry = TimeSpan.FromMilliseconds(5) };
        await using var server = await MediaServer.StartAsync(limits);
        var deadSilo = new TaskCompletionSource<AudioReply>().Task;
        var replies = new ConcurrentQueue<Task<AudioReply>>([deadSilo, Task.FromResult(AudioReply.UnknownStream)]);
        server.Call.OnAudio = _ => new ValueTask<AudioReply>(replies.TryDequeue(out var reply) ? reply : Task.FromResult(AudioReply.Taken));
        using var client = await server.StreamAsync();
        for (var chunk = 1; chunk <= 4; chunk++)
        {
            await client.MediaAsync(chunk);
        }

        await client.StopAsync();
        await server.Call.ClosedAsync();

        server.Call.Starts.Count.ShouldBe(2, "the call was told of the stream at its new place");
        server.Call.Frames.Select(frame => frame.Chunk).ShouldBe([1, 2, 3, 4]);
    }

    /// <summary>A call that keeps its place, and forgets the stream once: what the dead process had taken last goes to the living one, from where it stood then.</summary>
    [Fact]
    public async Task Audio_CallMoved_GetsWhatWasTakenLastOnceMoreFromWhereTheStreamStood()
    {
        var limits = new MediaLimits { Recall = TimeSpan.FromMilliseconds(160), Retry = TimeSpan.FromMilliseconds(1), MaxRetry = TimeSpan.FromMilliseconds(5) };
        await using var server = await MediaServer.StartAsync(limits);
        var call = new PlacedCall(server.Call);
        using var client = await server.StreamAsync();
        for (var chunk = 1; chunk <= 12; chunk++)
        {
            await client.MediaAsync(chunk);
            if (chunk % 4 == 0)
            {
                await call.WhenNextIsAsync(chunk + 1);
            }
        }

        call.Forget();
        for (var chunk = 13; chunk <= 16; chunk++)
        {
            await client.MediaAsync(chunk);
        }

        await client.StopAsync();
        await server.Call.ClosedAsync();

        server.Call.Starts.Select(start => start.Place).ShouldBe([null, new SoundPlace(5, 640)]);
        server.Call.Frames.Select(frame => frame.Chunk).Skip(12).ShouldBe(Enumerable.Range(5, 12).Select(Convert.ToInt64));
    }

    [Fact]
    public async Task Audio_CallMovedAndItsAnswerToTheOpeningIsLost_StillGetsAllOfIt()
    {
        var limits = new MediaLimits { Attempt = TimeSpan.FromMilliseconds(500), Retry = TimeSpan.FromMilliseconds(1), MaxRetry = TimeSpan.FromMilliseconds(5) };
        await using var server = await MediaServer.StartAsync(limits);
        var call = new PlacedCall(server.Call);
        using var client = await server.StreamAsync();
        for (var chunk = 1; chunk <= 8; chunk++)
        {
            await client.MediaAsync(chunk);
        }

        await call.WhenNextIsAsync(9);
        call.Forget(losesAnswer: true);
        for (var chunk = 9; chunk <= 12; chunk++)
        {
            await client.MediaAsync(chunk);
        }

        await client.StopAsync();
        await server.Call.ClosedAsync();

        server.Call.Starts.Select(start => start.Place).ShouldBe([null, new SoundPlace(null, 0)]);
        server.Call.Frames.Select(frame => frame.Chunk).Skip(8).ShouldBe(Enumerable.Range(1, 12).Select(Convert.ToInt64));
    }

    [Fact]
    public async Task Audio_CallMovedAndFailsUnexpectedly_GetsAllButThePieceThatItFailedOver()
    {
        await using var server = await MediaServer.StartAsync();
        var call = new PlacedCall(server.Call);
        using var client = await server.StreamAsync();
        for (var chunk = 1; chunk <= 12; chunk++)
        {
            await client.MediaAsync(chunk);
            if (chunk % 4 == 0)
            {
                await call.WhenNextIsAsync(chunk + 1);
            }
        }

        var (accept, hasFailed) = (server.Call.OnAudio, false);
        server.Call.OnAudio = batch => server.Call.Starts.Count == 2 && !hasFailed && (hasFailed = true) ? throw new InvalidOperationException("a bug") : accept(batch);
        call.Forget();
        for (var chunk = 13; chunk <= 16; chunk++)
        {
            await client.MediaAsync(chunk);
        }

        await client.StopAsync();
        await server.Call.ClosedAsync();

        server.Call.Frames.Select(frame => frame.Chunk).Skip(12).ShouldBe(Enumerable.Range(5, 12).Select(Convert.ToInt64));
    }

    [Fact]
    public async Task Audio_CallMovedAfterTheLastFrame_GetsTheLastOfItOnceMoreBeforeTheEnd()
    {
        await using var server = await MediaServer.StartAsync();
        var call = new PlacedCall(server.Call);
        using var client = await server.StreamAsync();
        for (var chunk = 1; chunk <= 4; chunk++)
        {
            await client.MediaAsync(chunk);
        }

        await call.WhenNextIsAsync(5);
        call.Forget();
        await client.StopAsync();
        await server.Call.ClosedAsync();

        server.Call.Starts.Count.ShouldBe(2);
        server.Call.Frames.Select(frame => frame.Chunk).ShouldBe([1, 2, 3, 4, 1, 2, 3, 4]);
    }

    [Fact]
    public async Task Stop_CallIsOverAlready_ClosesNothingFromThisSide()
    {
        await using var server = await MediaServer.StartAsync();
        using var client = await server.StreamAsync();
        server.Call.OnAudio = _ => ValueTask.FromResult(AudioReply.Ended);
        await client.StopAsync();

        (await server.Call.ClosedAsync()).Reason.ShouldBe("stop");
        await client.CloseAsync();
        client.Socket.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task Start_SilosAwayForAWhile_SaysHowLongItWasHeldBack()
    {
        var clock = new ManualClock();
        await using var server = await MediaServer.StartAsync(new MediaLimits { Retry = TimeSpan.FromSeconds(3), MaxRetry = TimeSpan.FromSeconds(3) }, clock);
        var tries = 0;
        server.Call.OnOpen = _ => ++tries < 2 ? Task.FromException<StreamOpening>(new TimeoutException()) : Task.FromResult(StreamOpening.Welcome);
        using var client = await server.StreamAsync();

        // The socket's own patience, and the pause.
        await clock.WhenTimersAsync(2);
        clock.Advance(TimeSpan.FromSeconds(3));
        await client.StopAsync();
        await server.Call.ClosedAsync();

        server.Call.Starts.Select(start => start.HeldBack).ShouldBe([TimeSpan.Zero, TimeSpan.FromSeconds(3)]);
    }

    [Fact]
    public async Task Audio_CallFailsUnexpectedly_SocketGoesOn()
    {
        await using var server = await MediaServer.StartAsync();
        var first = true;
        server.Call.OnAudio = _ => first && !(first = false) ? throw new InvalidOperationException("a bug") : ValueTask.FromResult(AudioReply.Taken);
        using var client = await server.StreamAsync();
        for (var chunk = 1; chunk <= 8; chunk++)
        {
            await client.MediaAsync(chunk);
        }

        await client.StopAsync();

        await server.Call.ClosedAsync();
        server.Call.Frames.Select(frame => frame.Chunk).ShouldBe([5, 6, 7, 8]);
    }

    [Fact]
    public async Task Audio_CallDoesNotTakeIt_OldestIsDroppedCountedAndSaid()
    {
        var clock = new ManualClock();
        await using var server = await MediaServer.StartAsync(new MediaLimits { Backlog = TimeSpan.FromSeconds(1) }, clock);
        var (taking, release) = (new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        server.Call.OnAudio = async _ =>
        {
            taking.TrySetResult();
            await release.Task;
            return AudioReply.Taken;
        };
        using var client = await server.StreamAsync();
        const int Sent = 500;
        const int Batch = 4;
        const int Kept = 50;
        for (var chunk = 1; chunk <= Batch; chunk++)
        {
            await client.MediaAsync(chunk);
        }

        // The call has the first piece in hand and takes nothing more.
        await taking.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        for (var chunk = Batch + 1; chunk <= Sent; chunk++)
        {
            await client.MediaAsync(chunk);
        }

        // The stop lies behind all frames. It waits on the clock for the call, as the piece that the call has in hand does.
        await client.StopAsync();
        await clock.WhenTimersAsync(2);
        release.SetResult();

        var close = await server.Call.ClosedAsync();
        server.Call.Frames.Select(frame => frame.Chunk).ShouldBe([.. Enumerable.Range(1, Batch).Select(Convert.ToInt64), .. Enumerable.Range(Sent - Kept + 1, Kept).Select(Convert.ToInt64)]);
        close.Reason.ShouldBe($"stop; {Sent - Batch - Kept} frames were dropped, the call could not take them in time");
        server.Call.Batches.Select(batch => batch.Dropped).ShouldBe([0, Sent - Batch - Kept], "the call is told before which frames");
    }

    [Fact]
    public async Task Socket_Lost_IsToldToTheCallWithWhatWasLeft()
    {
        await using var server = await MediaServer.StartAsync();
        var client = await server.StreamAsync();
        await client.MediaAsync(1);
        client.Socket.Abort();
        client.Dispose();

        (await server.Call.ClosedAsync()).Reason.ShouldBe("socket lost");
    }

    [Fact]
    public async Task Server_Stops_ClosesTheSocketAndTellsTheCall()
    {
        await using var server = await MediaServer.StartAsync();
        using var client = await server.StreamAsync();
        await client.MediaAsync(1);
        await client.SendAsync("""{"event":"mark"}""");

        var stopping = server.StopAsync();

        (await client.ReceiveAsync()).ShouldBeNull();
        client.Socket.CloseStatus.ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        await client.CloseAsync();
        (await server.Call.ClosedAsync()).Reason.ShouldBe("the server stops");
        await stopping;
    }

    [Fact]
    public async Task Socket_NeverStarts_IsNotWaitedForForever()
    {
        var clock = new ManualClock();
        await using var server = await MediaServer.StartAsync(time: clock);
        using var client = await server.ConnectAsync();
        await client.SendAsync("""{"event":"connected"}""");
        await clock.WhenTimersAsync(1);

        clock.Advance(new MediaLimits().Patience + TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<WebSocketException>(client.ReceiveAsync);
    }

    /// <summary>Anything at all, from a seed: nothing of it may end the socket, take memory for good, or keep the good frames from the call.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Stream_AnythingAtAllBetweenTheFrames_IsSurvived(int seed)
    {
        await using var server = await MediaServer.StartAsync();
        using var client = await server.StreamAsync();
        var junk = new MediaJunk(seed);
        const int Good = 40;
        for (var chunk = 1; chunk <= Good; chunk++)
        {
            for (var i = 0; i < 5; i++)
            {
                var (bytes, type) = junk.Next();
                await client.SendAsync(bytes, type);
            }

            await client.MediaAsync(chunk);
        }

        await client.StopAsync();

        var close = await server.Call.ClosedAsync();
        close.Reason.ShouldBe("stop");
        close.GarbageFrames.ShouldBe(junk.Unreadable);
        server.Call.Frames.Where(frame => frame.Payload.Length == 160).Select(frame => frame.Chunk).ShouldBe(Enumerable.Range(1, Good).Select(Convert.ToInt64));
    }

    [Fact]
    public async Task Stream_TenMegabytesInOneMessage_AreOneUnreadableMessage()
    {
        await using var server = await MediaServer.StartAsync();
        using var client = await server.StreamAsync();
        var piece = new byte[64 * 1024];
        Array.Fill(piece, (byte)'A');
        for (var i = 0; i < 160; i++)
        {
            await client.SendAsync(piece, end: i == 159);
        }

        await client.MediaAsync(1);
        await client.StopAsync();

        (await server.Call.ClosedAsync()).GarbageFrames.ShouldBe(1);
        server.Call.Frames.Count.ShouldBe(1);
    }
}
