using System.Text;

namespace FleetActors.Sandbox.Tests;

public class SandboxKeysTests
{
    [Fact]
    public void PublicKeyBase64_OfRfc8032FirstTestVector_IsItsPublicKey()
    {
        using var keys = SandboxKeys.FromPrivateKey(
            Convert.ToBase64String(Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")));

        Convert.ToHexStringLower(Convert.FromBase64String(keys.PublicKeyBase64)).ShouldBe("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    }

    [Fact]
    public void Sign_OverTimestampAndBody_VerifiesAndOnlyThen()
    {
        using var keys = SandboxKeys.Generate();
        var publicKey = Convert.FromBase64String(keys.PublicKeyBase64);

        var signature = Convert.FromBase64String(keys.Sign("1767600000", "{\"a\":1}"u8));

        Ed25519Verifier.Verify(publicKey, signature, Encoding.UTF8.GetBytes("1767600000|{\"a\":1}")).ShouldBeTrue();
        Ed25519Verifier.Verify(publicKey, signature, Encoding.UTF8.GetBytes("1767600001|{\"a\":1}")).ShouldBeFalse();
        Ed25519Verifier.Verify(publicKey, signature, Encoding.UTF8.GetBytes("1767600000|{\"a\":2}")).ShouldBeFalse();
    }

    [Fact]
    public void Sign_FromManyThreads_AllVerify()
    {
        using var keys = SandboxKeys.Generate();
        var publicKey = Convert.FromBase64String(keys.PublicKeyBase64);

        Parallel.For(0, 500, number =>
        {
            var body = Encoding.UTF8.GetBytes($"body {number}");
            Ed25519Verifier.Verify(publicKey, Convert.FromBase64String(keys.Sign("1", body)), [.. "1|"u8, .. body]).ShouldBeTrue();
        });
    }

    [Fact]
    public void Sign_AfterDispose_ThrowsInsteadOfReadingFreedMemory()
    {
        var keys = SandboxKeys.Generate();
        keys.Dispose();

        Should.Throw<ObjectDisposedException>(() => keys.Sign("1767600000", "{}"u8));
    }

    [Fact]
    public void Dispose_WhileOthersSign_LetsThemFinish()
    {
        for (var round = 0; round < 50; round++)
        {
            var keys = SandboxKeys.Generate();
            Parallel.For(0, 8, number =>
            {
                try
                {
                    keys.Sign("1", "{}"u8).Length.ShouldBe(88);
                    if (number == 3)
                    {
                        keys.Dispose();
                    }
                }
                catch (ObjectDisposedException)
                {
                    // Came after the dispose.
                }
            });
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void FromPrivateKey_NotBase64Of32Bytes_Throws(string text)
    {
        SandboxKeys.IsPrivateKey(text).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => SandboxKeys.FromPrivateKey(text));
    }
}
