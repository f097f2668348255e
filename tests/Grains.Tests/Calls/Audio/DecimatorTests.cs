namespace FleetActors.Calls;

public sealed class DecimatorTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(3000)]
    public void Process_ToneOfTheVoice_KeepsItsLevel(double hertz) => LevelAfter(hertz).ShouldBe(0.5 / Math.Sqrt(2), 0.01);

    [Theory]
    [InlineData(4800)]
    [InlineData(5500)]
    [InlineData(7900)]
    public void Process_ToneThatWouldFoldBack_IsGone(double hertz) => LevelAfter(hertz).ShouldBeLessThan(0.5 / Math.Sqrt(2) / 500);

    [Fact]
    public void Process_SteadyLevel_ComesOutAsItWentIn()
    {
        var output = Decimate([.. Enumerable.Repeat((short)12_345, 1000)], 1000);

        output[50..].ShouldAllBe(sample => sample == 12_345);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(47)]
    [InlineData(320)]
    [InlineData(333)]
    [InlineData(1600)]
    public void Process_HoweverTheInputIsCut_GivesTheSame(int length)
    {
        var input = Sound.Noise(1, 3333);

        var output = Decimate(input, length);

        output.Length.ShouldBe(1667);
        output.ShouldBe(Decimate(input, 1111));
    }

    [Fact]
    public void Process_FullScaleSquare_IsClippedNotWrapped()
    {
        // A filter swings beyond the edge of a jump; 16 bit would wrap to the other side.
        var output = Decimate([.. Enumerable.Range(0, 1600).Select(i => i / 80 % 2 == 0 ? short.MaxValue : short.MinValue)], 1600);

        for (var i = 40; i < output.Length; i++)
        {
            Math.Abs(output[i] - output[i - 1]).ShouldBeLessThan(60_000);
        }

        output.ShouldContain(short.MaxValue);
        output.ShouldContain(short.MinValue);
    }

    private static double LevelAfter(double hertz) => Sound.Rms(Decimate(Sound.Tone(hertz, 0.5, 1, 16000), 320).AsSpan(100));

    private static short[] Decimate(short[] input, int cut)
    {
        var decimator = new Decimator();
        var output = new List<short>();
        var buffer = new short[(Decimator.MaxInput / 2) + 1];
        foreach (var piece in input.Chunk(cut))
        {
            var count = decimator.Process(piece, buffer);
            output.AddRange(buffer.AsSpan(0, count).ToArray());
        }

        return [.. output];
    }
}
