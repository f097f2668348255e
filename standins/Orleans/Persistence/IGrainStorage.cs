using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A storage provider. Calls come from many grains at once; for one state one at a time.</summary>
public interface IGrainStorage
{
    /// <summary>Fills the state from the store; with nothing stored it gets a new value, no etag and <c>RecordExists</c> false.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Stores the state and sets its new etag.</summary>
    /// <exception cref="InconsistentStateException">The stored etag is not the state's.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Removes what is stored.</summary>
    /// <exception cref="InconsistentStateException">The stored etag is not the state's.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <inheritdoc cref="ReadStateAsync{T}(string, GrainId, IGrainState{T})"/>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
        => ReadStateAsync(stateName, grainId, grainState);

    /// <inheritdoc cref="WriteStateAsync{T}(string, GrainId, IGrainState{T})"/>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
        => WriteStateAsync(stateName, grainId, grainState);

    /// <inheritdoc cref="ClearStateAsync{T}(string, GrainId, IGrainState{T})"/>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
        => ClearStateAsync(stateName, grainId, grainState);
}

/// <summary>Turns states into bytes.</summary>
public interface IGrainStorageSerializer
{
    /// <summary>The bytes of a state.</summary>
    BinaryData Serialize<T>(T? input);

    /// <summary>The state of some bytes.</summary>
    T? Deserialize<T>(BinaryData input);
}

/// <summary>A serialiser that can also write to and read from streams.</summary>
public interface IGrainStorageStreamingSerializer : IGrainStorageSerializer
{
    /// <summary>Writes a state.</summary>
    ValueTask SerializeAsync<T>(T? input, Stream destination, CancellationToken cancellationToken = default);

    /// <summary>Reads a state.</summary>
    ValueTask<T?> DeserializeAsync<T>(Stream input, CancellationToken cancellationToken = default);
}

/// <summary>Options of a provider that has a serialiser.</summary>
public interface IStorageProviderSerializerOptions
{
    /// <summary>The serialiser; without one set, the silo's default.</summary>
    IGrainStorageSerializer GrainStorageSerializer { get; set; }
}
