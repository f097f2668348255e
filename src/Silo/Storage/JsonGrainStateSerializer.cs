using System.Text.Json;
using Orleans.Storage;

namespace FleetActors.Storage;

/// <summary>Grain state as UTF-8 JSON (<see cref="StateJson"/>). Members it does not know are kept, so that an older release can read and write a newer one's state.</summary>
internal sealed class JsonGrainStateSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, StateJson.Options));

    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, StateJson.Options);
}
