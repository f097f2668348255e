using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>The stored state has changed since it was read. The activation that holds the stale state is ended.</summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException()
    {
    }

    public InconsistentStateException(string message)
        : base(message)
    {
    }

    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this(storageException?.Message ?? string.Empty, storedEtag, currentEtag, storageException)
    {
    }

    /// <summary>Etag in the store, where known.</summary>
    [Id(1)]
    public string? StoredEtag { get; private set; }

    /// <summary>Etag the writer held.</summary>
    [Id(2)]
    public string? CurrentEtag { get; private set; }

    /// <summary>Only the activation whose own write failed is ended, not its callers.</summary>
    internal bool IsSourceActivation { get; set; } = true;

    public override string ToString()
        => $"{nameof(InconsistentStateException)}: {Message} Expected Etag={StoredEtag} Received Etag={CurrentEtag} {InnerException}";
}

/// <summary>A storage provider's settings cannot work.</summary>
[GenerateSerializer]
public sealed class BadProviderConfigException : OrleansException
{
    public BadProviderConfigException()
    {
    }

    public BadProviderConfigException(string msg)
        : base(msg)
    {
    }

    public BadProviderConfigException(string msg, Exception exc)
        : base(msg, exc)
    {
    }
}
