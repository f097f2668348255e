using Refit;

namespace FleetActors.StandIns.Refit;

public sealed class AddressTests : IDisposable
{
    private readonly RecordingHandler _handler = new();

    public void Dispose() => _handler.Dispose();

    [Theory]
    [InlineData("https://api.example.com/v2", "https://api.example.com/v2/trucks/7")]
    [InlineData("https://api.example.com", "https://api.example.com/trucks/7")]
    [InlineData("https://api.example.com/", "https://api.example.com/trucks/7")]
    [InlineData("https://api.example.com/a/b", "https://api.example.com/a/b/trucks/7")]
    [InlineData("https://api.example.com/v2/", "https://api.example.com/v2/trucks/7")]
    public async Task Get_BaseAddressWithPath_KeepsThePath(string baseAddress, string expected)
    {
        await Api(baseAddress).GetAsync("7", CancellationToken.None);

        _handler.Last.Address.AbsoluteUri.ShouldBe(expected);
    }

    [Theory]
    [InlineData("v3:abc_-", "/v2/trucks/v3%3Aabc_-")]
    [InlineData("a/b c?d&e", "/v2/trucks/a%2Fb%20c%3Fd%26e")]
    [InlineData("{id}", "/v2/trucks/%7Bid%7D")]
    [InlineData("", "/v2/trucks/")]
    public async Task Get_ValueInPath_IsEscaped(string id, string expected)
    {
        await Api().GetAsync(id, CancellationToken.None);

        _handler.Last.Address.PathAndQuery.ShouldBe(expected);
    }

    [Fact]
    public async Task Get_AliasedAndNumberPlaces_AreFilled()
    {
        await Api().GetDoorAsync("x", 12);

        _handler.Last.Address.PathAndQuery.ShouldBe("/v2/trucks/x/doors/12");
    }

    [Fact]
    public async Task Get_RoundTrippingPlace_KeepsSlashes()
    {
        await Api().GetFileAsync("a b/c");

        _handler.Last.Address.PathAndQuery.ShouldBe("/v2/files/a%20b/c");
    }

    [Fact]
    public async Task List_FixedQueryAndParameters_FixedFirstAndEscaped()
    {
        await Api().ListAsync("a b", ["x", "y&z"]);

        _handler.Last.Address.Query.ShouldBe("?state=open&limit=5&filter%5Bname%5D=a%20b&tag=x&tag=y%26z");
    }

    [Fact]
    public async Task List_NullParameter_IsLeftOut()
    {
        await Api().ListAsync(null, []);

        _handler.Last.Address.Query.ShouldBe("?state=open&limit=5");
    }

    [Fact]
    public async Task List_ListAndObject_AreFlattened()
    {
        await Api().ListByAsync(["a", "b"], new TruckFilter { MinDoors = 2 }, true);

        _handler.Last.Address.Query.ShouldBe("?tag=a%2Cb&min_doors=2&moving=True");
    }

    [Fact]
    public async Task List_FormattedValues_AreInvariant()
    {
        await Api().ListSinceAsync(new DateTime(2026, 3, 4), 1.5);

        _handler.Last.Address.Query.ShouldBe("?since=2026-03-04&weight=1.5");
    }

    [Fact]
    public async Task Root_EmptyPath_IsTheBaseAddress()
    {
        await Api().RootAsync();

        _handler.Last.Address.AbsoluteUri.ShouldBe("https://api.example.com/v2");
    }

    [Fact]
    public async Task Get_NoBaseAddress_SaysSo()
    {
        using var client = new HttpClient(_handler);
        var api = RestService.For<ITrucksApi>(client);

        await Should.ThrowAsync<InvalidOperationException>(() => api.RootAsync());
    }

    private ITrucksApi Api(string baseAddress = "https://api.example.com/v2") => RestService.For<ITrucksApi>(_handler.ClientFor(baseAddress));
}
