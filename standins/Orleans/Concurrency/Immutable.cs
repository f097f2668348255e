namespace Orleans.Concurrency;

/// <summary>Wraps a value its sender promises never to change again.</summary>
[GenerateSerializer, Immutable]
public readonly struct Immutable<T>(T value)
{
    /// <summary>The value.</summary>
    [Id(0)]
    public readonly T Value = value;
}

/// <summary>Wrapping as <see cref="Immutable{T}"/>.</summary>
public static class ImmutableExtensions
{
    /// <summary>Wraps the value.</summary>
    public static Immutable<T> AsImmutable<T>(this T value) => new(value);
}
