namespace Orleans.CodeGeneration;

/// <summary>Version of a grain interface; with one process all callers and grains have the same.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class VersionAttribute(ushort version) : Attribute
{
    /// <summary>The version.</summary>
    public ushort Version { get; } = version;
}
