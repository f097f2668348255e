using FleetActors.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace FleetActors.OnCall;

public sealed class CopyCacheTests
{
    private readonly ManualClock _clock = new();
    private readonly Queue<TaskCompletionSource<string?>> _answers = new();
    private readonly CopyCache<string> _cache;
    private int _reads;

    public CopyCacheTests()
    {
        _cache = new CopyCache<string>(_ => Read(), _clock, NullLogger.Instance);
    }

    [Fact]
    public async Task Get_SecondTime_AnswersFromTheCopy()
    {
        Answers("one");

        (await _cache.GetAsync("id")).ShouldBe("one");
        Warm("id").ShouldBe("one");
        _reads.ShouldBe(1);
    }

    [Fact]
    public async Task Get_Absence_IsRememberedToo()
    {
        Answers((string?)null);

        (await _cache.GetAsync("id")).ShouldBeNull();
        Warm("id").ShouldBeNull();
        _reads.ShouldBe(1);
    }

    [Fact]
    public async Task Get_OlderThanFresh_AnswersAtOnceAndReadsBehindItOnce()
    {
        Answers("one");
        await _cache.GetAsync("id");
        var second = Pending();
        _clock.Advance(CopyCache<string>.FreshFor);

        Warm("id").ShouldBe("one");
        Warm("id").ShouldBe("one");
        _reads.ShouldBe(2);
        second.SetResult("two");

        Warm("id").ShouldBe("two");
    }

    [Fact]
    public async Task Get_ReadBehindFails_KeepsTheCopyAndWaitsBeforeTheNextRead()
    {
        Answers("one");
        await _cache.GetAsync("id");
        Pending().SetException(new TimeoutException());
        _clock.Advance(CopyCache<string>.FreshFor);

        Warm("id").ShouldBe("one");
        Warm("id").ShouldBe("one");
        _reads.ShouldBe(2);

        Answers("three");
        _clock.Advance(CopyCache<string>.FreshFor);
        Warm("id");
        _reads.ShouldBe(3);
        Warm("id").ShouldBe("three");
    }

    [Fact]
    public async Task Get_OlderThanUsable_WaitsForTheRead()
    {
        Answers("one");
        await _cache.GetAsync("id");
        var second = Pending();
        _clock.Advance(CopyCache<string>.UsableFor);

        var got = _cache.GetAsync("id");
        got.IsCompleted.ShouldBeFalse();
        second.SetResult("two");

        (await got).ShouldBe("two");
    }

    [Fact]
    public async Task Get_OlderThanUsableAndNoAnswer_GivesTheOldCopy()
    {
        Answers("one");
        await _cache.GetAsync("id");
        Pending().SetException(new TimeoutException());
        _clock.Advance(CopyCache<string>.UsableFor * 100);

        (await _cache.GetAsync("id")).ShouldBe("one");
    }

    [Fact]
    public async Task Get_NothingKnownAndNoAnswer_Throws()
    {
        Pending().SetException(new TimeoutException());

        await Should.ThrowAsync<TimeoutException>(async () => await _cache.GetAsync("id"));
    }

    [Fact]
    public async Task Remember_WhileAReadIsUnderWay_Wins()
    {
        Answers("one");
        await _cache.GetAsync("id");
        var read = Pending();
        _clock.Advance(CopyCache<string>.UsableFor);
        var got = _cache.GetAsync("id");

        _cache.Remember("id", "put");
        read.SetResult("read before the put");

        (await got).ShouldBe("put");
        Warm("id").ShouldBe("put");
    }

    [Fact]
    public async Task Remember_WhileTheFirstReadIsUnderWay_Wins()
    {
        var read = Pending();
        var got = _cache.GetAsync("id");

        _cache.Remember("id", null);
        read.SetResult("read before the delete");

        (await got).ShouldBeNull();
        Warm("id").ShouldBeNull();
    }

    [Fact]
    public async Task Get_FloodOfUnknownIds_StaysBounded()
    {
        var reads = 0;
        var cache = new CopyCache<string>(_ => { reads++; return Task.FromResult<string?>(null); }, _clock, NullLogger.Instance);
        for (var i = 0; i < CopyCache<string>.MaxCopies + 1; i++)
        {
            await cache.GetAsync($"id-{i}");
        }

        await cache.GetAsync("id-0");
        reads.ShouldBe(CopyCache<string>.MaxCopies + 2, "the first was forgotten");
    }

    private string? Warm(string id)
    {
        var got = _cache.GetAsync(id).AsTask();
        got.IsCompletedSuccessfully.ShouldBeTrue("a warm answer is synchronous");
        return got.GetAwaiter().GetResult();
    }

    private void Answers(string? answer) => Pending().SetResult(answer);

    private TaskCompletionSource<string?> Pending()
    {
        var answer = new TaskCompletionSource<string?>();
        _answers.Enqueue(answer);
        return answer;
    }

    private Task<string?> Read()
    {
        _reads++;
        return _answers.Dequeue().Task;
    }
}
