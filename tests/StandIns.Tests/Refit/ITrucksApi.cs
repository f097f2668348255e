using Refit;

namespace FleetActors.StandIns.Refit;

[Headers("X-Fleet: north", "X-Removed: gone")]
internal interface ITrucksApi
{
    [Get("/trucks/{id}")]
    Task<Truck> GetAsync(string id, CancellationToken cancellationToken);

    [Get("/trucks/{truckId}/doors/{door}")]
    Task<string> GetDoorAsync([AliasAs("truckId")] string id, int door);

    [Get("/files/{**path}")]
    Task<string> GetFileAsync(string path);

    [Get("/trucks?state=open&limit=5")]
    Task<string> ListAsync([AliasAs("filter[name]")] string? name, [Query(CollectionFormat.Multi)] string[] tag);

    [Get("/trucks")]
    Task<string> ListByAsync([Query] string[] tag, TruckFilter filter, bool? moving);

    [Get("/trucks")]
    Task<string> ListSinceAsync([Query(Format = "yyyy-MM-dd")] DateTime since, double weight);

    [Post("/trucks")]
    Task<Truck> AddAsync(Truck truck);

    [Post("/trucks")]
    Task<Truck> AddBufferedAsync([Body(buffered: true)] Truck truck);

    [Post("/notes")]
    Task AddNoteAsync([Body] string note);

    [Post("/notes")]
    Task AddJsonNoteAsync([Body(BodySerializationMethod.Serialized)] string note);

    [Put("/trucks/{id}")]
    Task<IApiResponse<Truck>> ReplaceAsync(string id, [Body] Truck truck, CancellationToken cancellationToken);

    [Patch("/trucks/{id}")]
    Task<ApiResponse<Truck>> ChangeAsync(string id, Truck truck);

    [Delete("/trucks/{id}")]
    Task<IApiResponse> RemoveAsync(string id);

    [Get("/raw")]
    Task<HttpResponseMessage> GetRawAsync();

    [Get("/headers"), Headers("X-Fleet: south", "X-Removed")]
    Task<string> HeadersAsync([Header("X-Note")] string? note, [Authorize] string token);

    [Get("/headers")]
    Task<string> HeaderCollectionAsync([HeaderCollection] IDictionary<string, string> headers);

    [Get("")]
    Task<string> RootAsync();
}

/// <summary>Asks for a credential by naming the scheme only.</summary>
internal interface ISecuredApi
{
    [Get("/secret"), Headers("Authorization: Bearer")]
    Task<string> SecretAsync();

    [Get("/open")]
    Task<string> OpenAsync();
}

public sealed record Truck(string Name, int Doors, Axle Axle = Axle.Front);

public enum Axle
{
    Front,
    RearLeft,
}

public sealed class TruckFilter
{
    [AliasAs("min_doors")]
    public int? MinDoors { get; init; }

    public string? Owner { get; init; }
}
