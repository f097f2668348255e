namespace FleetActors.Calls;

public sealed class AudioDecoderTests
{
    private static readonly AudioFormat Pcmu = new(AudioEncoding.Pcmu, 8000, 1);
    private static readonly AudioFormat L16 = new(AudioEncoding.L16, 8000, 1);
    private static readonly AudioFormat Wide = new(AudioEncoding.L16, 16000, 1);

    [Fact]
    public void Decode_Pcmu_GivesTheValuesOfG711() =>
        Decode(Pcmu, [0xFF, 0x00, 0x80, 0xEF, 0x6F]).ShouldBe<short>([0, -32124, 32124, 132, -132]);

    [Fact]
    public void Decode_Pcma_GivesTheValuesOfG711() =>
        Decode(Pcmu with { Encoding = AudioEncoding.Pcma }, [0xD5, 0x55, 0xAA, 0x2A]).ShouldBe<short>([8, -8, 32256, -32256]);

    [Theory]
    [InlineData(L16ByteOrder.Big, 0x1234)]
    [InlineData(L16ByteOrder.Little, 0x3412)]
    public void Decode_L16_TakesTheByteOrderItIsTold(L16ByteOrder order, short expected) => Decode(L16, [0x12, 0x34], order).ShouldBe([expected]);

    [Fact]
    public void Decode_OddByteCount_IgnoresTheBrokenSampleAndGoesOnWithAWholeOne()
    {
        var decoder = new AudioDecoder(L16, L16ByteOrder.Big);

        decoder.Decode([0x00, 0x01, 0x7F]).Phone.ToArray().ShouldBe<short>([1]);
        decoder.Decode([0x7F]).Phone.Length.ShouldBe(0);
        decoder.Decode([0x00, 0x02]).Phone.ToArray().ShouldBe<short>([2]);
    }

    [Fact]
    public void Decode_Empty_IsNothing() => Decode(Pcmu, []).ShouldBeEmpty();

    [Fact]
    public void Decode_TwoChannels_AreMixedWithoutOverflow() =>
        Decode(L16 with { Channels = 2 }, [0x7F, 0xFF, 0x7F, 0xFF, 0x80, 0x00, 0x80, 0x00, 0x00, 0x04, 0x00, 0x02, 0x11, 0x22, 0x33])
            .ShouldBe<short>([32767, -32768, 3]);

    [Fact]
    public void Decode_Wideband_GivesTheWireForTheRecogniserAndHalfOfItForThePhone()
    {
        var decoder = new AudioDecoder(Wide, L16ByteOrder.Little);

        var decoded = decoder.Decode(Bytes(Sound.Tone(500, 0.5, 0.02, 16000)));

        decoded.Wire.ToArray().ShouldBe(Sound.Tone(500, 0.5, 0.02, 16000));
        decoded.Phone.Length.ShouldBe(160);
    }

    [Theory]
    [InlineData(AudioEncoding.Pcmu, 8000, 1)]
    [InlineData(AudioEncoding.Pcma, 16000, 1)]
    [InlineData(AudioEncoding.L16, 16000, 2)]
    public void Decode_AWholeSlice_FitsItsBuffers(AudioEncoding encoding, int rate, int channels)
    {
        var decoder = new AudioDecoder(new AudioFormat(encoding, rate, channels), L16ByteOrder.Big);

        decoder.Decode(new byte[decoder.SliceBytes]).Phone.Length.ShouldBe(AudioDecoder.SliceMissing * 8000 / rate);
        decoder.DecodeMissing(AudioDecoder.SliceMissing).Phone.Length.ShouldBe(AudioDecoder.SliceMissing * 8000 / rate);
    }

    [Fact]
    public void DecodeMissing_IsSilence()
    {
        var decoder = new AudioDecoder(Pcmu, L16ByteOrder.Big);
        _ = decoder.Decode([0, 0, 0]);

        decoder.DecodeMissing(3).Phone.ToArray().ShouldBe<short>([0, 0, 0]);
    }

    [Theory]
    [InlineData(AudioEncoding.Unknown, 8000, 1)]
    [InlineData((AudioEncoding)77, 8000, 1)]
    [InlineData(AudioEncoding.L16, 44100, 1)]
    [InlineData(AudioEncoding.L16, 0, 1)]
    [InlineData(AudioEncoding.L16, -8000, 1)]
    [InlineData(AudioEncoding.Pcmu, 8000, 0)]
    [InlineData(AudioEncoding.Pcmu, 8000, 3)]
    public void IsSupported_WhatCannotBeDecoded_SaysWhy(AudioEncoding encoding, int rate, int channels)
    {
        var format = new AudioFormat(encoding, rate, channels);

        AudioFormats.IsSupported(format, out var reason).ShouldBeFalse();
        reason.ShouldNotBeNullOrWhiteSpace();
        Should.Throw<ArgumentException>(() => new AudioDecoder(format, L16ByteOrder.Big)).Message.ShouldContain(reason);
    }

    private static short[] Decode(AudioFormat format, byte[] payload, L16ByteOrder order = L16ByteOrder.Big) =>
        new AudioDecoder(format, order).Decode(payload).Phone.ToArray();

    private static byte[] Bytes(short[] samples) => System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples.AsSpan()).ToArray();
}
