using System.Collections;
using System.Reflection;
using System.Text;
using System.Web;

namespace Refit.Requests;

/// <summary>The query of one request: the fixed part of the path first, then the parameters in order.</summary>
internal sealed class QueryParameters(RefitSettings settings)
{
    private static readonly QueryAttribute Plain = new();
    private readonly List<KeyValuePair<string, string?>> _pairs = [];

    /// <summary>Takes over a query that is written in the path.</summary>
    public void AddFixed(string query)
    {
        var fixedPairs = HttpUtility.ParseQueryString(query);
        foreach (var key in fixedPairs.AllKeys.Where(key => !string.IsNullOrWhiteSpace(key)))
        {
            _pairs.Add(new(key!, fixedPairs[key]));
        }
    }

    /// <summary>Adds a parameter: a value or a list under its name, an object or dictionary under its members' names.</summary>
    public void Add(ParameterInfo parameter, object value)
    {
        var query = parameter.GetCustomAttribute<QueryAttribute>() ?? Plain;
        if (IsValue(value) || value is IEnumerable and not IDictionary)
        {
            AddValue(RequestNames.Of(parameter), value, query, parameter, parameter.ParameterType);
            return;
        }

        foreach (var (name, member) in Members(value, query.Delimiter))
        {
            var prefixed = string.IsNullOrWhiteSpace(query.Prefix) ? name : query.Prefix + query.Delimiter + name;
            AddValue(prefixed, member, query, parameter, parameter.ParameterType);
        }
    }

    /// <summary>Escaped, with the question mark; empty when there is nothing to ask.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, value) in _pairs)
        {
            if (value is not null)
            {
                text.Append(text.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        return text.ToString();
    }

    private static bool IsValue(object value) => value is string or bool or char or IFormattable or Uri;

    private void AddValue(string name, object? value, QueryAttribute query, ICustomAttributeProvider provider, Type type)
    {
        if (value is string or not IEnumerable)
        {
            _pairs.Add(new(name, settings.UrlParameterFormatter.Format(value, provider, type)));
            return;
        }

        var format = query.IsCollectionFormatSpecified ? query.CollectionFormat : settings.CollectionFormat;
        var texts = ((IEnumerable)value).Cast<object?>().Select(item => settings.UrlParameterFormatter.Format(item, provider, type));
        if (format == CollectionFormat.Multi)
        {
            _pairs.AddRange(texts.Select(text => new KeyValuePair<string, string?>(name, text)));
        }
        else
        {
            _pairs.Add(new(name, string.Join(Delimiter(format), texts)));
        }
    }

    private static string Delimiter(CollectionFormat format) => format switch
    {
        CollectionFormat.Ssv => " ",
        CollectionFormat.Tsv => "\t",
        CollectionFormat.Pipes => "|",
        _ => ",",
    };

    private IEnumerable<(string Name, object Value)> Members(object source, string delimiter)
    {
        var direct = source is IDictionary map
            ? map.Keys.Cast<object>().Select(key => (Name: key.ToString()!, Value: map[key]))
            : source.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.CanRead).Select(property => (
                Name: property.GetCustomAttribute<AliasAsAttribute>()?.Name ?? settings.UrlParameterKeyFormatter.Format(property.Name),
                Value: property.GetValue(source)));
        foreach (var (name, value) in direct)
        {
            if (value is null)
            {
                continue;
            }

            if (IsValue(value) || value is IEnumerable and not IDictionary)
            {
                yield return (name, value);
                continue;
            }

            foreach (var (inner, innerValue) in Members(value, delimiter))
            {
                yield return (name + delimiter + inner, innerValue);
            }
        }
    }
}
