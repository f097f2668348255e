namespace Orleans.Runtime;

/// <summary>Name of a grain interface instead of its full .NET name.</summary>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = false)]
public sealed class GrainInterfaceTypeAttribute(string value) : Attribute
{
    private readonly GrainInterfaceType _value = GrainInterfaceType.Create(value);

    /// <summary>The name.</summary>
    public GrainInterfaceType GetGrainInterfaceType(IServiceProvider services, Type type) => _value;
}
