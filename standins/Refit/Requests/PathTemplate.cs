using System.Reflection;
using System.Text;

namespace Refit.Requests;

/// <summary>A path with <c>{name}</c> and <c>{**name}</c> places, split once.</summary>
internal sealed class PathTemplate
{
    private readonly List<Part> _parts = [];

    /// <param name="path">As written in the attribute.</param>
    /// <param name="parameters">The method's parameters without the cancellation token, in order.</param>
    public PathTemplate(string path, ParameterInfo[] parameters)
    {
        Verify(path);
        var rest = path.AsSpan();
        while (rest.IndexOf('{') is var open and >= 0 && rest[open..].IndexOf('}') is var length and > 0)
        {
            _parts.Add(new Part(rest[..open].ToString(), -1, false));
            _parts.Add(PlaceFor(rest[(open + 1)..(open + length)].ToString(), path, parameters));
            rest = rest[(open + length + 1)..];
        }

        _parts.Add(new Part(rest.ToString(), -1, false));
    }

    /// <summary>Whether the parameter at this index is part of the path.</summary>
    public bool Uses(int index) => _parts.Exists(part => part.Parameter == index);

    /// <summary>Appends the path with its values escaped; a <c>**</c> value keeps its slashes.</summary>
    public void Write(StringBuilder target, Func<int, object?, string?> format, object?[] values)
    {
        foreach (var part in _parts)
        {
            if (part.Parameter < 0)
            {
                target.Append(part.Text);
            }
            else if (part.KeepsSlashes)
            {
                var segments = ((string?)values[part.Parameter] ?? string.Empty).Split('/');
                target.AppendJoin('/', segments.Select(segment => Escape(format(part.Parameter, segment))));
            }
            else
            {
                target.Append(Escape(format(part.Parameter, values[part.Parameter])));
            }
        }
    }

    private static string Escape(string? value) => Uri.EscapeDataString(value ?? string.Empty);

    private static Part PlaceFor(string name, string path, ParameterInfo[] parameters)
    {
        var keepsSlashes = name.StartsWith("**", StringComparison.Ordinal);
        var wanted = keepsSlashes ? name[2..] : name;
        var index = Array.FindIndex(parameters, p => string.Equals(RequestNames.Of(p), wanted, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            throw new ArgumentException($"URL {path} has parameter {name}, but no method parameter matches");
        }

        return keepsSlashes && parameters[index].ParameterType != typeof(string)
            ? throw new ArgumentException($"URL {path} has round-tripping parameter {name}, which must be a string")
            : new Part(string.Empty, index, keepsSlashes);
    }

    private static void Verify(string path)
    {
        if (path.Length > 0 && path[0] != '/')
        {
            throw new ArgumentException($"URL path {path} must start with '/' and be of the form '/foo/bar/baz'");
        }

        if (path.AsSpan().ContainsAny('\r', '\n'))
        {
            throw new ArgumentException($"URL path {path} must not contain CR or LF characters");
        }
    }

    private readonly record struct Part(string Text, int Parameter, bool KeepsSlashes);
}
