using System.Reflection;

namespace Refit;

/// <summary>Turns values into content and back.</summary>
public interface IHttpContentSerializer
{
    /// <summary>Content of a body parameter.</summary>
    HttpContent ToHttpContent<T>(T item);

    /// <summary>Value of a response; throws what the format's reader throws.</summary>
    Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default);

    /// <summary>The name the format gives a property, null when it says nothing.</summary>
    string? GetFieldNameForProperty(PropertyInfo propertyInfo);
}
