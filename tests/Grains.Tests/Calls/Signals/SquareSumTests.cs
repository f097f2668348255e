namespace FleetActors.Calls;

public sealed class SquareSumTests
{
    [Fact]
    public void Of_AnyLength_IsTheSumOfEachSquare()
    {
        for (var length = 0; length <= 200; length++)
        {
            var samples = Sound.Noise(length, length);

            SquareSum.Of(samples).ShouldBe(samples.Aggregate(0UL, (sum, sample) => sum + (ulong)((long)sample * sample)), $"length {length}");
        }
    }

    [Theory]
    [InlineData(short.MinValue)]
    [InlineData(short.MaxValue)]
    public void Of_TheLoudestSamples_DoesNotOverflow(short level)
    {
        var samples = Enumerable.Repeat(level, 100_000).ToArray();

        SquareSum.Of(samples).ShouldBe(100_000UL * (ulong)((long)level * level));
    }

    [Fact]
    public void Rms_OfNothing_IsZero() => SquareSum.Rms(0, 0).ShouldBe(0);

    [Fact]
    public void Rms_OfTheLowestValueAllAlong_IsOne() => SquareSum.Rms(SquareSum.Of(Enumerable.Repeat(short.MinValue, 160).ToArray()), 160).ShouldBe(1);

    [Fact]
    public void Rms_OfASine_IsItsAmplitudeByRootTwo()
    {
        var tone = Sound.Tone(1000, 0.5, 1);

        SquareSum.Rms(SquareSum.Of(tone), tone.Length).ShouldBe(0.5 / Math.Sqrt(2), 0.0001);
    }
}
