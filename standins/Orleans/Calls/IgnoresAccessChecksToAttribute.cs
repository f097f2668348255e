namespace System.Runtime.CompilerServices;

/// <summary>Known to the runtime by name: lets the assemblies made at run time use internal types of others.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
