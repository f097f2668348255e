using System.Reflection;

namespace Refit.Requests;

/// <summary>Which parameter is the body, and how it is written.</summary>
internal sealed record RequestBody(int Index, BodySerializationMethod Method, bool Buffered)
{
    /// <summary>The marked parameter; else, for POST, PUT and PATCH, the only one of a reference type other than string.</summary>
    public static RequestBody? Find(HttpMethod method, ParameterInfo[] parameters, RefitSettings settings)
    {
        var marked = Indexes(parameters, p => p.GetCustomAttribute<BodyAttribute>() is not null);
        if (marked.Length > 1)
        {
            throw new ArgumentException("Only one parameter can be a Body parameter");
        }

        if (marked is [var index])
        {
            var attribute = parameters[index].GetCustomAttribute<BodyAttribute>()!;
            return attribute.SerializationMethod == BodySerializationMethod.UrlEncoded
                ? throw new NotSupportedException("Form bodies are not in this stand-in for Refit.")
                : new RequestBody(index, attribute.SerializationMethod, attribute.Buffered ?? settings.Buffered);
        }

        if (method != HttpMethod.Post && method != HttpMethod.Put && method != HttpMethod.Patch)
        {
            return null;
        }

        var complex = Indexes(parameters, IsImplicitBody);
        return complex.Length switch
        {
            0 => null,
            1 => new RequestBody(complex[0], BodySerializationMethod.Serialized, settings.Buffered),
            _ => throw new ArgumentException("Multiple complex types found. Specify one parameter as the body using BodyAttribute"),
        };
    }

    /// <summary>The content of one request.</summary>
    public HttpContent ToContent(object? value, IHttpContentSerializer serializer) => value switch
    {
        HttpContent content => content,
        Stream stream => new StreamContent(stream),
        string text when Method == BodySerializationMethod.Default => new StringContent(text),
        _ => serializer.ToHttpContent(value),
    };

    private static int[] Indexes(ParameterInfo[] parameters, Func<ParameterInfo, bool> predicate) =>
        [.. Enumerable.Range(0, parameters.Length).Where(i => predicate(parameters[i]))];

    private static bool IsImplicitBody(ParameterInfo parameter) =>
        !parameter.ParameterType.IsValueType
        && parameter.ParameterType != typeof(string)
        && parameter.GetCustomAttribute<QueryAttribute>() is null
        && parameter.GetCustomAttribute<HeaderCollectionAttribute>() is null;
}
