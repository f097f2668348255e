namespace FleetActors.Calls;

public sealed class FrameSequencerTests
{
    private const int Window = 10;
    private static readonly AudioFormat Pcmu = new(AudioEncoding.Pcmu, 8000, 1);
    private readonly FrameSequencer _sequencer = new(Pcmu, Window);

    [Fact]
    public void Add_InOrder_PassesEachFrameAtOnce()
    {
        Tell(1).ShouldBe("1");
        Tell(2).ShouldBe("2");
        Tell(3).ShouldBe("3");
    }

    [Fact]
    public void Add_OutOfOrder_HoldsUntilTheMissingOneComes()
    {
        Tell(2).ShouldBe("");
        Tell(3).ShouldBe("");
        Tell(1).ShouldBe("1 2 3");
    }

    [Fact]
    public void Add_Repeated_IsDropped()
    {
        Tell(1, 1, 3, 3, 2, 2, 1, 3).ShouldBe("1 2 3");
        _sequencer.Dropped.ShouldBe(5);
    }

    [Fact]
    public void Add_MissingFrameAndAWindowAhead_GivesUpAndTellsTheSilence()
    {
        Tell(1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12).ShouldBe("1 2");
        Tell(13).ShouldBe("-160 4 5 6 7 8 9 10 11 12 13", "given up when the frame a window ahead of it comes");
        Tell(3).ShouldBe("", "too late now");
        _sequencer.Lost.ShouldBe(1);
        _sequencer.Dropped.ShouldBe(1);
    }

    [Fact]
    public void Add_JumpWithinReach_IsOneGap()
    {
        Tell(1).ShouldBe("1");
        Tell(500).ShouldBe("");
        Tell(501, 502, 503, 504, 505, 506, 507, 508, 509).ShouldBe("-79680 500 501 502 503 504 505 506 507 508 509");
        _sequencer.Lost.ShouldBe(498);
    }

    [Fact]
    public void Add_GapOfFramesWithNothingHeardBefore_TakesTheLengthOfTheFirst()
    {
        Tell(3).ShouldBe("");
        Flush().ShouldBe("-320 3");
    }

    [Fact]
    public void Add_CountFromZero_LosesNothing() => Tell(0, 1, 2).ShouldBe("0 1 2");

    [Fact]
    public void Add_FirstFrameFarOn_IsWhereTheStreamWasTakenUp() => Tell(5000, 5001).ShouldBe("5000 5001");

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(1_000_000)]
    [InlineData(-5000)]
    public void Add_OneNumberFromElsewhere_HarmsNobody(long chunk)
    {
        Tell(1, 2).ShouldBe("1 2");
        Tell(chunk).ShouldBe("");
        Tell(3, 4).ShouldBe("3 4");
        _sequencer.Dropped.ShouldBe(1);
        _sequencer.Lost.ShouldBe(0);
    }

    [Fact]
    public void Add_StreamBeginsWithANumberFromElsewhere_FollowsTheRealOnes()
    {
        Tell(long.MaxValue).ShouldBe(long.MaxValue.ToString());
        Tell(1, 2, 3).ShouldBe("");
        Tell(4, 5).ShouldBe("1 2 3 4 5");
    }

    [Fact]
    public void Add_SenderCountsAnew_IsFollowedWithoutLoss()
    {
        Tell(9000, 9001, 9003).ShouldBe("9000 9001");
        Tell(1, 2, 3).ShouldBe("");
        Tell(4).ShouldBe("-160 9003 1 2 3 4", "what was held comes out first");
        Tell(5).ShouldBe("5");
    }

    [Fact]
    public void Add_SenderCountsAnewAndAFrameIsLost_ThatIsAGap()
    {
        Tell(9000).ShouldBe("9000");
        Tell(1, 2, 4, 5).ShouldBe("1 2");
        Flush().ShouldBe("-160 4 5");
    }

    [Fact]
    public void Add_EmptyFrame_IsSilenceOfTheUsualLength()
    {
        Tell(1).ShouldBe("1");
        Add(new AudioFrame(2, 20, []));
        Tell(3).ShouldBe("-160 3");
    }

    [Fact]
    public void Add_TooLarge_IsTakenForLost()
    {
        Tell(1).ShouldBe("1");
        Add(new AudioFrame(2, 20, new byte[FrameSequencer.MaxPayloadBytes + 1])).ShouldBe("");
        Tell(3).ShouldBe("");
        Flush().ShouldBe("-160 3");
        _sequencer.Dropped.ShouldBe(1);
    }

    [Fact]
    public void Add_FramesOfAnotherLength_GapHasTheLengthOfMost()
    {
        Tell(1, 2, 3).ShouldBe("1 2 3");
        Add(new AudioFrame(4, 60, new byte[40]));
        Tell(6).ShouldBe("");
        Flush().ShouldBe("-160 6");
    }

    [Fact]
    public void Flush_ThenMore_GoesOn()
    {
        Tell(1, 3).ShouldBe("1");
        Flush().ShouldBe("-160 3");
        Flush().ShouldBe("");
        Tell(4).ShouldBe("4");
    }

    [Fact]
    public void Add_FramesWereDropped_AJumpSoFarIsAGapOfTheirLength()
    {
        Tell(1).ShouldBe("1");
        var frame = Frame(3002);
        Add(frame, dropped: 3000).ShouldBe("");
        Tell(3003).ShouldBe("");
        Flush().ShouldBe("-480000 3002 3003");
        _sequencer.Lost.ShouldBe(3000);
    }

    [Fact]
    public void Add_FramesWereDroppedBeforeTheFirst_AreMissingToo()
    {
        Add(Frame(501), dropped: 500).ShouldBe("");
        Flush().ShouldBe("-80000 501");
    }

    [Fact]
    public void Add_MoreThanAnHourWasDropped_IsTenMinutes()
    {
        Tell(1).ShouldBe("1");
        Add(Frame(200_002), dropped: 200_000).ShouldBe("");
        Flush().ShouldBe("-4800000 200002");
    }

    [Fact]
    public void Create_OfAStreamThatGoesOn_DropsWhatWasHeardAndMissesWhatWasNot()
    {
        var sequencer = new FrameSequencer(Pcmu, Window, next: 5001);
        var output = new List<SequencedAudio>();
        foreach (var chunk in new[] { 4999L, 5000, 5003, 5003, 5004 })
        {
            sequencer.Add(Frame(chunk), output);
        }

        sequencer.Flush(output);
        Text(output).ShouldBe("-320 5003 5004");
        sequencer.Next.ShouldBe(5005);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void Create_WindowOutOfRange_IsRefused(int window) => Should.Throw<ArgumentOutOfRangeException>(() => new FrameSequencer(Pcmu, window));

    private string Tell(params long[] chunks) => string.Join(' ', chunks.Select(chunk => Add(Frame(chunk))).Where(told => told.Length > 0));

    private string Add(AudioFrame frame, long dropped = 0)
    {
        var output = new List<SequencedAudio>();
        _sequencer.Add(frame, output, dropped);
        return Text(output);
    }

    private string Flush()
    {
        var output = new List<SequencedAudio>();
        _sequencer.Flush(output);
        return Text(output);
    }

    // The first eight bytes of a payload are its number.
    private static AudioFrame Frame(long chunk)
    {
        var payload = new byte[160];
        BitConverter.TryWriteBytes(payload, chunk);
        return new AudioFrame(chunk, unchecked(chunk * 20), payload);
    }

    private static string Text(List<SequencedAudio> output) => string.Join(' ', output.Select(piece =>
        piece.Missing > 0 ? $"-{piece.Missing}" : piece.Payload.Length == 160 ? BitConverter.ToInt64(piece.Payload.Span).ToString() : ""));
}
