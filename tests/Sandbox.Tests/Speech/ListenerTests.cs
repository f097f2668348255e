namespace FleetActors.Sandbox.Tests;

public class ListenerTests
{
    private readonly SoundMemory _memory = new();

    [Theory]
    [InlineData("L16", 0)]
    [InlineData("PCMU", 0)]
    [InlineData("PCMA", 0)]
    [InlineData("PCMU", 1234)]
    public void Hear_KnownSoundAtAnyPlace_TellsEveryWordWithItsTime(string codecName, int before)
    {
        var codec = Enum.Parse<MediaCodec>(codecName, ignoreCase: true);
        _memory.Learn(TestSound.Line(), codec);
        var listener = new Listener(_memory);

        foreach (var piece in new short[before].Concat(codec.RoundTrip(TestSound.Samples())).Chunk(333))
        {
            listener.Hear(piece);
        }

        listener.Words.Select(static word => word.Text).ShouldBe(TestSound.Words.Select(static word => word.Text));
        listener.Words[0].Start.ShouldBe(0.2 + (before / 8000d), 0.001);
        listener.Now.ShouldBe(4 + (before / 8000d), 0.001);
    }

    [Fact]
    public void Hear_WordsWhoseSoundIsMissing_AreMissing()
    {
        _memory.Learn(TestSound.Line(), MediaCodec.L16);
        var samples = TestSound.Samples();
        samples.AsSpan(7200, 2400).Clear();
        samples.AsSpan((int)(2.5 * 8000), 800).Clear();
        var listener = new Listener(_memory);

        listener.Hear(samples);

        listener.Words.Select(static word => word.Text).ShouldBe(["Help", "me", "There", "is", "fire."]);
    }

    [Fact]
    public void Hear_FromTheMiddle_TellsTheRest()
    {
        _memory.Learn(TestSound.Line(), MediaCodec.L16);
        var listener = new Listener(_memory);

        listener.Hear(TestSound.Samples().AsSpan(7001));

        listener.Words.Select(static word => word.Text).ShouldBe(["now.", "There", "is", "fire."]);
        listener.Words[0].Start.ShouldBe(0.9 - (7001 / 8000d), 0.001);
    }

    [Fact]
    public void Hear_UnknownSoundOrSilence_TellsNothing()
    {
        _memory.Learn(TestSound.Line(), MediaCodec.L16);
        var listener = new Listener(_memory);

        listener.Hear(TestSound.Samples(seed: 2));
        listener.Hear(new short[20_000]);

        listener.Words.ShouldBeEmpty();
    }

    [Fact]
    public void Learn_MoreThanFits_ForgetsTheOldest()
    {
        for (var seed = 1; seed <= 30; seed++)
        {
            _memory.Learn(TestSound.Line(samples: TestSound.Samples(seed)), MediaCodec.L16);
        }

        Hear(1).ShouldBe(0);
        Hear(30).ShouldBe(6);

        int Hear(int seed)
        {
            var listener = new Listener(_memory);
            listener.Hear(TestSound.Samples(seed));
            return listener.Words.Count;
        }
    }
}
