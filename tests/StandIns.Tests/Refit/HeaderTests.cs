using Refit;

namespace FleetActors.StandIns.Refit;

public sealed class HeaderTests : IDisposable
{
    private readonly RecordingHandler _handler = new();

    public void Dispose() => _handler.Dispose();

    [Fact]
    public async Task Call_HeadersOfInterface_AreSent()
    {
        await Api().RootAsync();

        _handler.Last.Headers["X-Fleet"].ShouldBe("north");
        _handler.Last.Headers["X-Removed"].ShouldBe("gone");
    }

    [Fact]
    public async Task Call_HeadersOfMethod_ReplaceAndRemove()
    {
        await Api().HeadersAsync("hello", "secret");

        _handler.Last.Headers["X-Fleet"].ShouldBe("south");
        _handler.Last.Headers.ShouldNotContainKey("X-Removed");
        _handler.Last.Headers["X-Note"].ShouldBe("hello");
        _handler.Last.Headers["Authorization"].ShouldBe("Bearer secret");
    }

    [Fact]
    public async Task Call_NullHeaderParameter_SendsNone()
    {
        await Api().HeadersAsync(null, "secret");

        _handler.Last.Headers.ShouldNotContainKey("X-Note");
    }

    [Theory]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("a\nX-Evil: 1")]
    public async Task Call_LineBreakInHeader_CannotStartAnother(string value)
    {
        await Api().HeadersAsync(value, "secret");

        _handler.Last.Headers.ShouldNotContainKey("X-Evil");
        _handler.Last.Headers["X-Note"].ShouldBe("aX-Evil: 1");
    }

    [Fact]
    public async Task Call_LineBreakInHeaderCollection_CannotStartAnother()
    {
        await Api().HeaderCollectionAsync(new Dictionary<string, string> { ["X-One"] = "1", ["X-Two"] = "2\r\nX-Evil: 1" });

        _handler.Last.Headers["X-One"].ShouldBe("1");
        _handler.Last.Headers["X-Two"].ShouldBe("2X-Evil: 1");
        _handler.Last.Headers.ShouldNotContainKey("X-Evil");
    }

    [Fact]
    public async Task For_HostAddressWithCredential_FillsNamedSchemeOnly()
    {
        var settings = new RefitSettings
        {
            HttpMessageHandlerFactory = () => _handler,
            AuthorizationHeaderValueGetter = (_, _) => ValueTask.FromResult("key"),
        };
        var api = RestService.For<ISecuredApi>("https://api.example.com/v2/", settings);

        await api.SecretAsync();
        _handler.Last.Headers["Authorization"].ShouldBe("Bearer key");
        _handler.Last.Address.AbsoluteUri.ShouldBe("https://api.example.com/v2/secret");

        await api.OpenAsync();
        _handler.Last.Headers.ShouldNotContainKey("Authorization");
    }

    private ITrucksApi Api() => RestService.For<ITrucksApi>(_handler.ClientFor("https://api.example.com"));
}
