using System.Runtime.CompilerServices;

namespace FleetActors.StandIns.Grains;

/// <summary>Every shape of call.</summary>
public interface ICallGrain : IGrainWithStringKey
{
    Task<int> Add(int left, int right);

    ValueTask<string> Join(string left, string? right);

    ValueTask Nothing();

    Task Fail(string message, bool afterAwait);

    ValueTask<int> FailValue(string message);

    [OneWay]
    Task NotifyAndFail(string signal);

    [OneWay]
    void Notify(string signal);

    [ResponseTimeout("00:00:01")]
    Task Hang(string signal);

    [ResponseTimeout("00:00:01")]
    Task<string> LogLate(string signal);

    Task WaitForCancellation(string signal, CancellationToken cancellationToken);

    /// <summary>Calls another grain, which calls back into this one.</summary>
    [ResponseTimeout("00:00:02")]
    Task<string> CallRoundTrip(ICallGrain other, bool allowReentrancy);

    [ResponseTimeout("00:00:01")]
    Task<string> CallBack(ICallGrain first);

    Task<string> Name();

    Task<string?> ReadContext(string key);

    Task<string?> RelayContext(ICallGrain next, string key);

    Task WriteContext(string key, string value);

    IAsyncEnumerable<int> Count(int upTo, CancellationToken cancellationToken = default);

    Task<ICallGrain> Self();

    /// <summary>Whether code before and after an await runs on the grain's scheduler, and Task.Run does not.</summary>
    Task<bool> StaysOnScheduler();

    Task<int> NestedFanOut(int count);
}

public interface ISecondaryCallInterface : IGrainWithStringKey
{
    Task<string> Secondary();
}

public sealed class RefusedException(string message, int code) : Exception(message)
{
    public int Code { get; } = code;
}

public sealed class CallGrain : Grain, ICallGrain, ISecondaryCallInterface
{
    public Task<int> Add(int left, int right) => Task.FromResult(left + right);

    public ValueTask<string> Join(string left, string? right) => new(left + "+" + (right ?? "null"));

    public async ValueTask Nothing() => await Task.Yield();

    public async Task Fail(string message, bool afterAwait)
    {
        if (afterAwait)
        {
            await Task.Yield();
        }

        throw new ArgumentException(message);
    }

    public ValueTask<int> FailValue(string message) => throw new InvalidOperationException(message);

    public async Task NotifyAndFail(string signal)
    {
        await Signals.Of($"{signal} may run");
        Signals.Set(signal);
        throw new InvalidOperationException("Nobody hears this.");
    }

    public void Notify(string signal) => Signals.Set(signal);

    public Task Hang(string signal) => Signals.Of(signal);

    public Task<string> LogLate(string signal)
    {
        Signals.Log(signal, "ran");
        return Task.FromResult(signal);
    }

    public async Task WaitForCancellation(string signal, CancellationToken cancellationToken)
    {
        Signals.Set($"{signal} waits");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        finally
        {
            Signals.Set($"{signal} ended");
        }
    }

    public async Task<string> CallRoundTrip(ICallGrain other, bool allowReentrancy)
    {
        var self = this.AsReference<ICallGrain>();
        if (!allowReentrancy)
        {
            return await other.CallBack(self);
        }

        using (RequestContext.AllowCallChainReentrancy())
        {
            return await other.CallBack(self);
        }
    }

    public Task<string> CallBack(ICallGrain first) => first.Name();

    public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<string?> ReadContext(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public Task<string?> RelayContext(ICallGrain next, string key) => next.ReadContext(key);

    public Task WriteContext(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<int> Count(int upTo, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < upTo; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    public Task<ICallGrain> Self() => Task.FromResult(this.AsReference<ICallGrain>());

    public async Task<bool> StaysOnScheduler()
    {
        var before = TaskScheduler.Current;
        await Task.Yield();
        var after = TaskScheduler.Current;
        var elsewhere = await Task.Run(() => TaskScheduler.Current);
        var back = TaskScheduler.Current;
        return before != TaskScheduler.Default && before == after && after == back && elsewhere == TaskScheduler.Default;
    }

    public async Task<int> NestedFanOut(int count)
    {
        var sums = await Task.WhenAll(Enumerable.Range(0, count).Select(i => GrainFactory.GetGrain<ICallGrain>($"{this.GetPrimaryKeyString()}-{i}").Add(i, 1)));
        return sums.Sum();
    }

    public Task<string> Secondary() => Task.FromResult("secondary " + this.GetPrimaryKeyString());
}
