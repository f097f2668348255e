using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;

namespace Refit;

/// <summary>Text of a path or query value.</summary>
public interface IUrlParameterFormatter
{
    /// <summary>Null leaves the value out.</summary>
    string? Format(object? value, ICustomAttributeProvider attributeProvider, Type type);
}

/// <summary>Name of a query value that comes from an object's property.</summary>
public interface IUrlParameterKeyFormatter
{
    /// <summary>The name sent for a property's name.</summary>
    string Format(string key);
}

/// <summary>Property names as they are.</summary>
public class DefaultUrlParameterKeyFormatter : IUrlParameterKeyFormatter
{
    /// <inheritdoc/>
    public virtual string Format(string key) => key;
}

/// <summary>Invariant culture; <see cref="QueryAttribute.Format"/> where given; enums by <see cref="EnumMemberAttribute"/> or name.</summary>
public class DefaultUrlParameterFormatter : IUrlParameterFormatter
{
    /// <inheritdoc/>
    public virtual string? Format(object? value, ICustomAttributeProvider attributeProvider, Type type)
    {
        ArgumentNullException.ThrowIfNull(attributeProvider);
        if (value is null)
        {
            return null;
        }

        var format = attributeProvider.GetCustomAttributes(typeof(QueryAttribute), true).OfType<QueryAttribute>().FirstOrDefault()?.Format;
        var shown = value is Enum ? EnumText(value) : value;
        return string.IsNullOrWhiteSpace(format)
            ? Convert.ToString(shown, CultureInfo.InvariantCulture)
            : string.Format(CultureInfo.InvariantCulture, $"{{0:{format}}}", shown);
    }

    private static object EnumText(object value) =>
        value.GetType().GetField(value.ToString()!)?.GetCustomAttribute<EnumMemberAttribute>()?.Value ?? value;
}
