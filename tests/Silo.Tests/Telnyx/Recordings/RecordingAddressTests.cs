using System.Net;

namespace FleetActors.Telnyx.Recordings;

/// <summary>Where a webhook may send us.</summary>
public sealed class RecordingAddressTests
{
    private static readonly RecordingAddress Telnyx = new(new Uri("https://api.telnyx.com/v2"));
    private static readonly RecordingAddress Sandbox = new(new Uri("http://127.0.0.1:5001/v2"));

    [Theory]
    [InlineData("https://s3.amazonaws.com/telephony-recorder-prod/x.wav?X-Amz-Signature=1", true)]
    [InlineData("HTTPS://Storage.Example/x.wav", true)]
    [InlineData("https://storage.example:8443/x.wav", true)]
    [InlineData("http://storage.example/x.wav", false)]
    [InlineData("http://127.0.0.1:5001/recordings/x.wav", false)]
    [InlineData("https://user:secret@storage.example/x.wav", false)]
    [InlineData("ftp://storage.example/x.wav", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/recordings/x.wav", false)]
    [InlineData("//storage.example/x.wav", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Read_OfTheProvider_IsHttpsOnly(string? address, bool allowed) => (Telnyx.Read(address) is not null).ShouldBe(allowed);

    [Theory]
    [InlineData("http://127.0.0.1:5001/recordings/x.wav", true)]
    [InlineData("http://127.0.0.1:5002/recordings/x.wav", false)]
    [InlineData("http://127.0.0.1/recordings/x.wav", false)]
    [InlineData("http://localhost:5001/recordings/x.wav", false)]
    [InlineData("https://storage.example/x.wav", true)]
    public void Read_OfTheSandbox_IsAlsoThatHost(string address, bool allowed) => (Sandbox.Read(address) is not null).ShouldBe(allowed);

    [Theory]
    [InlineData("https://storage.example/a", "/b", "https://storage.example/b")]
    [InlineData("https://storage.example/a", "https://other.example/b", "https://other.example/b")]
    [InlineData("https://storage.example/a", "http://other.example/b", null)]
    [InlineData("https://storage.example/a", "http://127.0.0.1:5001/b", null)]
    [InlineData("http://127.0.0.1:5001/a", "/b", "http://127.0.0.1:5001/b")]
    [InlineData("http://127.0.0.1:5001/a", "http://127.0.0.1:22/b", null)]
    public void Follow_LeadsNeverIntoTheNetwork(string from, string location, string? to) =>
        Sandbox.Follow(new Uri(from), new Uri(location, UriKind.RelativeOrAbsolute))?.AbsoluteUri.ShouldBe(to);

    [Theory]
    [InlineData("52.216.1.1", true)]
    [InlineData("2600:1f18::1", true)]
    [InlineData("64:ff9b::34d8:101", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.8.8.8", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:52.216.1.1", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:0:a00:1::1", false)]
    [InlineData("64:ff9b:1::a00:1", false)]
    [InlineData("ff02::1", false)]
    public void IsPublic_TellsOwnNetworksApart(string address, bool isPublic) => RecordingAddress.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);
}
