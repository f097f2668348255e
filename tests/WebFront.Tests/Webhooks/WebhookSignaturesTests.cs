using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FleetActors.Sandbox;
using FleetActors.TestKit;
using Microsoft.AspNetCore.Http;

namespace FleetActors.Webhooks;

public sealed class WebhookSignaturesTests : IDisposable
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"data":{"event_type":"call.answered"}}""");

    private readonly ManualClock _clock = new();
    private readonly SandboxKeys _provider = SandboxKeys.Generate();
    private readonly SandboxKeys _stranger = SandboxKeys.Generate();

    public void Dispose()
    {
        _provider.Dispose();
        _stranger.Dispose();
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-299, true)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-86400, false)]
    public void AreValid_RightKey_DependsOnTheAge(int seconds, bool expected) =>
        WithKey().AreValid(Signed(_provider, seconds), Body).ShouldBe(expected);

    [Fact]
    public void AreValid_SameRequestAgain_IsStillValid()
    {
        // A repeat within the tolerance is the provider's retry; acting once on it is the alert's business.
        var headers = Signed(_provider, 0);
        WithKey().AreValid(headers, Body).ShouldBeTrue();
        WithKey().AreValid(headers, Body).ShouldBeTrue();
    }

    [Fact]
    public void AreValid_StrangersKey_IsInvalid() => WithKey().AreValid(Signed(_stranger, 0), Body).ShouldBeFalse();

    [Fact]
    public void AreValid_SecondOfTwoKeys_IsValid() =>
        new WebhookSignatures([Key(_stranger), Key(_provider)], null, _clock).AreValid(Signed(_provider, 0), Body).ShouldBeTrue();

    [Fact]
    public void AreValid_OtherBody_IsInvalid() =>
        WithKey().AreValid(Signed(_provider, 0), Encoding.UTF8.GetBytes("""{"data":{"event_type":"call.hangup"}}""")).ShouldBeFalse();

    [Fact]
    public void AreValid_TimestampExchanged_IsInvalid()
    {
        var headers = Signed(_provider, -301);
        headers["telnyx-timestamp"] = Timestamp(0);
        WithKey().AreValid(headers, Body).ShouldBeFalse();
    }

    [Theory]
    [InlineData("telnyx-signature-ed25519")]
    [InlineData("telnyx-timestamp")]
    public void AreValid_HeaderMissing_IsInvalid(string name)
    {
        var headers = Signed(_provider, 0);
        headers.Remove(name);
        WithKey().AreValid(headers, Body).ShouldBeFalse();
    }

    [Theory]
    [InlineData("telnyx-signature-ed25519", "")]
    [InlineData("telnyx-signature-ed25519", "not base64")]
    [InlineData("telnyx-signature-ed25519", "c2hvcnQ=")]
    [InlineData("telnyx-timestamp", "")]
    [InlineData("telnyx-timestamp", "soon")]
    [InlineData("telnyx-timestamp", "-1")]
    [InlineData("telnyx-timestamp", "+1767600000")]
    [InlineData("telnyx-timestamp", "1e9")]
    [InlineData("telnyx-timestamp", "99999999999999999999999999")]
    [InlineData("telnyx-timestamp", "9223372036854775807")]
    public void AreValid_HeaderBroken_IsInvalid(string name, string value)
    {
        var headers = Signed(_provider, 0);
        headers[name] = value;
        WithKey().AreValid(headers, Body).ShouldBeFalse();
    }

    [Fact]
    public void AreValid_VeryLongSignature_IsInvalid()
    {
        var headers = Signed(_provider, 0);
        headers["telnyx-signature-ed25519"] = new string('A', 10_000);
        WithKey().AreValid(headers, Body).ShouldBeFalse();
    }

    [Fact]
    public void AreValid_NothingConfigured_IsInvalid() => new WebhookSignatures([], null, _clock).AreValid(Signed(_provider, 0), Body).ShouldBeFalse();

    [Fact]
    public void AreValid_SecretConfigured_TakesTheHmacOfTheBody()
    {
        var signatures = new WebhookSignatures([], "s3cret"u8.ToArray(), _clock);
        var hex = Convert.ToHexStringLower(HMACSHA256.HashData("s3cret"u8, Body));
        signatures.AreValid(Hmac(hex), Body).ShouldBeTrue();
        signatures.AreValid(Hmac(hex), "{}"u8).ShouldBeFalse();
        signatures.AreValid(Hmac(hex.ToUpperInvariant()), Body).ShouldBeFalse();
        signatures.AreValid(Hmac(hex[..62]), Body).ShouldBeFalse();
        signatures.AreValid(Hmac(hex[..62] + "zz"), Body).ShouldBeFalse();
        signatures.AreValid(Hmac(""), Body).ShouldBeFalse();
        signatures.AreValid(new HeaderDictionary(), Body).ShouldBeFalse();
        signatures.AreValid(Hmac(Convert.ToHexStringLower(HMACSHA256.HashData("other"u8, Body))), Body).ShouldBeFalse();
    }

    [Fact]
    public void AreValid_NoSecretConfigured_IgnoresTheHmacHeader() =>
        WithKey().AreValid(Hmac(Convert.ToHexStringLower(HMACSHA256.HashData(ReadOnlySpan<byte>.Empty, Body))), Body).ShouldBeFalse();

    private WebhookSignatures WithKey() => new([Key(_provider)], null, _clock);

    private static Ed25519PublicKey Key(SandboxKeys keys)
    {
        Ed25519PublicKey.TryParse(keys.PublicKeyBase64, out var key).ShouldBeTrue();
        return key!;
    }

    private string Timestamp(int seconds) => _clock.Now.AddSeconds(seconds).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private HeaderDictionary Signed(SandboxKeys keys, int seconds)
    {
        var timestamp = Timestamp(seconds);
        return new HeaderDictionary { ["telnyx-timestamp"] = timestamp, ["telnyx-signature-ed25519"] = keys.Sign(timestamp, Body) };
    }

    private static HeaderDictionary Hmac(string hex) => new() { ["telnyx-signature-sha256"] = hex };
}
