using FleetActors.Calls;

namespace FleetActors.Media;

public sealed class FrameQueueTests
{
    private static readonly AudioFormat Pcmu = new(AudioEncoding.Pcmu, 8000, 1);
    private readonly FrameQueue _queue = new(new MediaLimits { Backlog = TimeSpan.FromSeconds(1) }, Pcmu);

    [Fact]
    public void Add_UntilTheLengthOfABatch_IsDueThen()
    {
        Add(1).ShouldBeFalse();
        Add(2).ShouldBeFalse();
        Add(3).ShouldBeFalse();
        _queue.TryTake(rest: false, out _, out _).ShouldBeFalse();
        Add(4).ShouldBeTrue();

        _queue.TryTake(rest: false, out var batch, out _).ShouldBeTrue();
        batch.Select(frame => frame.Chunk).ShouldBe([1, 2, 3, 4]);
        _queue.IsDue.ShouldBeFalse();
    }

    [Fact]
    public void Add_ManyTinyFrames_IsDueByTheirNumber()
    {
        for (var i = 1; i < 64; i++)
        {
            _queue.Add(new AudioFrame(i, 0, [])).ShouldBeFalse();
        }

        _queue.Add(new AudioFrame(64, 0, [])).ShouldBeTrue();
    }

    [Fact]
    public void Add_MoreThanTheBacklog_DropsTheOldest()
    {
        for (var i = 1; i <= 130; i++)
        {
            Add(i);
        }

        _queue.Lost.ShouldBe(80);
        _queue.TryTake(rest: true, out var batch, out var dropped).ShouldBeTrue();
        batch[0].Chunk.ShouldBe(81);
        batch.Length.ShouldBe(50);
        dropped.ShouldBe(80);
        Add(131);
        _queue.TryTake(rest: true, out _, out dropped).ShouldBeTrue();
        dropped.ShouldBe(0, "they were told");
    }

    [Fact]
    public void Add_ManyEmptyFrames_AreBoundedByTheirNumber()
    {
        for (var i = 0; i < 5000; i++)
        {
            _queue.Add(new AudioFrame(i, 0, []));
        }

        _queue.Lost.ShouldBe(5000 - new MediaLimits().MaxBacklogFrames);
    }

    [Fact]
    public void Add_OneFrameLargerThanTheBacklog_IsKept()
    {
        _queue.Add(new AudioFrame(1, 0, new byte[50_000])).ShouldBeTrue();

        _queue.Lost.ShouldBe(0);
        _queue.TryTake(rest: false, out var batch, out _).ShouldBeTrue();
        batch.Length.ShouldBe(1);
    }

    [Fact]
    public void TryTake_Rest_TakesLessThanABatchToo()
    {
        Add(1);

        _queue.TryTake(rest: true, out var batch, out _).ShouldBeTrue();
        batch.Length.ShouldBe(1);
        _queue.TryTake(rest: true, out _, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void Create_FormatThatNobodyDecodes_StillWorks(int rate, int channels)
    {
        var queue = new FrameQueue(new MediaLimits(), new AudioFormat(AudioEncoding.Unknown, rate, channels));

        queue.Add(new AudioFrame(1, 0, new byte[160]));
        queue.TryTake(rest: true, out var batch, out _).ShouldBeTrue();
        batch.Length.ShouldBe(1);
    }

    private bool Add(long chunk) => _queue.Add(new AudioFrame(chunk, 0, new byte[160]));
}
