using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Names of grain interfaces.</summary>
internal static class InterfaceNames
{
    /// <summary>The name an attribute gives, else the full .NET name.</summary>
    public static GrainInterfaceType Of(Type interfaceType)
        => interfaceType.GetCustomAttribute<GrainInterfaceTypeAttribute>()?.GetGrainInterfaceType(null!, interfaceType)
            ?? GrainInterfaceType.Create(interfaceType.FullName ?? interfaceType.Name);
}
