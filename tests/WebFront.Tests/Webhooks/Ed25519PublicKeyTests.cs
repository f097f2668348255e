namespace FleetActors.Webhooks;

public sealed class Ed25519PublicKeyTests
{
    // RFC 8032, section 7.1, test 3.
    private static readonly byte[] Key = Convert.FromHexString("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
    private static readonly byte[] Message = Convert.FromHexString("af82");
    private static readonly byte[] Signature = Convert.FromHexString(
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");

    [Fact]
    public void Verify_KnownSignature_IsValid()
    {
        using var key = Parse();
        key.Verify(Signature, Message).ShouldBeTrue();
    }

    [Fact]
    public void Verify_AnyBitFlipped_IsInvalid()
    {
        using var key = Parse();
        for (var bit = 0; bit < Signature.Length * 8; bit++)
        {
            var forged = (byte[])Signature.Clone();
            forged[bit / 8] ^= (byte)(1 << (bit % 8));
            key.Verify(forged, Message).ShouldBeFalse($"bit {bit}");
        }

        key.Verify(Signature, [0xAF, 0x83]).ShouldBeFalse();
        key.Verify(Signature, []).ShouldBeFalse();
        key.Verify(Signature.AsSpan(0, 63), Message).ShouldBeFalse();
        key.Verify([], Message).ShouldBeFalse();
        key.Verify(new byte[64], Message).ShouldBeFalse();
    }

    [Fact]
    public void Verify_FromManyThreads_IsValidEachTime()
    {
        using var key = Parse();
        var valid = 0;
        Parallel.For(0, 500, _ =>
        {
            if (key.Verify(Signature, Message))
            {
                Interlocked.Increment(ref valid);
            }
        });
        valid.ShouldBe(500);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no base64!")]
    [InlineData("c2hvcnQ=")]
    public void TryParse_NoKey_IsFalse(string? text) => Ed25519PublicKey.TryParse(text, out _).ShouldBeFalse();

    private static Ed25519PublicKey Parse()
    {
        Ed25519PublicKey.TryParse(Convert.ToBase64String(Key), out var key).ShouldBeTrue();
        return key!;
    }
}
