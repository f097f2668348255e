namespace Refit;

/// <summary>Fixed headers, "Name: value" each; a method's replace its interface's, and a name without a value removes one.</summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method)]
public class HeadersAttribute(params string[] headers) : Attribute
{
    /// <summary>As given.</summary>
    public string[] Headers { get; } = headers ?? [];
}

/// <summary>The parameter is the value of this header; null removes a fixed one.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class HeaderAttribute(string header) : Attribute
{
    /// <summary>The header's name.</summary>
    public string Header { get; } = header;
}

/// <summary>The parameter, an <c>IDictionary&lt;string, string&gt;</c>, holds headers.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class HeaderCollectionAttribute : Attribute;

/// <summary>The parameter is the credential of the Authorization header.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class AuthorizeAttribute(string scheme = "Bearer") : Attribute
{
    /// <summary>Default Bearer.</summary>
    public string Scheme { get; } = scheme;
}
