namespace Orleans.Core;

/// <summary>A stored state without its value.</summary>
public interface IStorage
{
    /// <summary>Version of the stored state; null when nothing is stored.</summary>
    string? Etag { get; }

    /// <summary>Whether something is stored.</summary>
    bool RecordExists { get; }

    /// <summary>Removes what is stored.</summary>
    /// <exception cref="Storage.InconsistentStateException">It was changed by someone else; the activation is ended.</exception>
    Task ClearStateAsync();

    /// <summary>Stores the value; done means it is durable.</summary>
    /// <exception cref="Storage.InconsistentStateException">It was changed by someone else; the activation is ended.</exception>
    Task WriteStateAsync();

    /// <summary>Reads what is stored, dropping unwritten changes.</summary>
    Task ReadStateAsync();

    /// <inheritdoc cref="ClearStateAsync()"/>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <inheritdoc cref="WriteStateAsync()"/>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <inheritdoc cref="ReadStateAsync()"/>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}

/// <summary>A stored state.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The value in memory. Only code of the grain may touch it.</summary>
    TState State { get; set; }
}
