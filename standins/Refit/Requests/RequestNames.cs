using System.Reflection;

namespace Refit.Requests;

/// <summary>Names as they appear in requests.</summary>
internal static class RequestNames
{
    /// <summary>The alias, else the parameter's own name.</summary>
    public static string Of(ParameterInfo parameter) => parameter.GetCustomAttribute<AliasAsAttribute>(true)?.Name ?? parameter.Name!;
}
