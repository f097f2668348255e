using System.Security.Cryptography;
using NAudio.Codecs;

namespace FleetActors.StandIns.NAudio;

public sealed class G711Tests
{
    [Theory]
    [InlineData(0x00, -32124)]
    [InlineData(0x0F, -16764)]
    [InlineData(0x7E, -8)]
    [InlineData(0x7F, -1)]
    [InlineData(0x80, 32124)]
    [InlineData(0xC3, 1692)]
    [InlineData(0xFE, 8)]
    [InlineData(0xFF, 0)]
    public void MuLawToLinear_KnownCodes_AreExact(byte coded, short expected) =>
        MuLawDecoder.MuLawToLinearSample(coded).ShouldBe(expected);

    [Theory]
    [InlineData(0x00, -5504)]
    [InlineData(0x2A, -32256)]
    [InlineData(0x55, -8)]
    [InlineData(0x80, 5504)]
    [InlineData(0xAA, 32256)]
    [InlineData(0xD5, 8)]
    public void ALawToLinear_KnownCodes_AreExact(byte coded, short expected) =>
        ALawDecoder.ALawToLinearSample(coded).ShouldBe(expected);

    [Theory]
    [InlineData(0, 0xFF)]
    [InlineData(-1, 0x7F)]
    [InlineData(1000, 0xCE)]
    [InlineData(-1000, 0x4E)]
    [InlineData(32767, 0x80)]
    [InlineData(-32767, 0x00)]
    [InlineData(-32768, 0x7F)]
    public void LinearToMuLaw_KnownSamples_AreExact(short sample, byte expected) =>
        MuLawEncoder.LinearToMuLawSample(sample).ShouldBe(expected);

    [Theory]
    [InlineData(0, 0xD5)]
    [InlineData(-1, 0x55)]
    [InlineData(1000, 0xFA)]
    [InlineData(-1000, 0x7A)]
    [InlineData(32767, 0xAA)]
    [InlineData(-32767, 0x2A)]
    [InlineData(-32768, 0x55)]
    public void LinearToALaw_KnownSamples_AreExact(short sample, byte expected) =>
        ALawEncoder.LinearToALawSample(sample).ShouldBe(expected);

    [Fact]
    public void MuLaw_EveryCode_SurvivesARoundTrip()
    {
        for (var code = 0; code < 256; code++)
        {
            MuLawEncoder.LinearToMuLawSample(MuLawDecoder.MuLawToLinearSample((byte)code)).ShouldBe((byte)code);
        }
    }

    [Fact]
    public void ALaw_EveryCode_SurvivesARoundTrip()
    {
        for (var code = 0; code < 256; code++)
        {
            ALawEncoder.LinearToALawSample(ALawDecoder.ALawToLinearSample((byte)code)).ShouldBe((byte)code);
        }
    }

    [Fact]
    public void Codecs_EverySampleAndCode_MatchTheRecordedFingerprint()
    {
        var coded = Enumerable.Range(short.MinValue, 65536)
            .SelectMany(sample => new[] { MuLawEncoder.LinearToMuLawSample((short)sample), ALawEncoder.LinearToALawSample((short)sample) });
        var linear = Enumerable.Range(0, 256)
            .SelectMany(code => new[] { MuLawDecoder.MuLawToLinearSample((byte)code), ALawDecoder.ALawToLinearSample((byte)code) })
            .SelectMany(BitConverter.GetBytes);

        Convert.ToHexString(SHA256.HashData(coded.Concat(linear).ToArray())).ShouldBe("4A03DBDDA084D99DEAA34D02FBD42E7DB1ADBA2D79556CBB11FCD4D622290F43");
    }
}
