using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>Takes something along when its activation moves. With one process nothing moves, so it is never asked.</summary>
public interface IGrainMigrationParticipant
{
    /// <summary>Before the activation ends here.</summary>
    void OnDehydrate(IDehydrationContext dehydrationContext);

    /// <summary>Before it begins there.</summary>
    void OnRehydrate(IRehydrationContext rehydrationContext);
}

/// <summary>What is taken along.</summary>
public interface IDehydrationContext
{
    /// <summary>Adds a value; false when it cannot be serialized or the key is taken.</summary>
    bool TryAddValue<T>(string key, T? value);
}

/// <summary>What was taken along.</summary>
public interface IRehydrationContext
{
    /// <summary>The value of a key; false when there is none.</summary>
    bool TryGetValue<T>(string key, [NotNullWhen(true)] out T? value);
}
