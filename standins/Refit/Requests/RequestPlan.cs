using System.Reflection;
using System.Text;

namespace Refit.Requests;

/// <summary>Everything about a method's request that does not depend on its arguments; made once per interface.</summary>
internal sealed class RequestPlan
{
    private static readonly Uri AnyHost = new("http://host");

    private readonly HttpMethod _method;
    private readonly RefitSettings _settings;
    private readonly ParameterInfo[] _parameters;
    private readonly int[] _positions;
    private readonly int _cancellation = -1;
    private readonly PathTemplate _path;
    private readonly RequestHeaders _headers;
    private readonly RequestBody? _body;
    private readonly int[] _query;

    public RequestPlan(MethodInfo method, HttpMethodAttribute attribute, RefitSettings settings)
    {
        _method = attribute.Method;
        _settings = settings;
        var all = method.GetParameters();
        _positions = [.. Enumerable.Range(0, all.Length).Where(i => all[i].ParameterType != typeof(CancellationToken))];
        _parameters = [.. _positions.Select(i => all[i])];
        if (all.Length - _parameters.Length > 1)
        {
            throw new ArgumentException($"Argument list to method \"{method.Name}\" can only contain a single CancellationToken");
        }

        _cancellation = Array.FindIndex(all, p => p.ParameterType == typeof(CancellationToken));
        _path = new PathTemplate(attribute.Path, _parameters);
        _headers = new RequestHeaders(method, _parameters);
        _body = RequestBody.Find(_method, _parameters, settings);
        _query = [.. Enumerable.Range(0, _parameters.Length).Where(i => !_path.Uses(i) && !_headers.Uses(i) && _body?.Index != i)];
    }

    /// <summary>Whether the body is read into memory before it is sent.</summary>
    public bool BuffersBody => _body?.Buffered == true;

    /// <summary>The token among the arguments.</summary>
    public CancellationToken TokenOf(object?[] arguments) =>
        _cancellation >= 0 && arguments[_cancellation] is CancellationToken token ? token : CancellationToken.None;

    /// <summary>
    /// The request for these arguments. Its address is relative and holds the base address's own path, so that <see cref="HttpClient"/>,
    /// which drops that path for addresses starting with '/', ends up where the caller meant.
    /// </summary>
    public HttpRequestMessage ToRequest(Uri baseAddress, object?[] arguments)
    {
        var values = Array.ConvertAll(_positions, i => arguments[i]);
        var request = new HttpRequestMessage
        {
            Method = _method,
            Version = _settings.Version,
            VersionPolicy = _settings.VersionPolicy,
            RequestUri = Address(baseAddress.AbsolutePath, values),
        };
        if (_body is not null)
        {
            request.Content = _body.ToContent(values[_body.Index], _settings.ContentSerializer);
        }

        _headers.Apply(request, values);
        return request;
    }

    private Uri Address(string basePath, object?[] values)
    {
        var target = new StringBuilder(basePath.TrimEnd('/'));
        _path.Write(target, (i, value) => _settings.UrlParameterFormatter.Format(value, _parameters[i], _parameters[i].ParameterType), values);
        var address = new UriBuilder(new Uri(AnyHost, target.ToString()));
        var query = new QueryParameters(_settings);
        query.AddFixed(address.Query);
        foreach (var i in _query)
        {
            if (values[i] is { } value)
            {
                query.Add(_parameters[i], value);
            }
        }

        address.Query = query.ToString();
        return new Uri(address.Uri.GetComponents(UriComponents.PathAndQuery, UriFormat.UriEscaped), UriKind.Relative);
    }
}
