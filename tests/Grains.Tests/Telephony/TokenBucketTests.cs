using FsCheck;
using FsCheck.Fluent;

namespace FleetActors.Telephony;

public sealed class TokenBucketTests
{
    private const long Frequency = 10_000_000;

    [Fact]
    public void TryTake_AfterQuiet_GivesTheBurstAndNoMore()
    {
        var bucket = new TokenBucket(30, 3, Frequency, 0);

        Enumerable.Range(0, 5).Select(_ => bucket.TryTake(0)).ShouldBe([true, true, true, false, false]);
    }

    [Theory]
    [InlineData(30, 10_000_000)]
    [InlineData(30, 1_000_000_000)]
    [InlineData(0.1, 10_000_000)]
    [InlineData(7.5, 24_000_000)]
    [InlineData(100_000, 10_000_000)]
    public void WaitFor_Empty_IsTheExactMoment(double rate, long frequency)
    {
        var bucket = new TokenBucket(rate, 1, frequency, 0);
        bucket.TryTake(0).ShouldBeTrue();

        var wait = bucket.WaitFor(0);

        wait.ShouldBe(TimeSpan.FromSeconds(1 / rate), TimeSpan.FromTicks(2));
        var due = (long)Math.Ceiling(frequency * 1000 / (rate * 1000));
        bucket.TryTake(due - 1).ShouldBeFalse();
        bucket.TryTake(due).ShouldBeTrue();
    }

    [Theory]
    [InlineData(30)]
    [InlineData(50)]
    [InlineData(0.1)]
    [InlineData(333.333)]
    public void TryTake_AskedAtOddMoments_GivesExactlyTheRateOverTime(double rate)
    {
        var bucket = new TokenBucket(rate, 5, Frequency, 0);
        var random = new Random(7);
        var given = 0;
        var now = 0L;
        var end = Frequency * 3600;
        while (now < end)
        {
            while (bucket.TryTake(now))
            {
                given++;
            }

            now = Math.Min(end, now + random.Next(1, (int)(Frequency / rate / 3) + 2));
        }

        while (bucket.TryTake(end))
        {
            given++;
        }

        given.ShouldBe(5 + (int)Math.Floor((Math.Round(rate * 1000) * 3600 / 1000) + 1e-9));
    }

    [Fact]
    public void TryTake_AnyTimes_NeverPassTheLimitOverAnySpan() =>
        Prop.ForAll<int[]>(steps =>
        {
            const double rate = 40;
            const int burst = 4;
            var bucket = new TokenBucket(rate, burst, 1000, 0);
            var taken = new List<long>();
            var now = 0L;
            foreach (var step in steps)
            {
                now += Math.Abs((long)step) % 100;
                if (bucket.TryTake(now))
                {
                    taken.Add(now);
                }
            }

            return taken.Index().All(from => taken.Skip(from.Index).Index().All(to =>
                to.Index + 1 <= burst + (rate * (to.Item - from.Item) / 1000)));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(long.MaxValue / 2)]
    [InlineData(Frequency * 86_400 * 365)]
    public void TryTake_AfterAges_IsFullAndNoMore(long ages)
    {
        var bucket = new TokenBucket(100_000, 100_000, Frequency, 0);
        for (var i = 0; i < 100_000; i++)
        {
            bucket.TryTake(0).ShouldBeTrue();
        }

        bucket.TryTake(0).ShouldBeFalse();
        Enumerable.Range(0, 100_001).Count(_ => bucket.TryTake(ages)).ShouldBe(100_000);
    }

    [Fact]
    public void TryTake_ClockStandsOrRunsBack_GivesNothing()
    {
        var bucket = new TokenBucket(30, 1, Frequency, Frequency);
        bucket.TryTake(Frequency).ShouldBeTrue();

        bucket.TryTake(Frequency).ShouldBeFalse();
        bucket.TryTake(0).ShouldBeFalse();
        bucket.WaitFor(0).ShouldBe(TimeSpan.FromSeconds(1 / 30.0), TimeSpan.FromTicks(2));
    }

    [Fact]
    public void Ctor_NothingToGive_Refuses()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new TokenBucket(0, 1, Frequency, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new TokenBucket(double.NaN, 1, Frequency, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new TokenBucket(1, 0, Frequency, 0));
    }
}
