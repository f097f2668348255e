using System.Collections.Frozen;
using System.Reflection;

namespace Refit.Requests;

/// <summary>Implements an interface by looking its methods up in a table made at creation.</summary>
internal class RestProxy : DispatchProxy
{
    private HttpClient _client = null!;
    private FrozenDictionary<MethodInfo, MethodCall> _calls = null!;

    public static T Create<T>(HttpClient client, RefitSettings settings)
    {
        if (!typeof(T).IsInterface)
        {
            throw new ArgumentException("targetInterface must be an Interface");
        }

        var calls = new Dictionary<MethodInfo, MethodCall>();
        foreach (var method in typeof(T).GetInterfaces().Prepend(typeof(T)).SelectMany(type => type.GetMethods()))
        {
            if (method.IsAbstract && method.GetCustomAttributes<HttpMethodAttribute>(true).FirstOrDefault() is { } attribute)
            {
                calls.Add(method, MethodCall.Create(method, attribute, settings));
            }
        }

        if (calls.Count == 0)
        {
            throw new InvalidOperationException(
                $"{typeof(T).Name} doesn't look like a Refit interface: it needs at least one method with a Refit HTTP method attribute.");
        }

        var proxy = Create<T, RestProxy>();
        ((RestProxy)(object)proxy!).Attach(client, calls.ToFrozenDictionary());
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        return _calls.TryGetValue(targetMethod, out var call)
            ? call.Invoke(_client, args ?? [])
            : throw new NotImplementedException($"{targetMethod.Name} has no HTTP method attribute.");
    }

    private void Attach(HttpClient client, FrozenDictionary<MethodInfo, MethodCall> calls)
    {
        _client = client;
        _calls = calls;
    }
}
