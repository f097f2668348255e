namespace Orleans.Metadata;

/// <summary>Names the grain class meant when several implement the marked interface.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class DefaultGrainTypeAttribute(string grainType) : Attribute
{
    internal string GrainType { get; } = grainType;
}
