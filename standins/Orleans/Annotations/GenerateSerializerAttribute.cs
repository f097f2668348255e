namespace Orleans;

/// <summary>Marks a type whose values cross grain boundaries. The stand-in passes references and needs no serializer; the mark is kept for the real packages.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Whether primary constructor parameters are serialised; null-like default follows the kind of type.</summary>
    public bool IncludePrimaryConstructorParameters { get; init; }
}
