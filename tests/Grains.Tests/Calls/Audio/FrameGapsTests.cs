namespace FleetActors.Calls;

public sealed class FrameGapsTests
{
    private readonly FrameGaps _gaps = new(new AudioFormat(AudioEncoding.Pcmu, 8000, 1));

    [Fact]
    public void Length_TimestampsThatProvedToBeMilliseconds_DecideWhereTheCountIsWrong()
    {
        Hear(frames: 10, step: 20);

        // Ten frames of 20 ms, then one 40 ms later although five are missing by count: the sender numbers something else too.
        _gaps.Length(200 + 20, 160, missingFrames: 5).ShouldBe(160);
    }

    [Fact]
    public void Length_FramesOfUnequalLength_GapIsWhatTheTimestampsSay()
    {
        for (var i = 0; i < 20; i++)
        {
            _gaps.Length(i * 25, i % 2 == 0 ? 160 : 240, 0).ShouldBe(0);
        }

        // The last one (19) had 30 ms and began at 475; 90 ms are missing.
        _gaps.Length(595, 160, missingFrames: 3).ShouldBe(720);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-9)]
    public void Length_TremblingTimestamps_CountDecides(int tremble)
    {
        Hear(frames: 10, step: 20);

        _gaps.Length(200 + 60 + tremble, 160, missingFrames: 3).ShouldBe(480);
    }

    [Theory]
    [InlineData(160)]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-20)]
    public void Length_TimestampsInAnotherUnit_AreNotBelieved(int step)
    {
        Hear(frames: 50, step);

        _gaps.Length(51L * step, 160, missingFrames: 2).ShouldBe(320);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Length_WildTimestampAfterGoodOnes_IsBounded(long timestamp)
    {
        Hear(frames: 10, step: 20);

        _gaps.Length(timestamp, 160, missingFrames: 2).ShouldBeInRange(0, 4 * 320);
        _gaps.Length(0, 160, 0).ShouldBe(0);
    }

    [Fact]
    public void Length_HugeGap_IsAtMostHalfAMinute()
    {
        Hear(frames: 10, step: 20);

        _gaps.Length(10_000_000, 160, missingFrames: 1500).ShouldBe(FrameGaps.MaxSeconds * 8000);
    }

    [Fact]
    public void Length_AfterRestart_OldTimestampsDoNotCount()
    {
        Hear(frames: 10, step: 20);
        _gaps.Restart();

        _gaps.Length(0, 160, 0).ShouldBe(0);
        _gaps.Length(2000, 160, missingFrames: 1).ShouldBe(160);
    }

    private void Hear(int frames, int step)
    {
        for (var i = 0; i < frames; i++)
        {
            _gaps.Length((long)i * step, 160, 0).ShouldBe(0);
        }
    }
}
