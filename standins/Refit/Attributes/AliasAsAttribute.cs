namespace Refit;

/// <summary>The name a parameter or property has in the request.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public class AliasAsAttribute(string name) : Attribute
{
    /// <summary>The name sent.</summary>
    public string Name { get; protected set; } = name;
}
