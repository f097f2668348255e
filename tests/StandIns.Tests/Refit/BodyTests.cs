using System.Text.Json;
using System.Text.Json.Serialization;
using Refit;

namespace FleetActors.StandIns.Refit;

public sealed class BodyTests : IDisposable
{
    private readonly RecordingHandler _handler = new(body: """{"NAME":"t1","doors":2,"axle":"rearLeft"}""");

    public void Dispose() => _handler.Dispose();

    [Fact]
    public async Task Post_ObjectParameter_IsTheJsonBody()
    {
        await Api().AddAsync(new Truck("t1", 2, Axle.RearLeft));

        _handler.Last.Method.ShouldBe(HttpMethod.Post);
        _handler.Last.Body.ShouldBe("""{"name":"t1","doors":2,"axle":"rearLeft"}""");
        _handler.Last.ContentType.ShouldBe("application/json; charset=utf-8");
    }

    [Fact]
    public async Task Post_Unbuffered_HasNoLength()
    {
        await Api().AddAsync(new Truck("t1", 2));

        _handler.Last.ContentLength.ShouldBeNull();
    }

    [Fact]
    public async Task Post_BufferedByAttribute_HasLength()
    {
        await Api().AddBufferedAsync(new Truck("t1", 2));

        _handler.Last.ContentLength.ShouldBe(_handler.Last.Body!.Length);
    }

    [Fact]
    public async Task Post_BufferedBySettings_HasLength()
    {
        await Api(new RefitSettings { Buffered = true }).AddAsync(new Truck("t1", 2));

        _handler.Last.ContentLength.ShouldBe(_handler.Last.Body!.Length);
    }

    [Fact]
    public async Task Post_StringBody_IsSentRaw()
    {
        await Api().AddNoteAsync("plain \"text\"");

        _handler.Last.Body.ShouldBe("plain \"text\"");
        _handler.Last.ContentType.ShouldBe("text/plain; charset=utf-8");
    }

    [Fact]
    public async Task Post_SerializedStringBody_IsJson()
    {
        await Api().AddJsonNoteAsync("a");

        _handler.Last.Body.ShouldBe("\"a\"");
    }

    [Fact]
    public async Task Post_OwnJsonOptions_AreUsedBothWays()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseUpper,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        };
        var truck = await Api(new RefitSettings(new SystemTextJsonContentSerializer(options))).AddAsync(new Truck("t1", 0));

        _handler.Last.Body.ShouldBe("""{"NAME":"t1"}""");
        truck.ShouldBe(new Truck("t1", 0));
    }

    [Fact]
    public async Task Get_JsonAnswer_IsReadInAnyCase()
    {
        var truck = await Api().GetAsync("1", CancellationToken.None);

        truck.ShouldBe(new Truck("t1", 2, Axle.RearLeft));
    }

    [Fact]
    public async Task Get_StringResult_IsTheRawText()
    {
        (await Api().RootAsync()).ShouldBe("""{"NAME":"t1","doors":2,"axle":"rearLeft"}""");
    }

    private ITrucksApi Api(RefitSettings? settings = null) =>
        RestService.For<ITrucksApi>(_handler.ClientFor("https://api.example.com"), settings);
}
