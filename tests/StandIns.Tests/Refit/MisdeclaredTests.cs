#if STANDINS
using Refit;

namespace FleetActors.StandIns.Refit;

/// <summary>
/// Refit's generator refuses most of these interfaces when they are compiled; the stand-in, which has none, when they are first used. A path
/// without a slash passes there.
/// </summary>
public sealed class MisdeclaredTests : IDisposable
{
    private readonly RecordingHandler _handler = new();

    public void Dispose() => _handler.Dispose();

    private interface IUnknownPlaceApi
    {
        [Get("/trucks/{id}")]
        Task<string> GetAsync(string truck);
    }

    private interface INoSlashApi
    {
        [Get("trucks")]
        Task<string> GetAsync();
    }

    private interface ITwoBodiesApi
    {
        [Post("/trucks")]
        Task<string> AddAsync(Truck first, Truck second);
    }

    [Fact]
    public void For_PathWithoutSlash_Refuses()
    {
        using var client = _handler.ClientFor("https://api.example.com");

        Should.Throw<ArgumentException>(() => RestService.For<INoSlashApi>(client)).Message.ShouldContain("must start with '/'");
    }

    [Fact]
    public void For_UnknownPlace_Refuses()
    {
        using var client = _handler.ClientFor("https://api.example.com");

        Should.Throw<ArgumentException>(() => RestService.For<IUnknownPlaceApi>(client)).Message.ShouldContain("no method parameter matches");
    }

    [Fact]
    public void For_TwoPossibleBodies_Refuses()
    {
        using var client = _handler.ClientFor("https://api.example.com");

        Should.Throw<ArgumentException>(() => RestService.For<ITwoBodiesApi>(client)).Message.ShouldContain("Multiple complex types");
    }
}
#endif
