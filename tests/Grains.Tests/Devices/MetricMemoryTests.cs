namespace FleetActors.Devices;

public class MetricMemoryTests
{
    private const long Now = 1_767_600_000_000;

    private readonly MetricMemory _memory = new();

    [Fact]
    public void Judge_FirstOfItsMetric_IsFresh() => _memory.Judge(_memory.Add("t", 0), Now, MetricValue.Of(1), Now).ShouldBe(Freshness.Fresh);

    [Fact]
    public void Judge_SameTimeMetricAndValue_IsRepeated()
    {
        var metric = Taken("t", Now, 1);
        _memory.Judge(metric, Now, MetricValue.Of(1), Now).ShouldBe(Freshness.Repeated);
    }

    [Fact]
    public void Judge_SameTimeOtherValue_IsFresh()
    {
        var metric = Taken("t", Now, 1);
        _memory.Judge(metric, Now, MetricValue.Of(2), Now).ShouldBe(Freshness.Fresh);
    }

    [Fact]
    public void Judge_OlderThanTheNewest_IsLate()
    {
        var metric = Taken("t", Now, 1);
        _memory.Judge(metric, Now - 1, MetricValue.Of(2), Now).ShouldBe(Freshness.Late);
    }

    [Fact]
    public void Judge_OlderButRemembered_IsRepeated()
    {
        Taken("t", Now, 1);
        var metric = Taken("t", Now + 5, 2);
        _memory.Judge(metric, Now, MetricValue.Of(1), Now).ShouldBe(Freshness.Repeated);
    }

    [Fact]
    public void Judge_WithoutATimeOfItsOwn_IsAlwaysFresh()
    {
        var metric = Taken("t", Now + 240_000, 1);
        _memory.Judge(metric, Reading.ServerTime, MetricValue.Of(1), Now).ShouldBe(Freshness.Fresh);
    }

    [Fact]
    public void Judge_AfterTheDevicesClockWasPutRight_IsFresh()
    {
        var metric = Taken("t", Now + 240_000, 1);
        _memory.Judge(metric, Now, MetricValue.Of(2), Now).ShouldBe(Freshness.Fresh);
        _memory.Judge(metric, Now + 239_000, MetricValue.Of(2), Now).ShouldBe(Freshness.Late);
    }

    [Fact]
    public void Judge_OtherMetricSameTimeAndValue_IsFresh()
    {
        Taken("t", Now, 1);
        _memory.Judge(_memory.Add("u", 0), Now, MetricValue.Of(1), Now).ShouldBe(Freshness.Fresh);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(50)]
    public void Recent_AfterManyReadings_HasTheLastSixteenNewestFirst(int readings)
    {
        for (var i = 0; i < readings; i++)
        {
            Taken("t", Now + i, i);
        }

        var expected = Enumerable.Range(0, readings).Reverse().Take(MetricMemory.MaxReadings).Select(i => (double)i);
        _memory.Recent().Select(reading => reading.Value.Number).ShouldBe(expected);
    }

    [Fact]
    public void Recent_TextsAmongNumbers_KeepTheirPlaces()
    {
        Taken("t", Now, 1);
        Taken("state", Now + 1, MetricValue.Of("ok"));
        Taken("door", Now + 2, MetricValue.Of(true));
        for (var i = 0; i < 15; i++)
        {
            Taken("state", Now + 3 + i, MetricValue.Of($"s{i}"));
        }

        _memory.Recent().Select(reading => $"{reading.Metric}={reading.Value}")
            .ShouldBe([.. Enumerable.Range(0, 15).Reverse().Select(i => $"state=s{i}"), "door=true"]);
    }

    [Fact]
    public void Newest_SeveralMetrics_HasEachOnce()
    {
        Taken("t", Now, 1);
        Taken("u", Now, 2);
        Taken("t", Now + 1, 3);
        _memory.Newest().Select(reading => $"{reading.Metric}={reading.Value}").ShouldBe(["t=3", "u=2"]);
    }

    [Fact]
    public void Find_NameEqualButNotTheSameObject_IsFound()
    {
        var metric = Taken("temperature", Now, 1);
        _memory.Find(new string("temperature")).ShouldBe(metric);
        _memory.Find("Temperature").ShouldBe(-1);
    }

    private int Taken(string metric, long atMs, double value) => Taken(metric, atMs, MetricValue.Of(value));

    private int Taken(string metric, long atMs, MetricValue value)
    {
        var index = _memory.Find(metric);
        index = index >= 0 ? index : _memory.Add(metric, 0);
        _memory[index].AtMs = atMs;
        _memory[index].Value = value;
        _memory.Remember(index, atMs, value);
        return index;
    }
}
