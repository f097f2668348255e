using System.Reflection;

namespace Refit.Requests;

/// <summary>Headers of one method: the fixed ones of its interfaces, its interface and itself, later ones replacing earlier ones.</summary>
internal sealed class RequestHeaders
{
    private readonly Dictionary<string, string?> _fixed = [];
    private readonly ParameterInfo[] _parameters;
    private readonly List<(int Index, string Name)> _single = [];
    private readonly int _collection = -1;
    private readonly (int Index, string Scheme)? _authorize;

    public RequestHeaders(MethodInfo method, ParameterInfo[] parameters)
    {
        _parameters = parameters;
        var owner = method.DeclaringType!;
        var inherited = owner.GetInterfaces().SelectMany(i => i.GetCustomAttributes<HeadersAttribute>(true)).Reverse();
        var lines = inherited.Concat(owner.GetCustomAttributes<HeadersAttribute>(true)).Concat(method.GetCustomAttributes<HeadersAttribute>(true));
        foreach (var line in lines.SelectMany(attribute => attribute.Headers).Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            _fixed[(colon < 0 ? line : line[..colon]).Trim()] = colon < 0 ? null : line[(colon + 1)..].Trim();
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].GetCustomAttribute<HeaderAttribute>()?.Header is { } name && !string.IsNullOrWhiteSpace(name))
            {
                _single.Add((i, name.Trim()));
            }

            if (parameters[i].GetCustomAttribute<AuthorizeAttribute>() is { } authorize)
            {
                _authorize = _authorize is null
                    ? (i, authorize.Scheme)
                    : throw new ArgumentException("Only one parameter can be an Authorize parameter");
            }

            if (parameters[i].GetCustomAttribute<HeaderCollectionAttribute>() is not null)
            {
                VerifyCollection(parameters[i]);
                _collection = _collection < 0 ? i : throw new ArgumentException("Only one parameter can be a HeaderCollection parameter");
            }
        }
    }

    /// <summary>Whether the parameter at this index goes into the headers.</summary>
    public bool Uses(int index) => index == _collection || _authorize?.Index == index || _single.Exists(header => header.Index == index);

    /// <summary>Sets the headers; carriage returns and line feeds in names and values are dropped, so that a value cannot start a header of its own.</summary>
    public void Apply(HttpRequestMessage request, object?[] values)
    {
        var headers = new Dictionary<string, string?>(_fixed);
        for (var i = 0; i < _parameters.Length; i++)
        {
            AddFrom(i, values[i], headers);
        }

        if (headers.Count > 0 && request.Content is null && request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
        {
            // Content headers need a content to hang on.
            request.Content = new ByteArrayContent([]);
        }

        foreach (var (name, value) in headers)
        {
            Set(request, name, value);
        }
    }

    private void AddFrom(int index, object? value, Dictionary<string, string?> headers)
    {
        foreach (var (_, name) in _single.Where(header => header.Index == index))
        {
            headers[name] = value?.ToString();
        }

        if (index == _collection && value is IDictionary<string, string> collection)
        {
            foreach (var (name, text) in collection)
            {
                headers[name] = text;
            }
        }

        if (_authorize is { } authorize && authorize.Index == index)
        {
            headers["Authorization"] = $"{authorize.Scheme} {value}";
        }
    }

    private static void Set(HttpRequestMessage request, string name, string? value)
    {
        // The typed collections throw for names that belong to the other one, so nothing is asked of them but a plain list of names.
        if (request.Headers.NonValidated.Contains(name))
        {
            request.Headers.Remove(name);
        }

        if (request.Content?.Headers.NonValidated.Contains(name) == true)
        {
            request.Content.Headers.Remove(name);
        }

        if (value is not null && !request.Headers.TryAddWithoutValidation(WithoutLineBreaks(name), WithoutLineBreaks(value)))
        {
            request.Content?.Headers.TryAddWithoutValidation(WithoutLineBreaks(name), WithoutLineBreaks(value));
        }
    }

    private static string WithoutLineBreaks(string text) =>
        text.Replace("\r", string.Empty, StringComparison.Ordinal).Replace("\n", string.Empty, StringComparison.Ordinal);

    private static void VerifyCollection(ParameterInfo parameter)
    {
        if (!parameter.ParameterType.IsAssignableFrom(typeof(IDictionary<string, string>)))
        {
            throw new ArgumentException($"HeaderCollection parameter of type {parameter.ParameterType.Name} is not assignable from IDictionary<string, string>");
        }
    }
}
